#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kPivotal = "pivotal 1";
inline constexpr std::string_view kRandomPivotal = "random-pivotal 1";

/// Draws a fixed-size sample by letting units compete along the list: the first against the second, who is left against
/// the third, and so on. Neighbours on the list are seldom drawn together (stratification by order).
/// @param probabilities  one per unit, in [0, 1], summing to a whole number n (to 1e-9)
/// @return n indices, ascending
/// @throws Error(usage) where the probabilities are not such
/// Source: Deville and Tillé (1998), Biometrika 85(1), 89-101, section 5.3.
std::vector<std::uint32_t> pivotal(std::span<const double> probabilities, Stream& stream);

/// The same in random order: close to the largest entropy.
std::vector<std::uint32_t> random_pivotal(std::span<const double> probabilities, Stream& stream);

}  // namespace fairdraw
