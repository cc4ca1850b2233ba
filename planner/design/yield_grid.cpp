#include "planner/design/yield_grid.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fairdraw {
namespace {

constexpr double kLight = 1e-11;   ///< a point too light to count
constexpr std::size_t kFiner = 2;  ///< the grid of a product before it is compressed, in points per point

using BeliefOf = const Belief YieldKind::*;

bool uncertain(const std::vector<YieldKind>& kinds, BeliefOf belief) {
  return std::any_of(kinds.begin(), kinds.end(), [&](const YieldKind& kind) { return !(kind.*belief).certain(); });
}

bool same_everywhere(const std::vector<YieldKind>& kinds, BeliefOf belief) {
  return std::all_of(kinds.begin(), kinds.end(),
                     [&](const YieldKind& kind) { return kind.*belief == kinds.front().*belief; });
}

std::vector<RankNode> ranks_of(const std::vector<YieldKind>& kinds, BeliefOf belief, std::size_t points) {
  return rank_nodes(uncertain(kinds, belief) ? points : 1);
}

std::vector<double> values_at(const std::vector<YieldKind>& kinds, BeliefOf belief, double rank) {
  std::vector<double> out;
  for (const YieldKind& kind : kinds) out.push_back((kind.*belief).at(rank));
  return out;
}

/// Values in each kind of area, and what they weigh together.
struct Together {
  std::vector<double> values;
  double weight = 1;
};

std::vector<Together> responses(const std::vector<YieldKind>& kinds, std::size_t points, std::size_t bins) {
  std::vector<Together> out;
  const bool alike = same_everywhere(kinds, &YieldKind::household) && same_everywhere(kinds, &YieldKind::child);
  const auto household = ranks_of(kinds, &YieldKind::household, alike ? kFiner * points : points);
  const auto child = ranks_of(kinds, &YieldKind::child, alike ? kFiner * points : points);
  if (!alike) {
    std::vector<std::vector<double>> of_child;
    for (const RankNode& c : child) of_child.push_back(values_at(kinds, &YieldKind::child, c.rank));
    for (const RankNode& h : household) {
      const std::vector<double> of_household = values_at(kinds, &YieldKind::household, h.rank);
      for (std::size_t c = 0; c < child.size(); ++c) {
        Together each{of_household, h.weight * child[c].weight};
        for (std::size_t k = 0; k < kinds.size(); ++k) each.values[k] *= of_child[c][k];
        out.push_back(std::move(each));
      }
    }
    return out;
  }
  std::vector<double> of_child;
  for (const RankNode& c : child) of_child.push_back(kinds.front().child.at(c.rank));
  std::vector<Weighted> products;
  for (const RankNode& h : household) {
    const double of_household = kinds.front().household.at(h.rank);
    for (std::size_t c = 0; c < child.size(); ++c)
      products.push_back({of_household * of_child[c], h.weight * child[c].weight});
  }
  for (const Weighted& each : compressed(std::move(products), bins))
    out.push_back({std::vector<double>(kinds.size(), each.value), each.weight});
  return out;
}

}  // namespace

std::vector<Weighted> compressed(std::vector<Weighted> values, std::size_t bins) {
  if (values.size() <= 2 * bins || bins == 0) return values;
  double low = values.front().value;
  double high = low;
  for (const Weighted& each : values) {
    low = std::min(low, each.value);
    high = std::max(high, each.value);
  }
  const double width = (high - low) / static_cast<double>(bins);
  if (!(width > 0))
    return {{low, [&] {
               double sum = 0;
               for (const Weighted& each : values) sum += each.weight;
               return sum;
             }()}};
  // Moments about the middle of each bin, in its widths.
  std::vector<std::array<double, 4>> moments(bins);
  const auto middle = [&](std::size_t bin) { return low + (static_cast<double>(bin) + 0.5) * width; };
  for (const Weighted& each : values) {
    const auto bin = std::min(bins - 1, static_cast<std::size_t>((each.value - low) / width));
    double term = each.weight;
    for (double& moment : moments[bin]) {
      moment += term;
      term *= (each.value - middle(bin)) / width;
    }
  }
  std::vector<Weighted> out;
  for (std::size_t bin = 0; bin < bins; ++bin) {
    const double mass = moments[bin][0];
    if (mass <= 0) continue;
    const double mean = moments[bin][1] / mass;
    const double variance = moments[bin][2] / mass - mean * mean;
    if (variance < 1e-14) {
      out.push_back({middle(bin) + mean * width, mass});
      continue;
    }
    // The two points of a distribution with this mean, standard deviation s and skewness g: mean + s (g -+ root) / 2,
    // root^2 = g^2 + 4, the lower one with chance (1 + g / root) / 2.
    const double s = std::sqrt(variance);
    const double third = moments[bin][3] / mass - 3 * mean * variance - mean * mean * mean;
    const double skewness = third / (s * variance);
    const double root = std::sqrt(skewness * skewness + 4);
    const double share = (1 + skewness / root) / 2;
    out.push_back({middle(bin) + (mean + s * (skewness - root) / 2) * width, mass * share});
    out.push_back({middle(bin) + (mean + s * (skewness + root) / 2) * width, mass * (1 - share)});
  }
  return out;
}

std::vector<YieldPoint> yield_grid(const std::vector<YieldKind>& kinds, const std::vector<RankNode>& ranks,
                                   const YieldGridWants& wants) {
  YieldPoint mean;
  mean.eligible = ranks.size();
  for (const YieldKind& kind : kinds) {
    mean.eligible_share.push_back(kind.eligible.mean);
    mean.caregiver.push_back(kind.caregiver.mean);
  }
  std::vector<YieldPoint> eligible{mean};
  if (wants.eligible) {
    eligible.clear();
    for (std::size_t e = 0; e < ranks.size(); ++e) {
      eligible.push_back(mean);
      eligible.back().eligible = e;
      eligible.back().weight = ranks[e].weight;
      eligible.back().eligible_share = values_at(kinds, &YieldKind::eligible, ranks[e].rank);
    }
  }
  std::vector<Together> caregivers{{mean.caregiver, 1}};
  if (wants.caregiver) {
    caregivers.clear();
    for (const RankNode& g : ranks_of(kinds, &YieldKind::caregiver, wants.points))
      caregivers.push_back({values_at(kinds, &YieldKind::caregiver, g.rank), g.weight});
  }
  std::vector<YieldPoint> out;
  double sum = 0;
  for (const Together& response : responses(kinds, wants.points, wants.smooth ? 1 : wants.points))
    for (const YieldPoint& of_eligible : eligible)
      for (const Together& caregiver : caregivers) {
        YieldPoint point = of_eligible;
        point.weight *= response.weight * caregiver.weight;
        if (point.weight < kLight) continue;
        point.response = response.values;
        point.caregiver = caregiver.values;
        sum += point.weight;
        out.push_back(std::move(point));
      }
  for (YieldPoint& point : out) point.weight /= sum;
  return out;
}

}  // namespace fairdraw
