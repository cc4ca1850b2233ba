#pragma once

#include "planner/sampling/spread/positions.h"
#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kCorrelatedPoisson = "correlated-poisson 1";

/// Draws a fixed-size sample that is spread over the positions: the units are decided in the order of the list, and
/// what a decision gives or takes is made up for by the nearest units that are still open, each as far as it can
/// (maximal weights); units at one distance share what only some of them could take.
/// @param probabilities  one per unit, in [0, 1], summing to a whole number n (to 1e-9)
/// @param positions      one per unit
/// @return n indices, ascending
/// @throws Error(usage) where the probabilities are not such, lengths differ or a position is not a number
/// Source: Grafström (2012), Journal of Statistical Planning and Inference 142(1), 139-147, section 3.
std::vector<std::uint32_t> correlated_poisson(std::span<const double> probabilities, const Positions& positions,
                                              Stream& stream);

}  // namespace fairdraw
