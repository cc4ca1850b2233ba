#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fairdraw {

/// The inclusion probabilities of a fixed-size draw of n: 1 for the certainty units, n' s / S for the rest, which share
/// what remains, and 0 for units of size 0.
/// @param sizes   whole sizes
/// @param n       at most the number of units whose size is above 0
/// @param chosen  units that are certain whatever their size, ascending
/// @return one per unit, in [0, 1], summing to n to 1e-12 relative
/// @throws Error(usage) where n is more than there are units to draw
/// Source: Särndal, Swensson, Wretman (1992), Model Assisted Survey Sampling, section 3.6.1.
std::vector<double> inclusion_probabilities(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                            std::span<const std::uint32_t> chosen = {});

/// The number of units that a draw with these probabilities takes.
/// @throws Error(usage) where one is not in [0, 1], or they do not sum to a whole number (to 1e-9 relative)
std::uint32_t fixed_size(std::span<const double> probabilities);

/// Left to chance: neither out for certain nor in.
inline bool undecided(double probability) {
  return probability > 0 && probability < 1;
}

/// The units whose probability is 1, ascending.
std::vector<std::uint32_t> units_taken(std::span<const double> probabilities);

/// The units whose probability is neither 0 nor 1, ascending.
std::vector<std::uint32_t> undecided_units(std::span<const double> probabilities);

/// Hájek's approximation of the probability that two different units of a fixed-size draw come together: p q (1 - (1 -
/// p)(1 - q) / d), never below 0; p q where d is 0.
/// @param d  the sum of p (1 - p) over all units
/// Source: Hájek (1964), Annals of Mathematical Statistics 35(4), 1491-1523, theorem 5.2.
double hajek_joint(double p, double q, double d);

/// Joint probabilities of independent units, row by row: products, and each unit's own on the diagonal.
std::vector<double> independent_joint(std::span<const double> probabilities, std::span<const std::uint32_t> units);

/// Their sum, with the rounding errors summed beside it.
/// Source: Neumaier (1974), Zeitschrift für Angewandte Mathematik und Mechanik 54(1), 39-51, algorithm IV.
double exact_sum(std::span<const double> values);

}  // namespace fairdraw
