#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fairdraw {

/// The exact inclusion probabilities of order sampling: the n units with the smallest rank are drawn, a unit's rank
/// hanging on its number u and on the probability p that was asked for. Numbers are independent and uniform, which they
/// are not where another survey's were taken over. They sum to n to 1e-9.
/// @param probabilities  one per unit, in [0, 1]; those of 1 are always drawn
/// @param n              units drawn, those of 1 among them
/// @return empty where there are so many units that it would take long; what is asked for then holds to about 1 / n
///
/// A unit with rank x is drawn where at most n - 1 others rank before it: the integral over x of its density times the
/// probability that the others' independent indicators of a rank below x sum to n - 1 at most.
/// Source: Aires (1999), Methodology and Computing in Applied Probability 1(4), 457-469, of whose recursions the
/// probabilities of all units' others take the place, built up from halves.

/// Ranks u / p.
std::vector<double> sequential_poisson_probabilities(std::span<const double> probabilities, std::uint32_t n);

/// Ranks of odds: u / (1 - u) over p / (1 - p).
std::vector<double> pareto_probabilities(std::span<const double> probabilities, std::uint32_t n);

}  // namespace fairdraw
