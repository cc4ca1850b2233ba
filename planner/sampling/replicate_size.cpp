#include "planner/sampling/replicate_size.h"

#include "planner/sampling/probabilities.h"
#include "planner/sampling/replicates.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fairdraw {
namespace {

/// E f (1 - f) for the fraction f of a normal number. The function f (1 - f) is 1/6 less the sum over j of cos(2 pi j
/// x) / (pi j)^2, and the mean of each cosine is its value at the mean times exp(-2 (pi j deviation)^2). Where the
/// deviation is small that converges slowly, and the value at the mean is as good.
double spread_of_fraction(double mean, double deviation) {
  constexpr double kSmall = 0.05;
  constexpr int kTerms = 20;  // the next is below exp(-21) where the deviation is not small
  if (deviation < kSmall) {
    const double f = mean - std::floor(mean);
    return f * (1 - f);
  }
  double out = 1.0 / 6;
  for (int j = 1; j <= kTerms; ++j) {
    const double turn = std::numbers::pi * j;
    out -= std::cos(2 * turn * mean) * std::exp(-2 * turn * turn * deviation * deviation) / (turn * turn);
  }
  return std::max(0.0, out);
}

/// The variance of what is drawn of a sum, by Hájek, where some of the weight is a phantom's, which adds 0 to the sum.
template <class Weight, class Value>
double hajek_variance(std::size_t units, double phantom, Weight weight, Value value) {
  double weights = phantom;
  double sum = 0;
  for (std::size_t i = 0; i < units; ++i) {
    weights += weight(i);
    sum += weight(i) * value(i);
  }
  if (weights <= 0) return 0;
  const double middle = sum / weights;
  double out = phantom * middle * middle;
  for (std::size_t i = 0; i < units; ++i) out += weight(i) * (value(i) - middle) * (value(i) - middle);
  return out;
}

/// c of every unit in replicate k.
std::vector<double> conditional(const Levels& levels, std::size_t k) {
  std::vector<double> out;
  for (std::size_t i = 0; i < levels[k].size(); ++i)
    out.push_back(levels[k - 1][i] >= 1 ? 0.0 : conditional_probability(levels[k - 1][i], levels[k][i]));
  return out;
}

double variance_at(const Levels& levels, std::size_t level, const std::vector<double>& values);

/// How much of replicate k's size is left to the phantom: its expected f (1 - f).
double phantom_weight(const Levels& levels, std::size_t k) {
  const std::vector<double> c = conditional(levels, k);
  double mean = 0;
  for (std::size_t i = 0; i < c.size(); ++i) mean += (1 - levels[k - 1][i]) * c[i];
  return spread_of_fraction(mean, std::sqrt(variance_at(levels, k - 1, c)));
}

/// The variance of the sum of values over the units in a level of a draw of fixed size. Given level k - 1, replicate k
/// adds c g of what is left in expectation: so the sum over level k - 1 of g (1 - c) varies, and then replicate k.
double variance_at(const Levels& levels, std::size_t level, const std::vector<double>& values) {
  const std::size_t units = values.size();
  const auto value = [&](std::size_t i) { return values[i]; };
  const std::vector<double>& p = levels[level];
  if (level == 0)
    return hajek_variance(
        units, 0, [&](std::size_t i) { return p[i] * (1 - p[i]); }, value);
  const std::vector<double> c = conditional(levels, level);
  const std::vector<double>& before = levels[level - 1];
  std::vector<double> kept;
  for (std::size_t i = 0; i < units; ++i) kept.push_back(values[i] * (1 - c[i]));
  return variance_at(levels, level - 1, kept) + hajek_variance(
                                                    units, phantom_weight(levels, level),
                                                    [&](std::size_t i) { return (1 - before[i]) * c[i] * (1 - c[i]); },
                                                    value);
}

/// Poisson and Bernoulli: units are drawn each for itself.
double independent_deviation(const std::vector<double>& before, const std::vector<double>& level) {
  double out = 0;
  for (std::size_t i = 0; i < level.size(); ++i) out += (level[i] - before[i]) * (1 - level[i] + before[i]);
  return std::sqrt(out);
}

}  // namespace

double replicate_deviation(const Method& method, const Levels& levels, std::size_t k) {
  if (!method.fixed_size) return independent_deviation(levels[k - 1], levels[k]);
  if (method.next != nullptr) return 0;
  return std::sqrt(variance_at(levels, k - 1, conditional(levels, k)) + phantom_weight(levels, k));
}

double reserve_deviation(const Method& method, const Levels& levels) {
  if (levels.size() < 2) return 0;
  if (!method.fixed_size) return independent_deviation(levels.front(), levels.back());
  if (method.next != nullptr) return 0;
  return std::sqrt(variance_at(levels, levels.size() - 1, std::vector<double>(levels.front().size(), 1.0)));
}

ReplicatePairs::ReplicatePairs(const Levels& levels, std::size_t k) : c_(conditional(levels, k)) {
  d_ = phantom_weight(levels, k);
  for (std::size_t i = 0; i < c_.size(); ++i) d_ += (1 - levels[k - 1][i]) * c_[i] * (1 - c_[i]);
}

double ReplicatePairs::operator()(std::size_t a, std::size_t b) const {
  return hajek_joint(c_[a], c_[b], d_);
}

}  // namespace fairdraw
