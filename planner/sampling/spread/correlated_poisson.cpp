#include "planner/sampling/spread/correlated_poisson.h"

#include "planner/sampling/probabilities.h"
#include "planner/sampling/spread/surroundings.h"

#include <algorithm>

namespace fairdraw {
namespace {

template <int D>
std::vector<std::uint32_t> decide_all(std::span<const double> probabilities, const Positions& positions,
                                      Stream& stream) {
  std::vector<std::uint32_t> drawn = units_taken(probabilities);
  drawn.reserve(fixed_size(probabilities));
  Surroundings<D> open(probabilities, positions);
  const std::vector<std::uint32_t> order = open.order();
  for (const std::uint32_t unit : order) {
    const double q = open.probability(unit);
    if (q == 0) continue;
    const bool in = stream.happens(q);
    if (open.decide(unit, q, in, drawn) ? in : q >= 0.5) drawn.push_back(unit);
  }
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace

std::vector<std::uint32_t> correlated_poisson(std::span<const double> probabilities, const Positions& positions,
                                              Stream& stream) {
  check_positions(positions, probabilities.size());
  return with_dimensions(positions.dimensions,
                         [&](auto dimensions) { return decide_all<dimensions()>(probabilities, positions, stream); });
}

}  // namespace fairdraw
