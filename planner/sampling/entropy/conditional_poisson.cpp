#include "planner/sampling/entropy/conditional_poisson.h"

#include "planner/sampling/probabilities.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fairdraw {
namespace {

/// The largest residual that is left, as a share of p (1 - p).
constexpr double kMet = 1e-13;

/// Rounds of the solution at most, and rounds without halving the best residual after which it is as good as it gets:
/// few where it is good already and a round takes long.
constexpr int kRounds = 5000;
constexpr int stalled_after(double off, std::size_t units) {
  return off > 1e-9 || units < 1000 ? 300 : 12;
}

/// Brings the sum of the working probabilities to n by one factor on all odds (Newton's method; the design stays the
/// same).
void centre(std::vector<double>& odds, std::vector<double>& in, std::vector<double>& out, double n) {
  for (int round = 0; round < 50; ++round) {
    double sum = 0;
    double slope = 0;
    for (std::size_t i = 0; i < odds.size(); ++i) {
      out[i] = 1 / (1 + odds[i]);
      in[i] = odds[i] * out[i];
      sum += in[i];
      slope += in[i] * out[i];
    }
    const double step = (n - sum) / slope;
    if (std::abs(step) < 0.01) return;
    const double factor = step > 0 ? 1 + std::min(step, 3.0) : 1 / (1 + std::min(-step, 3.0));
    for (double& each : odds) each *= factor;
  }
}

}  // namespace

ConditionalPoisson::ConditionalPoisson(std::span<const double> probabilities)
    : given_(probabilities.begin(), probabilities.end()), place_(probabilities.size(), 0) {
  left_ = fixed_size(probabilities) - static_cast<std::uint32_t>(units_taken(given_).size());
  open_ = undecided_units(given_);
  std::vector<double> odds;
  odds.reserve(open_.size());
  for (const std::uint32_t unit : open_) {
    place_[unit] = static_cast<std::uint32_t>(odds.size());
    odds.push_back(given_[unit] / (1 - given_[unit]));
  }
  in_.resize(odds.size());
  out_.resize(odds.size());
  if (odds.empty()) return;
  // The chance p(k) of unit k, given the count, and its complement come from the distribution G without it, with no
  // difference taken: p(k) ~ in G(n - 1), 1 - p(k) ~ out G(n). The log of its odds is off by about its residual over
  // c(k), where the covariance of the design is nearly diag(c) - c c' / sum(c) (Hájek's; for n = 1 it is exact):
  // Newton's method with that covariance. c starts from p (1 - p) and is brought nearer to p (1 - p) = c - c c /
  // sum(c).
  std::vector<double> c(odds.size());
  for (std::size_t k = 0; k < odds.size(); ++k) c[k] = given_[open_[k]] * (1 - given_[open_[k]]);
  for (int round = 0; round < 8; ++round) {
    const double sum = exact_sum(c);
    for (std::size_t k = 0; k < c.size(); ++k) {
      const double p = given_[open_[k]];
      c[k] = p * (1 - p) / (1 - std::min(0.5, c[k] / sum));
    }
  }
  std::vector<double> best = odds;
  double best_off = std::numeric_limits<double>::infinity();
  double pace = 1;
  int since_best = 0;
  for (int round = 0; round < kRounds; ++round) {
    centre(odds, in_, out_, left_);
    double off = 0;
    std::vector<double> residuals(odds.size());
    without_each(count_of(in_, out_, false), in_, out_, left_, false, [&](std::size_t k, const WithoutOne& without) {
      const double is_in = in_[k] * without.plain_below;
      const double stays_out = out_[k] * without.plain_here;
      const double p = given_[open_[k]];
      residuals[k] = p <= 0.5 ? p - is_in / (is_in + stays_out) : stays_out / (is_in + stays_out) - (1 - p);
      off = std::max(off, std::abs(residuals[k]) / (p * (1 - p)));
    });
    if (off < best_off) {
      if (off < 0.5 * best_off) since_best = 0;
      best_off = off;
      best = odds;
    } else {
      pace = std::max(pace * 0.7, 0.05);
    }
    if (best_off < kMet || ++since_best > stalled_after(best_off, odds.size())) break;
    for (std::size_t k = 0; k < odds.size(); ++k) {
      const double step = std::clamp(pace * residuals[k] / c[k], -1.0, 1.0);
      odds[k] = odds[k] * (2 + step) / (2 - step);  // exp(step), nearly
    }
  }
  odds = best;
  centre(odds, in_, out_, left_);
}

std::vector<double> ConditionalPoisson::inclusion() const {
  std::vector<double> out = given_;
  if (open_.empty()) return out;
  without_each(count_of(in_, out_, false), in_, out_, left_, false, [&](std::size_t k, const WithoutOne& without) {
    const double is_in = in_[k] * without.plain_below;
    out[open_[k]] = is_in / (is_in + out_[k] * without.plain_here);
  });
  return out;
}

std::vector<std::uint32_t> ConditionalPoisson::draw(Stream& stream) const {
  std::vector<std::uint32_t> drawn = units_taken(given_);
  for (const std::uint32_t k : draw_given_count(in_, out_, left_, false, stream)) drawn.push_back(open_[k]);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

std::vector<double> ConditionalPoisson::joint(std::span<const std::uint32_t> units) const {
  std::vector<double> in, out;  // of the units asked for
  for (const std::uint32_t unit : units) {
    const bool open = undecided(given_[unit]);
    in.push_back(open ? in_[place_[unit]] : given_[unit]);
    out.push_back(open ? out_[place_[unit]] : 1 - given_[unit]);
  }
  std::vector<double> matrix = independent_joint(given_, units);
  fill_joint_given_count(count_of(in_, out_, false), in, out, left_, false, matrix);
  return matrix;
}

std::vector<std::uint32_t> conditional_poisson(std::span<const double> probabilities, Stream& stream) {
  return ConditionalPoisson(probabilities).draw(stream);
}

}  // namespace fairdraw
