#include "planner/sampling/probabilities.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/sampling/certainty.h"
#include "planner/sampling/sizes.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace fairdraw {

std::vector<double> inclusion_probabilities(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                            std::span<const std::uint32_t> chosen) {
  const std::uint32_t drawable = drawable_units(sizes);
  if (n > drawable)
    throw Error(ErrorKind::usage, "a draw of " + std::to_string(n) + " is asked of " + std::to_string(drawable) +
                                      " units with a size above 0");
  std::vector<double> probabilities(sizes.size(), 0.0);
  const std::vector<std::uint32_t> certain = certainty_units(sizes, n, chosen);
  for (const std::uint32_t unit : certain) probabilities[unit] = 1;
  std::uint64_t rest = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i)
    if (probabilities[i] != 1) rest += sizes[i];
  const auto left = static_cast<double>(n - certain.size());
  for (std::size_t i = 0; i < sizes.size(); ++i)
    if (probabilities[i] != 1) probabilities[i] = left * static_cast<double>(sizes[i]) / static_cast<double>(rest);
  if (left == 0)
    std::replace_if(
        probabilities.begin(), probabilities.end(), [](double p) { return p != 1; }, 0.0);
  return probabilities;
}

std::vector<std::uint32_t> units_taken(std::span<const double> probabilities) {
  std::vector<std::uint32_t> certain;
  for (std::uint32_t i = 0; i < probabilities.size(); ++i)
    if (probabilities[i] == 1) certain.push_back(i);
  return certain;
}

std::vector<std::uint32_t> undecided_units(std::span<const double> probabilities) {
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < probabilities.size(); ++i)
    if (undecided(probabilities[i])) open.push_back(i);
  return open;
}

double hajek_joint(double p, double q, double d) {
  return d > 0 ? std::max(0.0, p * q * (1 - (1 - p) * (1 - q) / d)) : p * q;
}

std::vector<double> independent_joint(std::span<const double> probabilities, std::span<const std::uint32_t> units) {
  std::vector<double> matrix;
  matrix.reserve(units.size() * units.size());
  for (const std::uint32_t a : units)
    for (const std::uint32_t b : units)
      matrix.push_back(a == b ? probabilities[a] : probabilities[a] * probabilities[b]);
  return matrix;
}

double exact_sum(std::span<const double> values) {
  double sum = 0;
  double lost = 0;
  for (const double value : values) {
    const double next = sum + value;
    lost += std::abs(sum) >= std::abs(value) ? (sum - next) + value : (value - next) + sum;
    sum = next;
  }
  return sum + lost;
}

std::uint32_t fixed_size(std::span<const double> probabilities) {
  for (const double p : probabilities)
    if (!(p >= 0 && p <= 1))
      throw Error(ErrorKind::usage, "an inclusion probability is " + number_text(p) + "; it should be in [0, 1]");
  const double sum = exact_sum(probabilities);
  const double whole = std::floor(sum + 0.5);
  if (std::abs(sum - whole) > 1e-9 * std::max(1.0, whole))
    throw Error(ErrorKind::usage,
                "the inclusion probabilities sum to " + number_text(sum) + "; a fixed-size draw needs a whole number");
  return static_cast<std::uint32_t>(whole);
}

}  // namespace fairdraw
