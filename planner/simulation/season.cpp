#include "planner/simulation/season.h"

#include "planner/design/beta_binomial.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include <boost/random/beta_distribution.hpp>
#include <boost/random/binomial_distribution.hpp>

namespace fairdraw {
namespace {

/// A share of this mean as it is in one area.
double share_in_area(double mean, double concentration, Stream& stream) {
  if (!(concentration < kNoSpread) || mean <= 0 || mean >= 1) return mean;
  boost::random::beta_distribution<double> beta(mean * concentration, (1 - mean) * concentration);
  const double share = beta(stream);
  // Where both parameters are next to nothing the beta distribution is all or none, and its two gammas may both be 0.
  return std::isfinite(share) ? share : (stream.happens(mean) ? 1.0 : 0.0);
}

std::uint32_t successes(std::uint32_t trials, double chance, Stream& stream) {
  if (trials == 0 || chance <= 0) return 0;
  if (chance >= 1) return trials;
  boost::random::binomial_distribution<std::int64_t, double> binomial(trials, chance);
  return static_cast<std::uint32_t>(binomial(stream));
}

}  // namespace

FieldGame::FieldGame(const FieldModel& model, std::uint32_t take, std::vector<double> children)
    : model_(&model), take_(take), children_(std::move(children)) {
  std::partial_sum(children_.begin(), children_.end(), children_.begin());
  if (!by_contacts(model.mode)) {
    takes_ = model.takes(take);
    return;
  }
  for (const YieldKind& kind : model.kinds) drawn_.push_back(contacts_for(take, kind.yields));
}

FieldGame::Season FieldGame::season(Stream& stream) const {
  Season out;
  const auto all_kinds = [&](const Belief YieldKind::*belief) {
    const double rank = (static_cast<double>(stream() >> 11U) + 0.5) * 0x1p-53;
    std::map<std::pair<double, double>, double> known;  // kinds often differ in one yield only
    std::vector<double> shares;
    for (const YieldKind& kind : model_->kinds) {
      const Belief& here = kind.*belief;
      const auto [found, added] = known.try_emplace({here.mean, here.alpha}, 0.0);
      if (added) found->second = here.at(rank);
      shares.push_back(found->second);
    }
    return shares;
  };
  out.eligible = all_kinds(&YieldKind::eligible);
  out.response = all_kinds(&YieldKind::household);
  const std::vector<double> child = all_kinds(&YieldKind::child);
  for (std::size_t k = 0; k < child.size(); ++k) out.response[k] *= child[k];
  out.caregiver = all_kinds(&YieldKind::caregiver);
  return out;
}

AreaVisit FieldGame::visit(std::uint32_t row, double hits, const Season& season, Stream& stream) const {
  const AreaGroup& area = model_->groups[model_->group_of[row]];
  AreaVisit out = by_contacts(model_->mode) ? walked(area, hits, season, stream) : listed(area, hits, season, stream);
  out.caregivers = successes(out.interviews, season.caregiver[area.kind], stream);
  return out;
}

AreaVisit FieldGame::listed(const AreaGroup& area, double hits, const Season& season, Stream& stream) const {
  const YieldKind& kind = model_->kinds[area.kind];
  const double share = share_in_area(season.eligible[area.kind], kind.eligible_concentration, stream);
  const std::uint32_t eligible = successes(area.households, share, stream);
  AreaVisit out;
  const double wanted = takes_->of(area.kind, area.households, hits).wanted(eligible);
  out.visited = static_cast<std::uint32_t>(wanted);
  if (wanted > out.visited && stream.happens(wanted - out.visited)) ++out.visited;
  const double response = share_in_area(season.response[area.kind], kind.response_concentration, stream);
  out.interviews = successes(out.visited, response, stream);
  if (out.interviews > 0) weigh(out, eligible / wanted, stream);
  return out;
}

AreaVisit FieldGame::walked(const AreaGroup& area, double hits, const Season& season, Stream& stream) const {
  const YieldKind& kind = model_->kinds[area.kind];
  const double chance =
      share_in_area(season.eligible[area.kind] * season.response[area.kind], kind.interview_concentration, stream);
  const double most = std::min<double>(drawn_[area.kind] * hits, area.households);
  AreaVisit out;
  while (out.visited < most && out.interviews < take_ * hits) {
    ++out.visited;
    if (stream.happens(chance)) ++out.interviews;
  }
  if (out.interviews > 0) weigh(out, static_cast<double>(area.households) / out.visited, stream);
  return out;
}

void FieldGame::weigh(AreaVisit& visit, double weight, Stream& stream) const {
  if (children_.empty()) {
    visit.weights = weight * visit.interviews;
    visit.weights_squared = weight * visit.weights;
    return;
  }
  for (std::uint32_t k = 0; k < visit.interviews; ++k) {
    const double one = weight * static_cast<double>(stream.choose(children_) + 1);
    visit.weights += one;
    visit.weights_squared += one * one;
  }
}

}  // namespace fairdraw
