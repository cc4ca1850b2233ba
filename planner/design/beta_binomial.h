#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace fairdraw {

/// A share that is the same everywhere has this concentration.
inline constexpr double kNoSpread = std::numeric_limits<double>::infinity();

/// The sum of a beta distribution's parameters that gives a share of this mean the coefficient of variation `cv`
/// between areas: (1 - mean) / (cv^2 mean) - 1.
/// @return kNoSpread where cv is 0; 0 or less where no share of this mean varies so much
double concentration(double mean, double cv);

/// P(k) for k = 0 .. trials of the beta-binomial distribution: a binomial whose chance is beta distributed with this
/// mean and concentration; the binomial itself where that is kNoSpread.
/// Source: Skellam (1948), Journal of the Royal Statistical Society B 10(2), 257-261.
std::vector<double> beta_binomial(std::uint32_t trials, double mean, double concentration);

}  // namespace fairdraw
