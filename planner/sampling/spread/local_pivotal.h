#pragma once

#include "planner/sampling/spread/positions.h"
#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kLocalPivotal1 = "local-pivotal-1 1";
inline constexpr std::string_view kLocalPivotal2 = "local-pivotal-2 1";

/// Draws a fixed-size sample that is spread over the positions, by letting neighbours compete for their probabilities:
/// a unit is picked at random and competes with its nearest neighbour (one of the nearest, at random) if they are
/// nearest to each other; else another unit is picked. Spreads best, takes longer than local_pivotal_2().
///
/// A unit that was picked in vain is not picked again before two have competed. Without equal distances this leaves
/// every pair's chance what it is when units are put back.
/// @param probabilities  one per unit, in [0, 1], summing to a whole number n (to 1e-9)
/// @param positions      one per unit
/// @return n indices, ascending
/// @throws Error(usage) where the probabilities are not such, lengths differ or a position is not a number
/// Source: Grafström, Lundström and Schelin (2012), Biometrics 68(2), 514-520, section 3.1.
std::vector<std::uint32_t> local_pivotal_1(std::span<const double> probabilities, const Positions& positions,
                                           Stream& stream);

/// The same, but the unit that is picked competes with its nearest neighbour at once. Section 3.2 there.
std::vector<std::uint32_t> local_pivotal_2(std::span<const double> probabilities, const Positions& positions,
                                           Stream& stream);

}  // namespace fairdraw
