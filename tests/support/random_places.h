#pragma once

#include "planner/sampling/spread/positions.h"

#include <cstdint>
#include <vector>

namespace fairdraw::test {

/// Places on a grid of `grid` steps a side: the coarser, the more distances are equal and the more places are shared.
Positions random_positions(std::uint32_t units, std::uint32_t dimensions, unsigned seed, unsigned grid);

/// Inclusion probabilities of `units` random sizes from 1 to 50, summing to n.
std::vector<double> random_probabilities(std::uint32_t units, std::uint32_t n, unsigned seed);

/// The squared distance of two units.
double squared_distance(const Positions& positions, std::uint32_t a, std::uint32_t b);

}  // namespace fairdraw::test
