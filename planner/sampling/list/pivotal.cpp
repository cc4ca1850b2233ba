#include "planner/sampling/list/pivotal.h"

#include "planner/sampling/list/compete.h"
#include "planner/sampling/list/simple_random.h"
#include "planner/sampling/probabilities.h"

#include <algorithm>
#include <utility>

namespace fairdraw {
namespace {

/// `unit_at(k)` is the k-th unit to compete.
template <class UnitAt>
std::vector<std::uint32_t> compete_along(std::span<const double> probabilities, UnitAt unit_at, Stream& stream) {
  std::vector<std::uint32_t> drawn;
  drawn.reserve(fixed_size(probabilities));
  std::uint32_t holder = 0;
  double held = 0;
  for (std::size_t k = 0; k < probabilities.size(); ++k) {
    std::uint32_t challenger = unit_at(k);
    double p = probabilities[challenger];
    if (undecided(p) && undecided(held)) compete(held, p, stream);
    if (!undecided(held)) {
      std::swap(holder, challenger);
      std::swap(held, p);
    }
    if (p >= 1) drawn.push_back(challenger);
  }
  if (held >= 0.5) drawn.push_back(holder);  // 0 or 1 but for rounding: the sum is whole
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace

std::vector<std::uint32_t> pivotal(std::span<const double> probabilities, Stream& stream) {
  return compete_along(
      probabilities, [](std::size_t k) { return static_cast<std::uint32_t>(k); }, stream);
}

std::vector<std::uint32_t> random_pivotal(std::span<const double> probabilities, Stream& stream) {
  const auto order = random_order(static_cast<std::uint32_t>(probabilities.size()), stream);
  return compete_along(
      probabilities, [&](std::size_t k) { return order[k]; }, stream);
}

}  // namespace fairdraw
