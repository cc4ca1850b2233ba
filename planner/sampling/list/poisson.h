#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <vector>

namespace fairdraw {

/// Draws every unit with its own probability, whatever happens to the others. How many are drawn is left to chance.
/// @param probabilities  one per unit, in [0, 1]
/// @return indices, ascending
/// Source: Hájek (1964), Annals of Mathematical Statistics 35(4), 1491-1523, section 2.
std::vector<std::uint32_t> poisson(std::span<const double> probabilities, Stream& stream);

/// The same with one probability for all.
std::vector<std::uint32_t> bernoulli(std::uint32_t units, double probability, Stream& stream);

}  // namespace fairdraw
