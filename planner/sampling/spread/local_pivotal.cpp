#include "planner/sampling/spread/local_pivotal.h"

#include "planner/sampling/list/compete.h"
#include "planner/sampling/probabilities.h"
#include "planner/sampling/spread/open_units.h"

#include <algorithm>
#include <array>

namespace fairdraw {
namespace {

/// `next_pair(open)` finds who competes next.
template <int D, class NextPair>
std::vector<std::uint32_t> compete_locally(std::span<const double> probabilities, const Positions& positions,
                                           Stream& stream, NextPair next_pair) {
  std::vector<std::uint32_t> drawn = units_taken(probabilities);
  drawn.reserve(fixed_size(probabilities));
  OpenUnits<D> open(positions, probabilities);
  while (open.size() > 1) {
    const std::array<std::uint32_t, 2> pair = next_pair(open);
    compete(open.probability(pair[0]), open.probability(pair[1]), stream);
    std::array<std::uint32_t, 2> leaving{};
    std::size_t left = 0;
    for (const std::uint32_t slot : pair) {
      if (undecided(open.probability(slot))) continue;
      if (open.probability(slot) >= 1) drawn.push_back(open.unit(slot));
      leaving[left++] = slot;
    }
    open.remove(std::span(leaving).first(left));
  }
  // What is left is 0 or 1 but for rounding: the sum is whole.
  if (open.size() == 1 && open.probability(open.listed(0)) >= 0.5) drawn.push_back(open.unit(open.listed(0)));
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace

std::vector<std::uint32_t> local_pivotal_1(std::span<const double> probabilities, const Positions& positions,
                                           Stream& stream) {
  check_positions(positions, probabilities.size());
  return with_dimensions(positions.dimensions, [&](auto dimensions) {
    return compete_locally<dimensions()>(
        probabilities, positions, stream, [&](OpenUnits<dimensions()>& open) -> std::array<std::uint32_t, 2> {
          for (std::size_t tried = 0;; ++tried) {  // two that are nearest of all are nearest to each other
            open.exchange(tried, tried + stream.below(open.size() - tried));
            const std::uint32_t one = open.listed(tried);
            const std::uint32_t other = open.nearest(one, stream);
            if (open.none_nearer(other, one)) return {one, other};
          }
        });
  });
}

std::vector<std::uint32_t> local_pivotal_2(std::span<const double> probabilities, const Positions& positions,
                                           Stream& stream) {
  check_positions(positions, probabilities.size());
  return with_dimensions(positions.dimensions, [&](auto dimensions) {
    return compete_locally<dimensions()>(probabilities, positions, stream,
                                         [&](OpenUnits<dimensions()>& open) -> std::array<std::uint32_t, 2> {
                                           const std::uint32_t one = open.listed(stream.below(open.size()));
                                           return {one, open.nearest(one, stream)};
                                         });
  });
}

}  // namespace fairdraw
