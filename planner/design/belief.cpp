#include "planner/design/belief.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <cmath>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>

namespace fairdraw {
namespace {

/// Without long doubles inside: quantiles within 5e-14 of theirs, relatively, in an eighth of the time.
using Beta =
    boost::math::beta_distribution<double, boost::math::policies::policy<boost::math::policies::promote_double<false>>>;

/// How far apart the 5 and 95 % points of a beta distribution lie.
double width(double mean, double concentration) {
  const Beta beta(mean * concentration, (1 - mean) * concentration);
  return quantile(beta, 0.95) - quantile(beta, 0.05);
}

}  // namespace

double Belief::at(double rank) const {
  return certain() ? mean : quantile(Beta(alpha, beta), rank);
}

Belief belief_of(const Yield& yield) {
  Belief belief;
  belief.mean = yield.mean;
  const double wanted = yield.high - yield.low;
  if (wanted <= 0) return belief;
  const auto too_wide = [&] {
    throw Error(ErrorKind::usage, "yields: from " + number_text(yield.low) + " to " + number_text(yield.high) +
                                      " is wider than a share with a mean of " + number_text(yield.mean) +
                                      " can be uncertain; narrow the range");
  };
  if (yield.mean >= 1) too_wide();
  // From narrow to wide: the concentration falls until the width is reached. It is the normal distribution's to begin
  // with; below 1 a beta distribution has two peaks, which is no belief any more.
  double high = 16 * yield.mean * (1 - yield.mean) / (wanted * wanted) + 16;
  while (width(yield.mean, high) > wanted) high *= 2;
  double low = high;
  while (width(yield.mean, low) < wanted) {
    low /= 2;
    if (low < 1) too_wide();
  }
  while (high - low > 1e-13 * high) {
    const double middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    (width(yield.mean, middle) > wanted ? low : high) = middle;
  }
  belief.alpha = yield.mean * low;
  belief.beta = (1 - yield.mean) * low;
  return belief;
}

std::vector<RankNode> rank_nodes(std::size_t count) {
  if (count <= 1) return {RankNode{}};
  constexpr double kReach = 4.6;
  const boost::math::normal_distribution<> normal;
  std::vector<RankNode> nodes;
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double z = kReach * (2 * static_cast<double>(i) / static_cast<double>(count - 1) - 1);
    nodes.push_back({cdf(normal, z), pdf(normal, z)});
    sum += nodes.back().weight;
  }
  for (RankNode& node : nodes) node.weight /= sum;
  return nodes;
}

}  // namespace fairdraw
