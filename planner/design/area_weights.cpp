#include "planner/design/area_weights.h"

#include "planner/design/belief.h"
#include "planner/design/beta_binomial.h"

#include <cmath>
#include <limits>
#include <vector>

namespace fairdraw {
namespace {

constexpr std::uint32_t kManyHouseholds = 4000;
constexpr std::size_t kNodes = 65;

/// E E^2 / n(E) where a rate is held between bounds.
double squares_of_rate(std::uint32_t households, const AreaTake& take, double share, double concentration) {
  const auto square = [&](double eligible) { return eligible > 0 ? eligible * eligible / take.wanted(eligible) : 0.0; };
  double out = 0;
  if (households <= kManyHouseholds) {
    const std::vector<double> chances = beta_binomial(households, share, concentration);
    for (std::size_t k = 1; k < chances.size(); ++k) out += chances[k] * square(static_cast<double>(k));
    return out;
  }
  const double all = households;
  if (share >= 1) return square(all);
  const double cv2 = 1 / all + (1 - 1 / all) / (concentration + 1);  // of the share, over (1 - share) / share
  const double as_much = 1 / cv2 - 1;
  const Belief eligible{share, share * as_much, (1 - share) * as_much};
  for (const RankNode& node : rank_nodes(kNodes)) out += node.weight * square(all * eligible.at(node.rank));
  return out;
}

}  // namespace

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
