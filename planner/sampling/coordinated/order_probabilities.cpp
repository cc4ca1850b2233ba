#include "planner/sampling/coordinated/order_probabilities.h"

#include "planner/sampling/probabilities.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <boost/math/quadrature/gauss.hpp>

namespace fairdraw {
namespace {

constexpr double kMostWork = 6e7;  ///< multiplications of a stratum: a twentieth of a second or so

/// Adds weight x density x P(at most n - 1 others before x) of every unit, for one x after the other.
class Others {
 public:
  explicit Others(std::size_t units, std::uint32_t n)
      : n_(n), out_(units, 0.0), levels_(1, std::vector<double>(n, 0.0)) {}

  /// @param before   per unit: the probability of a rank below x
  /// @param density  per unit: that of a rank at x, times the weight of x
  void add(std::span<const double> before, std::span<const double> density) {
    before_ = before;
    density_ = density;
    std::fill(levels_.front().begin(), levels_.front().end(), 0.0);
    levels_.front().front() = 1;
    split(0, before.size(), 0);
  }

  std::vector<double> take() { return std::move(out_); }

 private:
  /// levels_[depth] has the chances of 0, 1, ..., n - 1 of all units outside [begin, end) to rank before x.
  void split(std::size_t begin, std::size_t end, std::size_t depth) {
    if (end - begin == 1) {
      if (density_[begin] == 0) return;
      double sum = 0;
      for (const double chance : levels_[depth]) sum += chance;
      out_[begin] += density_[begin] * sum;
      return;
    }
    if (levels_.size() == depth + 1) levels_.emplace_back(n_);
    const std::size_t middle = begin + (end - begin) / 2;
    take_in(middle, end, depth);
    split(begin, middle, depth + 1);
    take_in(begin, middle, depth);
    split(middle, end, depth + 1);
  }

  /// Puts into the next level what this one has, with the units of [begin, end).
  void take_in(std::size_t begin, std::size_t end, std::size_t depth) {
    std::vector<double>& to = levels_[depth + 1];
    to = levels_[depth];
    for (std::size_t unit = begin; unit < end; ++unit) {
      const double p = before_[unit];
      for (std::size_t k = n_ - 1; k > 0; --k) to[k] += p * (to[k - 1] - to[k]);
      to[0] -= p * to[0];
    }
  }

  std::uint32_t n_;
  std::vector<double> out_;
  std::vector<std::vector<double>> levels_;
  std::span<const double> before_, density_;
};

bool too_much(std::size_t units, std::uint32_t n, double nodes) {
  const auto all = static_cast<double>(units);
  return all * std::ceil(std::log2(all)) * n * nodes > kMostWork;
}

/// What lets ranks be worked out for units that are neither in for certain nor out.
struct Open {
  std::vector<std::uint32_t> units;
  std::vector<double> p;
  std::uint32_t n = 0;  ///< to draw of them
};

Open open_units(std::span<const double> probabilities, std::uint32_t n) {
  Open out{undecided_units(probabilities), {}, n - static_cast<std::uint32_t>(units_taken(probabilities).size())};
  for (const std::uint32_t unit : out.units) out.p.push_back(probabilities[unit]);
  return out;
}

std::vector<double> with_decided(std::span<const double> probabilities, const Open& open,
                                 const std::vector<double>& found) {
  std::vector<double> out(probabilities.begin(), probabilities.end());
  for (std::size_t k = 0; k < open.units.size(); ++k) out[open.units[k]] = std::min(1.0, found[k]);
  return out;
}

}  // namespace

std::vector<double> sequential_poisson_probabilities(std::span<const double> probabilities, std::uint32_t n) {
  const Open open = open_units(probabilities, n);
  if (open.units.size() <= open.n || open.n == 0) return {probabilities.begin(), probabilities.end()};
  // The probability of a rank below x is min(1, p x): of x a polynomial between two places where one becomes 1. Beyond
  // the (n + 1)-th of these places n + 1 units rank before any other.
  std::vector<double> ends;
  for (const double p : open.p) ends.push_back(1 / p);
  std::sort(ends.begin(), ends.end());
  ends.resize(open.n + 1);
  using Rule = boost::math::quadrature::gauss<double, 20>;  // half of its nodes: those at 0 and above
  const double step = 1 / std::sqrt(static_cast<double>(open.n));
  double panels = 0;
  double from = 0;
  for (const double end : ends) {
    panels += std::ceil((end - from) / step);
    from = end;
  }
  if (too_much(open.units.size(), open.n, 20 * panels)) return {};
  Others others(open.p.size(), open.n);
  std::vector<double> before(open.p.size());
  std::vector<double> density(open.p.size());
  const auto at = [&](double x, double weight) {
    for (std::size_t i = 0; i < open.p.size(); ++i) {
      before[i] = std::min(1.0, open.p[i] * x);
      density[i] = before[i] < 1 ? open.p[i] * weight : 0;
    }
    others.add(before, density);
  };
  from = 0;
  for (const double end : ends) {
    const double count = std::ceil((end - from) / step);
    const double half = (end - from) / count / 2;
    for (double k = 0; k < count; ++k)
      for (std::size_t node = 0; node < Rule::abscissa().size(); ++node)
        for (const double side : {-1.0, 1.0})
          at(from + half * (2 * k + 1 + side * Rule::abscissa()[node]), half * Rule::weights()[node]);
    from = end;
  }
  return with_decided(probabilities, open, others.take());
}

std::vector<double> pareto_probabilities(std::span<const double> probabilities, std::uint32_t n) {
  const Open open = open_units(probabilities, n);
  if (open.units.size() <= open.n || open.n == 0) return {probabilities.begin(), probabilities.end()};
  // With x = exp(z) the odds' probabilities are logistic in z, about the log odds of p with a minus: the trapezoidal
  // rule converges as exp(-2 pi d / step), d being the width of the strip in which nothing grows; what is summed is at
  // least 1 / sqrt(n) wide, or so.
  std::vector<double> centre;
  for (const double p : open.p) centre.push_back(std::log((1 - p) / p));
  const auto [least, most] = std::minmax_element(centre.begin(), centre.end());
  constexpr double kTail = 34;  // exp(-34) is 2e-15
  double spread = 1;
  for (const double p : open.p) spread += p * (1 - p);
  const double step = 0.35 / std::sqrt(spread);
  const double nodes = std::ceil((*most - *least + 2 * kTail) / step);
  if (too_much(open.units.size(), open.n, nodes)) return {};
  Others others(open.p.size(), open.n);
  std::vector<double> before(open.p.size());
  std::vector<double> density(open.p.size());
  for (double k = 0; k <= nodes; ++k) {
    const double z = *least - kTail + k * step;
    for (std::size_t i = 0; i < open.p.size(); ++i) {
      before[i] = 1 / (1 + std::exp(centre[i] - z));
      density[i] = step / (1 + std::exp(centre[i] - z)) / (1 + std::exp(z - centre[i]));
    }
    others.add(before, density);
  }
  return with_decided(probabilities, open, others.take());
}

}  // namespace fairdraw
