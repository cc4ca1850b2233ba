#include "planner/design/beta_binomial.h"

#include <algorithm>
#include <cmath>

namespace fairdraw {

double concentration(double mean, double cv) {
  if (cv <= 0 || mean >= 1) return kNoSpread;
  return (1 - mean) / (cv * cv * mean) - 1;
}

std::vector<double> beta_binomial(std::uint32_t trials, double mean, double concentration) {
  std::vector<double> out(trials + std::size_t{1}, 0.0);
  if (mean <= 0 || mean >= 1 || trials == 0) {
    out[mean >= 1 ? trials : 0] = 1;
    return out;
  }
  const bool spread = std::isfinite(concentration);
  const double alpha = spread ? mean * concentration : 0;
  const double beta = spread ? (1 - mean) * concentration : 0;
  /// P(k + 1) / P(k)
  const auto ratio = [&](std::uint32_t k) {
    const double ways = static_cast<double>(trials - k) / (k + 1.0);
    return spread ? ways * (alpha + k) / (beta + (trials - k - 1.0)) : ways * mean / (1 - mean);
  };
  // From near the middle outwards, so that nothing that matters is lost below the smallest number; then to a sum of 1.
  const auto start = static_cast<std::uint32_t>(std::min<double>(trials, std::floor((trials + 1.0) * mean)));
  out[start] = 1;
  double sum = 1;
  for (std::uint32_t k = start; k < trials; ++k) sum += out[k + 1] = out[k] * ratio(k);
  for (std::uint32_t k = start; k > 0; --k) sum += out[k - 1] = out[k] / ratio(k - 1);
  for (double& p : out) p /= sum;
  return out;
}

TrialByTrial::TrialByTrial(std::uint32_t limit, double mean, double concentration)
    : chances_(limit, 0.0), mean_(mean), concentration_(concentration) {
  if (limit > 0) chances_[0] = 1;
}

void TrialByTrial::trial() {
  const bool spread = std::isfinite(concentration_) && mean_ > 0 && mean_ < 1;
  double carried = 0;
  for (std::size_t k = 0; k < chances_.size(); ++k) {
    const double success =
        spread ? (mean_ * concentration_ + static_cast<double>(k)) / (concentration_ + trials_) : mean_;
    const double here = chances_[k];
    chances_[k] = here * (1 - success) + carried;
    carried = here * success;
  }
  trials_ += 1;
}

}  // namespace fairdraw
