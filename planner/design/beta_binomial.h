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

/// The same number while trial after trial is made, as far as it is below a limit: Pólya's urn, in which every success
/// makes the next likelier.
/// Source: Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, third edition, section 6.2.4.
class TrialByTrial {
 public:
  TrialByTrial(std::uint32_t limit, double mean, double concentration);

  void trial();

  /// P(k) for k = 0 .. limit - 1, after the trials made so far.
  const std::vector<double>& chances() const { return chances_; }

 private:
  std::vector<double> chances_;
  double mean_;
  double concentration_;
  double trials_ = 0;
};

}  // namespace fairdraw
