#include "planner/frame/size_classes.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace fairdraw {
namespace {

/// Bounds as numbers of the list: the largest not above each, once; without the one that has everything below it.
std::vector<double> settled(std::span<const double> ascending, const std::vector<double>& bounds) {
  std::vector<double> out;
  for (const double bound : bounds) {
    const auto above = std::upper_bound(ascending.begin(), ascending.end(), bound);
    if (above == ascending.begin() || above == ascending.end()) continue;
    const double largest = *std::prev(above);
    if (out.empty() || largest > out.back()) out.push_back(largest);
  }
  return out;
}

/// The largest x with x^n <= value, for value >= 1, by halving: products and comparisons alone.
double root(double value, std::uint32_t n) {
  double low = 1;
  double high = value;
  while (true) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return low;
    double power = 1;
    for (std::uint32_t k = 0; k < n && power <= value; ++k) power *= middle;
    (power <= value ? low : high) = middle;
  }
}

/// Sums over any stretch of the list.
class Stretches {
 public:
  explicit Stretches(std::span<const double> ascending) {
    double sum = 0;
    for (const double x : ascending) sum += x;
    centre_ = ascending.empty() ? 0 : sum / static_cast<double>(ascending.size());
    sums_.push_back(0);
    squares_.push_back(0);
    for (const double x : ascending) {
      const double y = x - centre_;  // squares of differences lose fewer digits
      sums_.push_back(sums_.back() + y);
      squares_.push_back(squares_.back() + y * y);
    }
  }

  std::size_t size() const { return sums_.size() - 1; }
  double total() const { return centre_ * static_cast<double>(size()); }

  /// N and S of [begin, end).
  struct Part {
    double n = 0;
    double deviation = 0;
    double ns() const { return n * deviation; }
    double ns2() const { return n * deviation * deviation; }
  };
  Part part(std::size_t begin, std::size_t end) const {
    Part out;
    out.n = static_cast<double>(end - begin);
    if (out.n < 2) return out;
    const double sum = sums_[end] - sums_[begin];
    const double square = squares_[end] - squares_[begin];
    out.deviation = std::sqrt(std::max(0.0, (square - sum * sum / out.n) / (out.n - 1)));
    return out;
  }

 private:
  double centre_ = 0;
  std::vector<double> sums_, squares_;
};

/// How many numbers are not above each bound.
std::vector<std::size_t> places(std::span<const double> ascending, std::span<const double> bounds) {
  std::vector<std::size_t> out;
  for (const double bound : bounds)
    out.push_back(
        static_cast<std::size_t>(std::upper_bound(ascending.begin(), ascending.end(), bound) - ascending.begin()));
  return out;
}

/// The sample that a partition asks for: n = N_top + (sum N S)^2 / ((cv X)^2 + sum N S^2), over all but the top.
class SampleSize {
 public:
  SampleSize(const Stretches& all, double cv) : all_(all), allowed_(cv * all.total() * cv * all.total()) {}

  double of(std::size_t top, double ns, double ns2) const {
    const double rest = allowed_ + ns2;
    return static_cast<double>(all_.size() - top) + (rest > 0 ? ns * ns / rest : 0);
  }

  double operator()(const std::vector<std::size_t>& ends) const {
    double ns = 0;
    double ns2 = 0;
    for (std::size_t h = 0; h < ends.size(); ++h) {
      const Stretches::Part part = all_.part(h == 0 ? 0 : ends[h - 1], ends[h]);
      ns += part.ns();
      ns2 += part.ns2();
    }
    return of(ends.empty() ? 0 : ends.back(), ns, ns2);
  }

  /// Puts each end where the sample is smallest until none moves.
  /// @param steps  places where an end may be: where the next number is another
  void improve(std::vector<std::size_t>& ends, const std::vector<std::size_t>& steps) const {
    for (bool moved = true; moved;) {
      moved = false;
      for (std::size_t h = 0; h < ends.size(); ++h) moved = improve(ends, h, steps) || moved;
    }
  }

 private:
  bool improve(std::vector<std::size_t>& ends, std::size_t h, const std::vector<std::size_t>& steps) const {
    double ns = 0;
    double ns2 = 0;
    for (std::size_t k = 0; k < ends.size(); ++k) {
      if (k == h || k == h + 1) continue;
      const Stretches::Part part = all_.part(k == 0 ? 0 : ends[k - 1], ends[k]);
      ns += part.ns();
      ns2 += part.ns2();
    }
    const bool last = h + 1 == ends.size();
    const std::size_t low = h == 0 ? 0 : ends[h - 1];
    const std::size_t high = last ? all_.size() : ends[h + 1];
    const auto size_at = [&](std::size_t end) {
      const Stretches::Part below = all_.part(low, end);
      const Stretches::Part above = last ? Stretches::Part{} : all_.part(end, high);
      return of(last ? end : ends.back(), ns + below.ns() + above.ns(), ns2 + below.ns2() + above.ns2());
    };
    double least = size_at(ends[h]);
    const std::size_t before = ends[h];
    for (auto step = std::upper_bound(steps.begin(), steps.end(), low); step != steps.end() && *step <= high; ++step) {
      if (!last && *step == high) break;
      const double size = size_at(*step);
      if (size < least * (1 - 1e-12)) {
        least = size;
        ends[h] = *step;
      }
    }
    return ends[h] != before;
  }

  const Stretches& all_;
  double allowed_;
};

}  // namespace

std::vector<double> cumulative_root_f(std::span<const double> ascending, std::uint32_t strata, std::uint32_t classes) {
  if (ascending.empty() || ascending.front() == ascending.back() || classes == 0) return {};
  const double first = ascending.front();
  const double width = (ascending.back() - first) / classes;
  std::vector<double> ends;
  std::vector<double> reached;  // cumulated root at each end
  std::size_t at = 0;
  double sum = 0;
  for (std::uint32_t c = 0; c < classes; ++c) {
    const double end = c + 1 == classes ? ascending.back() : first + width * (c + 1.0);
    std::size_t count = 0;
    for (; at < ascending.size() && ascending[at] <= end; ++at) ++count;
    ends.push_back(end);
    reached.push_back(sum += std::sqrt(static_cast<double>(count)));
  }
  std::vector<double> bounds;
  for (std::uint32_t h = 1; h < strata; ++h) {
    const double wanted = sum * h / strata;
    std::size_t nearest = 0;
    for (std::size_t c = 0; c < ends.size(); ++c)
      if (std::abs(reached[c] - wanted) < std::abs(reached[nearest] - wanted)) nearest = c;
    bounds.push_back(ends[nearest]);
  }
  return settled(ascending, bounds);
}

std::vector<double> geometric_bounds(std::span<const double> ascending, std::uint32_t strata) {
  if (ascending.empty() || ascending.front() <= 0) return {};
  const double ratio = root(ascending.back() / ascending.front(), strata);
  std::vector<double> bounds;
  double bound = ascending.front();
  for (std::uint32_t h = 1; h < strata; ++h) bounds.push_back(bound *= ratio);
  return settled(ascending, bounds);
}

double lavallee_hidiroglou_size(std::span<const double> ascending, std::span<const double> bounds, double cv) {
  return SampleSize(Stretches(ascending), cv)(places(ascending, bounds));
}

std::vector<double> lavallee_hidiroglou(std::span<const double> ascending, std::uint32_t strata, double cv) {
  const Stretches all(ascending);
  const SampleSize size(all, cv);
  std::vector<std::size_t> steps;
  for (std::size_t k = 1; k < ascending.size(); ++k)
    if (ascending[k] > ascending[k - 1]) steps.push_back(k);
  if (steps.empty()) return {};
  std::vector<std::vector<std::size_t>> starts;
  starts.push_back(places(ascending, cumulative_root_f(ascending, strata, 15 * strata)));
  starts.push_back(places(ascending, geometric_bounds(ascending, strata)));
  for (const double top : {1.0 / strata, 0.1, 0.03, 0.0}) {  // the highest class this part of the different numbers
    starts.emplace_back();
    const double below = (1 - top) * static_cast<double>(steps.size()) / (strata - 1.0);
    for (std::uint32_t h = 1; h < strata; ++h)
      starts.back().push_back(steps[std::min(steps.size() - 1, static_cast<std::size_t>(below * h))]);
  }
  std::vector<std::size_t> best;
  double least = 0;
  for (std::vector<std::size_t>& ends : starts) {
    for (const std::size_t step : steps) {  // a start with too few classes gets others from the smallest on
      if (ends.size() + 1 >= strata) break;
      if (std::find(ends.begin(), ends.end(), step) == ends.end()) ends.push_back(step);
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    size.improve(ends, steps);
    const double here = size(ends);
    if (best.empty() || here < least) {
      least = here;
      best = ends;
    }
  }
  std::vector<double> bounds;
  for (const std::size_t end : best)
    if (end > 0 && end < ascending.size()) bounds.push_back(ascending[end - 1]);
  return bounds;
}

double variance_left(std::span<const double> ascending, std::span<const double> bounds) {
  const Stretches all(ascending);
  const double whole = all.part(0, all.size()).ns();
  if (whole <= 0) return 0;
  std::vector<std::size_t> ends = places(ascending, bounds);
  ends.push_back(all.size());
  double ns = 0;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    ns += all.part(begin, end).ns();
    begin = end;
  }
  return ns / whole * (ns / whole);
}

}  // namespace fairdraw
