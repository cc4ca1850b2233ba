#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kSampford = "sampford 2";

/// Draws a fixed-size sample s with a chance proportional to the sum over s of (1 - p) times the product over s of
/// p / (1 - p).
///
/// Where few units are drawn of 500 or more, as Sampford does: one with a chance proportional to p, then n - 1 with
/// chances proportional to p / (1 - p), with replacement, until no unit comes twice. Where that is seldom so, or was
/// not in 64 tries, in two passes over the units, never to be repeated: one unit of s bears a mark, with its own 1 - p
/// as weight, and the units are decided one by one, each by its exact chance given the count and the mark that are
/// still to come. Both have the same chances, so that it is no matter which of them ends the draw.
/// @param probabilities  one per unit, in [0, 1], summing to a whole number n (to 1e-9)
/// @return n indices, ascending
/// @throws Error(usage) where the probabilities are not such
/// Source: Sampford (1967), Biometrika 54(3/4), 499-513, equation 3.
std::vector<std::uint32_t> sampford(std::span<const double> probabilities, Stream& stream);

/// The same with so many tries before the two passes.
std::vector<std::uint32_t> sampford_after_tries(std::span<const double> probabilities, std::uint32_t tries,
                                                Stream& stream);

/// Joint inclusion probabilities of these units under Sampford's design, row by row, their own on the diagonal. Exact.
std::vector<double> sampford_joint(std::span<const double> probabilities, std::span<const std::uint32_t> units);

}  // namespace fairdraw
