#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fairdraw {

// Ways to part a list of numbers into classes from small to large. All of them take the numbers in ascending order and
// give the largest number of each class but the last; a class that would be empty is left out. Only + - * / and sqrt
// are used, so that the classes are the same on every machine.

/// Equal parts of the cumulated square roots of frequencies: nearly the best classes for Neyman's allocation.
/// @param classes  classes of equal width that frequencies are counted in first; each bound is the end of the one that
/// comes nearest
/// Source: Dalenius and Hodges (1959), Journal of the American Statistical Association 54(285), 88-101; Cochran (1977),
/// Sampling Techniques, section 5A.7.
std::vector<double> cumulative_root_f(std::span<const double> ascending, std::uint32_t strata, std::uint32_t classes);

/// Bounds in geometric progression from the smallest to the largest number: about equal coefficients of variation in
/// skewed populations. All numbers are above 0.
/// Source: Gunning and Horgan (2004), Survey Methodology 30(2), 159-166.
std::vector<double> geometric_bounds(std::span<const double> ascending, std::uint32_t strata);

/// The bounds with which the smallest sample estimates the total with this coefficient of variation: the highest class
/// is taken whole, the others are drawn from with equal probability by Neyman's allocation.
///
/// Each bound in turn is put where the sample is smallest, all its places being tried, until none moves; from several
/// starts, of which the best end counts.
/// Source: Lavallée and Hidiroglou (1988), Survey Methodology 14(1), 33-43, for the problem; their iteration, which
/// need not converge, is not used.
std::vector<double> lavallee_hidiroglou(std::span<const double> ascending, std::uint32_t strata, double cv);

/// The size of the sample that lavallee_hidiroglou() makes smallest.
double lavallee_hidiroglou_size(std::span<const double> ascending, std::span<const double> bounds, double cv);

/// What Neyman's allocation leaves of the variance of the estimated total, finite populations not counted:
/// (sum of N_h S_h)^2 / (N S)^2. 1 for a single class.
double variance_left(std::span<const double> ascending, std::span<const double> bounds);

}  // namespace fairdraw
