#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kBrewer = "brewer 1";

/// Draws a fixed-size sample unit by unit: with r units still to come and D the sum of the probabilities not yet drawn,
/// unit i is next with a chance proportional to p (D - p) / (D - r p). Takes n passes over the units.
/// @param probabilities  one per unit, in [0, 1], summing to a whole number n (to 1e-9)
/// @return n indices, ascending
/// @throws Error(usage) where the probabilities are not such
/// Source: Brewer (1975), Australian Journal of Statistics 17(3), 166-172; Brewer and Hanif (1983), Sampling with
/// Unequal Probabilities, procedure 8 (n = 2).
std::vector<std::uint32_t> brewer(std::span<const double> probabilities, Stream& stream);

}  // namespace fairdraw
