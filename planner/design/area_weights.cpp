#include "planner/design/area_weights.h"

#include "planner/design/beta_binomial.h"

#include <cmath>
#include <limits>
#include <vector>

namespace fairdraw {
namespace {

/// E E^2 / n(E) where a rate is held between bounds.
double squares_of_rate(std::uint32_t households, const AreaTake& take, double share, double concentration) {
  const auto square = [&](double eligible) { return eligible > 0 ? eligible * eligible / take.wanted(eligible) : 0.0; };
  double out = 0;
  if (households <= kManyHouseholds) {
    const std::vector<double> chances = beta_binomial(households, share, concentration);
    for (std::size_t k = 1; k < chances.size(); ++k) out += chances[k] * square(static_cast<double>(k));
    return out;
  }
  for (const Weighted& node : share_among(households, share, concentration))
    out += node.weight * square(households * node.value);
  return out;
}

}  // namespace

std::vector<Weighted> share_among(std::uint32_t households, double share, double concentration) {
  if (share <= 0 || share >= 1) return {{share, 1}};
  const double all = households;
  const double spread = 1 / all + (1 - 1 / all) / (concentration + 1);  // variance over share (1 - share)
  const double alpha = share * (1 / spread - 1);
  const double beta = (1 - share) * (1 / spread - 1);
  // The log odds of a beta variable have the variance trigamma(alpha) + trigamma(beta), each below 1 / x + 1 / x^2.
  constexpr int kNodes = 48;  // to each side
  constexpr double kReach = 7;
  const double deviation = std::sqrt(1 / alpha + 1 / beta + 1 / (alpha * alpha) + 1 / (beta * beta));
  const double middle = std::log(share / (1 - share));
  const double peak = alpha * std::log(share) + beta * std::log1p(-share);
  std::vector<Weighted> out;
  double sum = 0;
  for (int k = -kNodes; k <= kNodes; ++k) {
    const double here = 1 / (1 + std::exp(-(middle + kReach * deviation * k / kNodes)));
    if (!(here > 0 && here < 1)) continue;
    out.push_back({here, std::exp(alpha * std::log(here) + beta * std::log1p(-here) - peak)});
    sum += out.back().weight;
  }
  for (Weighted& node : out) node.weight /= sum;
  return out;
}

AreaWeights area_weights(std::uint32_t households, const AreaTake& take, double share, double concentration,
                         const double* short_of) {
  const double all = households;
  const double mean = all * share;
  AreaWeights out{mean, 0};
  if (share <= 0) return out;
  if (take.rate > 0) {
    const bool bounded = take.least > 0 || take.most < std::numeric_limits<std::uint32_t>::max();
    out.squares = bounded ? squares_of_rate(households, take, share, concentration) : mean / take.rate;
    return out;
  }
  const double squared = mean * mean + mean * (1 - share) * (1 + (all - 1) / (concentration + 1));
  out.squares = squared / take.most;
  for (std::uint32_t k = 0; short_of != nullptr && k < take.most; ++k)  // all k of them are drawn, and weigh 1
    out.squares += short_of[k] * (k - static_cast<double>(k) * k / take.most);
  return out;
}

}  // namespace fairdraw
