#include "planner/simulation/season.h"

#include "planner/design/beta_binomial.h"

#include <algorithm>
#include <cmath>
#include <iterator>
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

/// A yield in every kind of area, all of them at the same rank.
std::vector<double> at_one_rank(const std::vector<YieldKind>& kinds, const Belief YieldKind::*belief, Stream& stream) {
  const double rank = (static_cast<double>(stream() >> 11U) + 0.5) * 0x1p-53;
  std::map<std::pair<double, double>, double> known;  // kinds often differ in one yield only
  std::vector<double> shares;
  for (const YieldKind& kind : kinds) {
    const Belief& here = kind.*belief;
    const auto [found, added] = known.try_emplace({here.mean, here.alpha}, 0.0);
    if (added) found->second = here.at(rank);
    shares.push_back(found->second);
  }
  return shares;
}

/// Gives every interview of a visit its weight, which is this one times the children of the household.
void weigh(AreaVisit& visit, double weight, const std::vector<double>& children, Stream& stream) {
  if (children.empty()) {
    visit.weights = weight * visit.interviews;
    visit.weights_squared = weight * visit.weights;
    return;
  }
  for (std::uint32_t k = 0; k < visit.interviews; ++k) {
    const double one = weight * static_cast<double>(stream.choose(children) + 1);
    visit.weights += one;
    visit.weights_squared += one * one;
  }
}

AreaVisit visit_listed(const FieldGame& game, const SeasonYields& yields, const AreaGroup& area, double hits,
                       Stream& stream) {
  const YieldKind& kind = game.model->kinds[area.kind];
  const double share = share_in_area(yields.eligible[area.kind], kind.eligible_concentration, stream);
  const std::uint32_t eligible = successes(area.households, share, stream);
  AreaVisit out;
  const double wanted = game.takes->of(area.kind, area.households, hits).wanted(eligible);
  out.visited = static_cast<std::uint32_t>(wanted);
  if (wanted > out.visited && stream.happens(wanted - out.visited)) ++out.visited;
  const double response = share_in_area(yields.response[area.kind], kind.response_concentration, stream);
  out.interviews = successes(out.visited, response, stream);
  if (out.interviews > 0) weigh(out, eligible / wanted, game.children, stream);
  return out;
}

AreaVisit visit_walked(const FieldGame& game, const SeasonYields& yields, const AreaGroup& area, double hits,
                       Stream& stream) {
  const YieldKind& kind = game.model->kinds[area.kind];
  const double chance =
      share_in_area(yields.eligible[area.kind] * yields.response[area.kind], kind.interview_concentration, stream);
  const double most = std::min<double>(game.contacts[area.kind] * hits, area.households);
  AreaVisit out;
  while (out.visited < most && out.interviews < kind.yields.take_or(game.take) * hits) {
    ++out.visited;
    if (stream.happens(chance)) ++out.interviews;
  }
  if (out.interviews > 0) weigh(out, static_cast<double>(area.households) / out.visited, game.children, stream);
  return out;
}

}  // namespace

FieldGame make_field_game(const FieldModel& model, std::uint32_t take, const std::vector<double>& children) {
  FieldGame game;
  game.model = &model;
  game.take = take;
  std::partial_sum(children.begin(), children.end(), std::back_inserter(game.children));
  if (by_contacts(model.mode))
    for (const YieldKind& kind : model.kinds)
      game.contacts.push_back(contacts_for(kind.yields.take_or(take), kind.yields));
  else
    game.takes = model.takes(take);
  return game;
}

SeasonYields draw_yields(const FieldModel& model, Stream& stream) {
  SeasonYields out;
  out.eligible = at_one_rank(model.kinds, &YieldKind::eligible, stream);
  out.response = at_one_rank(model.kinds, &YieldKind::household, stream);
  const std::vector<double> child = at_one_rank(model.kinds, &YieldKind::child, stream);
  for (std::size_t k = 0; k < child.size(); ++k) out.response[k] *= child[k];
  out.caregiver = at_one_rank(model.kinds, &YieldKind::caregiver, stream);
  return out;
}

AreaVisit visit_area(const FieldGame& game, const SeasonYields& yields, std::uint32_t row, double hits,
                     Stream& stream) {
  const AreaGroup& area = game.model->groups[game.model->group_of[row]];
  AreaVisit out = by_contacts(game.model->mode) ? visit_walked(game, yields, area, hits, stream)
                                                : visit_listed(game, yields, area, hits, stream);
  out.caregivers = successes(out.interviews, yields.caregiver[area.kind], stream);
  return out;
}

}  // namespace fairdraw
