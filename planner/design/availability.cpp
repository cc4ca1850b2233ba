#include "planner/design/availability.h"

#include "planner/design/area_weights.h"
#include "planner/design/beta_binomial.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/special_functions/gamma.hpp>

namespace fairdraw {
namespace {

constexpr double kUnlikely = 1e-16;  ///< a chance too small to count

/// P(d eligible households) for d < drawn, and P(drawn or more) behind.
std::vector<double> chances_of(std::uint32_t households, std::uint32_t drawn, double share, double concentration) {
  std::vector<double> out(drawn + std::size_t{1}, 0.0);
  if (share <= 0 || share >= 1) {
    out[share >= 1 ? std::min(households, drawn) : 0] = 1;
    return out;
  }
  const double all = households;
  const bool spread = std::isfinite(concentration);
  const double alpha = spread ? share * concentration : 0;
  const double beta = spread ? (1 - share) * concentration : 0;
  double chance = spread ? std::exp(boost::math::lgamma(beta + all) - boost::math::lgamma(beta) +
                                    boost::math::lgamma(alpha + beta) - boost::math::lgamma(alpha + beta + all))
                         : std::exp(all * std::log1p(-share));
  double below = 0;
  for (std::uint32_t k = 0; k < drawn && k <= households; ++k) {
    out[k] = chance;
    below += chance;
    const double ways = (all - k) / (k + 1.0);
    chance *= spread ? ways * (alpha + k) / (beta + (all - k - 1.0)) : ways * share / (1 - share);
  }
  if (households >= drawn) out[drawn] = std::max(0.0, 1 - below);
  return out;
}

}  // namespace

std::vector<double> households_drawn(std::uint32_t households, const AreaTake& take, double share,
                                     double concentration) {
  if (take.rate == 0) return chances_of(households, take.most, share, concentration);
  std::vector<double> out(static_cast<std::size_t>(std::ceil(take.wanted(households))) + 1, 0.0);
  const auto add = [&](double eligible, double chance) {
    const double wanted = take.wanted(eligible);
    const double whole = std::floor(wanted);
    const auto at = static_cast<std::size_t>(whole);
    out[at] += chance * (1 - (wanted - whole));
    if (wanted > whole) out[at + 1] += chance * (wanted - whole);
  };
  if (households > kManyHouseholds) {
    for (const Weighted& node : share_among(households, share, concentration))
      add(households * node.value, node.weight);
  } else {
    const std::vector<double> eligible = beta_binomial(households, share, concentration);
    for (std::uint32_t k = 0; k < eligible.size(); ++k) add(k, eligible[k]);
  }
  return out;
}

Availability::Availability(const FieldModel& model, const Takes& takes, const std::vector<std::uint32_t>& drawn,
                           const std::vector<RankNode>& ranks)
    : stride_(*std::max_element(drawn.begin(), drawn.end()) + std::size_t{1}),
      row_of_(model.groups.size(), kPlenty),
      chances_(ranks.size() + 1) {
  std::vector<std::vector<double>> shares;  // per kind and rank
  for (const YieldKind& kind : model.kinds) {
    shares.emplace_back();
    for (const RankNode& rank : ranks) shares.back().push_back(kind.eligible.at(rank.rank));
    shares.back().push_back(kind.eligible.mean);
  }
  std::vector<std::uint32_t> by_size(model.groups.size());
  std::iota(by_size.begin(), by_size.end(), 0U);
  std::sort(by_size.begin(), by_size.end(),
            [&](auto a, auto b) { return model.groups[a].households < model.groups[b].households; });
  std::vector<bool> plenty(model.kinds.size(), false);  // groups as large as this one, and larger
  std::size_t rows = 0;
  for (const std::uint32_t g : by_size) {
    const AreaGroup& group = model.groups[g];
    if (plenty[group.kind]) continue;
    bool short_somewhere = false;
    for (std::size_t r = 0; r <= ranks.size(); ++r) {
      const AreaTake take = takes.of(group.kind, group.households, 1);
      const std::vector<double> here = households_drawn(group.households, take, shares[group.kind][r],
                                                        model.kinds[group.kind].eligible_concentration);
      short_somewhere = short_somewhere || takes.self_weighting() || here.back() < 1 - kUnlikely;
      chances_[r].insert(chances_[r].end(), here.begin(), here.end());
      chances_[r].resize((rows + 1) * stride_, 0.0);
    }
    row_of_[g] = rows++;
    plenty[group.kind] = !short_somewhere;
  }
}

double Availability::difference(std::uint32_t group) const {
  if (plenty(group)) return 0;
  double out = 0;
  for (std::size_t r = 0; r + 1 < chances_.size(); ++r)
    for (std::size_t d = 0; d < stride_; ++d)
      out = std::max(out, std::abs(of(group, r)[d] - of(group, chances_.size() - 1)[d]));
  return out;
}

}  // namespace fairdraw
