#include "planner/design/interviews.h"

#include "planner/design/beta_binomial.h"
#include "planner/design/selection.h"
#include "planner/design/yield_grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace fairdraw {
namespace {

constexpr double kNoChance = 1e-18;  ///< a chance too small to count
constexpr double kBeyond = 1e-18;    ///< of a number of interviews that is taken as out of reach
constexpr double kSure = 1e-13;      ///< what is left to chance when it can be called none
constexpr double kFarBelow = 0.6;    ///< a target so far from what is expected may be beyond chance
constexpr double kFarAbove = 1.6;
constexpr double kNoMatter = 1e-12;       ///< a difference of chances too small to count
constexpr std::size_t kExpectPoints = 8;  ///< expectations are smooth in the yields
constexpr std::size_t kWalkRanks = 3;     ///< all of a walk hangs on `eligible`: so many times as fine

/// Of k children, each with this chance, a caregiver comes too.
std::vector<double> thinned(const std::vector<double>& chances, double share) {
  std::vector<double> out(chances.size(), 0.0);
  for (std::uint32_t k = 0; k < chances.size(); ++k) {
    if (chances[k] <= 0) continue;
    const std::vector<double> kept = beta_binomial(k, share, kNoSpread);
    for (std::size_t i = 0; i < kept.size(); ++i) out[i] += chances[k] * kept[i];
  }
  return out;
}

void add(std::vector<double>& into, const std::vector<double>& chances, double share) {
  if (into.size() < chances.size()) into.resize(chances.size(), 0.0);
  for (std::size_t k = 0; k < chances.size(); ++k) into[k] += share * chances[k];
}

/// The sum of chance z^k.
double generating_function(const std::vector<double>& chances, double z) {
  double out = 0;
  for (std::size_t k = chances.size(); k-- > 0;) out = out * z + chances[k];
  return out;
}

}  // namespace

double InterviewDistribution::at_least(std::uint32_t target) const {
  double out = 0;
  for (std::size_t k = probability.size(); k-- > target;) out += probability[k];
  return std::clamp(out, 0.0, 1.0);
}

std::uint32_t InterviewDistribution::quantile(double share) const {
  double reached = 0;
  for (std::size_t k = 0; k < probability.size(); ++k)
    if ((reached += probability[k]) >= share) return static_cast<std::uint32_t>(k);
  return static_cast<std::uint32_t>(probability.empty() ? 0 : probability.size() - 1);
}

FieldSeason::FieldSeason(const FieldModel& model, std::uint32_t take, std::size_t points)
    : model_(&model), take_(take), points_(points) {
  const bool walk = by_contacts(model.mode);
  const bool certain = std::all_of(model.kinds.begin(), model.kinds.end(),
                                   [](const YieldKind& kind) { return kind.eligible.certain(); });
  ranks_ = rank_nodes(certain ? 1 : walk ? kWalkRanks * points : points);
  if (!walk) takes_ = model.takes(take);
  for (const YieldKind& kind : model.kinds)
    drawn_.push_back(walk ? contacts_for(kind.yields.take_or(take), kind.yields) : 0);
  if (!walk)
    for (const AreaGroup& group : model.groups) {
      const AreaTake here = takes_->of(group.kind, group.households, 1);
      const double most = here.rate > 0 ? std::ceil(here.wanted(group.households)) : here.most;
      drawn_[group.kind] = std::max(drawn_[group.kind], static_cast<std::uint32_t>(most));
    }
  const auto answer_alike = [&](const YieldKind& a, const YieldKind& b) {
    return a.household == b.household && a.child == b.child && a.response_concentration == b.response_concentration &&
           (!walk || (a.eligible == b.eligible && a.interview_concentration == b.interview_concentration &&
                      a.yields.take == b.yields.take));
  };
  for (std::uint32_t k = 0; k < model.kinds.size(); ++k) {
    std::uint32_t first = 0;
    while (!answer_alike(model.kinds[first], model.kinds[k])) ++first;
    alike_.push_back(first);
  }
  if (!walk) lists_.emplace(model, *takes_, drawn_, ranks_);
  expect_all_groups();
}

std::uint32_t FieldSeason::take_of(std::uint32_t kind) const {
  return model_->kinds[kind].yields.take_or(take_);
}

/// The number of areas is binomial, of as many and with such a chance that it has the mean n and the variance n - sum
/// of p^2 that it has when each is drawn for itself with p = n size / rest.
void FieldSeason::leave_to_chance(Mix& mix, const Stratum& stratum, const StratumDesign& design, std::uint64_t rest) {
  double squares = 0;
  std::size_t certain = 0;
  for (std::uint32_t unit = 0; unit < stratum.sizes.size(); ++unit) {
    if (certain < design.certainty.size() && design.certainty[certain] == unit) {
      ++certain;
      continue;
    }
    const double p = static_cast<double>(stratum.sizes[unit]) * mix.n / static_cast<double>(rest);
    squares += p * p;
  }
  const double n = mix.n;
  mix.n = std::max(mix.n, static_cast<std::uint32_t>(std::lround(n * n / squares)));
  mix.present = n / mix.n;
}

std::vector<FieldSeason::Mix> FieldSeason::mixes(const Strata& strata, const Design& design) const {
  std::vector<Mix> out;
  for (std::size_t h = 0; h < strata.size(); ++h) {
    Mix mix;
    std::map<std::uint32_t, std::uint64_t> taken;
    std::uint64_t rest = strata[h].whole_size;
    for (const std::uint32_t unit : design.strata[h].certainty) {
      const std::uint32_t group = model_->group_of[strata[h].areas[unit]];
      mix.certain.push_back({group, self_weighting_hits(strata[h], design.strata[h], unit)});
      taken[group] += strata[h].sizes[unit];
      rest -= strata[h].sizes[unit];
    }
    mix.n = design.strata[h].at_random;
    if (model_->random_size && mix.n > 0) leave_to_chance(mix, strata[h], design.strata[h], rest);
    const std::vector<double> otherwise = shares_otherwise(strata[h], design.strata[h]);
    for (const GroupShare& share : model_->strata[h]) {
      const auto certain = taken.find(share.group);
      const std::uint64_t size = share.size - (certain == taken.end() ? 0 : certain->second);
      if (size == 0) continue;
      mix.groups.emplace_back(share.group, !otherwise.empty() ? otherwise[share.group]
                                                              : static_cast<double>(size) / static_cast<double>(rest));
      const std::uint32_t kind = model_->groups[share.group].kind;
      if (std::find(mix.kinds.begin(), mix.kinds.end(), kind) == mix.kinds.end()) mix.kinds.push_back(kind);
    }
    if (mix.groups.empty()) mix.n = 0;
    out.push_back(std::move(mix));
  }
  return out;
}

/// What part of the areas drawn at random is of each group, where that does not go by sizes; empty where it does.
std::vector<double> FieldSeason::shares_otherwise(const Stratum& stratum, const StratumDesign& design) const {
  const bool by_hits = model_->areas.certainty == CertaintyRule::hits;  // of which the mean goes by sizes
  if (!selects_otherwise(model_->areas) || by_hits || design.at_random == 0) return {};
  const std::vector<Selection> selection = selection_of(stratum, design, model_->areas);
  std::vector<double> out(model_->groups.size(), 0.0);
  for (std::uint32_t unit = 0; unit < stratum.areas.size(); ++unit)
    if (!std::binary_search(design.certainty.begin(), design.certainty.end(), unit))
      out[model_->group_of[stratum.areas[unit]]] += selection[unit].any / design.at_random;
  return out;
}

double FieldSeason::times_of_certain(const Stratum& stratum, const StratumDesign& design, std::uint32_t unit) const {
  return more_than_one_hit({model_->group_of[stratum.areas[unit]], self_weighting_hits(stratum, design, unit)});
}

double FieldSeason::self_weighting_hits(const Stratum& stratum, const StratumDesign& design, std::uint32_t unit) const {
  return takes_ && takes_->self_weighting() ? hits_by_size(stratum, design, unit) : 1;
}

/// What areas bring home at one point of the grid over the yields; each number is worked out once.
class FieldSeason::AtPoint {
 public:
  AtPoint(const FieldSeason& season, const YieldPoint& point)
      : season_(season), model_(*season.model_), point_(point), found_(model_.kinds.size()) {}

  /// Areas of one kind that have so many households, or contacts, by chance.
  std::vector<double> of_available(std::uint32_t kind, const std::vector<double>& available) {
    std::vector<double> out;
    for (std::uint32_t d = 0; d < available.size(); ++d)
      if (available[d] >= kNoChance) add(out, found(kind, d), available[d]);
    return out;
  }

  std::vector<double> of_certain(const CertainArea& certain) {
    if (certain.hits == 1) return of_group(certain.group);
    const AreaGroup& areas = model_.groups[certain.group];
    return of_available(
        areas.kind,
        households_drawn(areas.households, season_.takes_->of(areas.kind, areas.households, certain.hits),
                         point_.eligible_share[areas.kind], model_.kinds[areas.kind].eligible_concentration));
  }

  std::vector<double> of_drawn(std::uint32_t kind, std::uint32_t households) { return found(kind, households); }

  std::vector<double> of_group(std::uint32_t group) {
    const std::uint32_t kind = model_.groups[group].kind;
    return of_available(kind, season_.available({{group, 1}}, kind, point_.eligible));
  }

 private:
  /// The interviews of so many households, or contacts.
  const std::vector<double>& found(std::uint32_t kind, std::uint32_t households) {
    std::vector<std::vector<double>>& known = found_[season_.alike_[kind]];
    if (known.size() <= households) known.resize(std::max(households, season_.drawn_[kind]) + std::size_t{1});
    std::vector<double>& out = known[households];
    if (!out.empty()) return out;
    if (season_.lists_)
      out = beta_binomial(households, point_.response[kind], model_.kinds[kind].response_concentration);
    else
      walk(kind, households, known);
    return out;
  }

  /// A walk whose contacts are made one by one.
  struct Walk {
    TrialByTrial interviews;
    std::uint32_t contacts = 0;  ///< made so far
  };

  /// The interviews of up to so many contacts: a walk ends when the take is reached.
  void walk(std::uint32_t kind, std::uint32_t contacts, std::vector<std::vector<double>>& known) {
    std::optional<Walk>& walk = walks_[season_.alike_[kind]];
    const std::uint32_t take = season_.take_of(kind);
    if (!walk)
      walk.emplace(Walk{
          {take, point_.eligible_share[kind] * point_.response[kind], model_.kinds[kind].interview_concentration}});
    for (; walk->contacts <= contacts; ++walk->contacts, walk->interviews.trial()) {
      const std::vector<double>& below = walk->interviews.chances();
      std::vector<double>& out = known[walk->contacts];
      out = below;
      out.resize(std::min(walk->contacts, take) + std::size_t{1}, 0.0);
      if (walk->contacts >= take) out[take] = std::max(0.0, 1 - std::accumulate(below.begin(), below.end(), 0.0));
    }
  }

  const FieldSeason& season_;
  const FieldModel& model_;
  const YieldPoint& point_;
  std::vector<std::vector<std::vector<double>>> found_;  ///< per kind and number of households
  std::map<std::uint32_t, std::optional<Walk>> walks_;   ///< per kind
};

/// How many households, or contacts, the groups' areas of one kind have, by chance: those with as many are put
/// together.
/// @param rank  of `eligible`
std::vector<double> FieldSeason::available(const std::vector<std::pair<std::uint32_t, double>>& groups,
                                           std::uint32_t kind, std::size_t rank) const {
  const std::uint32_t drawn = drawn_[kind];
  std::vector<double> out(drawn + std::size_t{1}, 0.0);
  for (const auto& [group, share] : groups) {
    const AreaGroup& areas = model_->groups[group];
    if (areas.kind != kind) continue;
    if (!lists_) {
      out[std::min(drawn, areas.households)] += share;
    } else if (lists_->plenty(group)) {
      out[drawn] += share;
    } else {
      const double* here = lists_->of(group, rank);
      for (std::size_t d = 0; d <= drawn; ++d) out[d] += share * here[d];
    }
  }
  return out;
}

bool FieldSeason::eligible_matters(const std::vector<Mix>& mixes) const {
  if (ranks_.size() == 1) return false;
  if (!lists_) return true;
  double differs = 0;
  for (const Mix& mix : mixes) {
    for (const auto& [group, share] : mix.groups)
      differs = std::max(differs, share * mix.n * lists_->difference(group));
    for (const CertainArea& certain : mix.certain) differs = std::max(differs, lists_->difference(certain.group));
  }
  return differs > kNoMatter;
}

std::size_t FieldSeason::most_of(const CertainArea& certain) const {
  const AreaGroup& areas = model_->groups[certain.group];
  if (certain.hits != 1 && takes_)
    return static_cast<std::size_t>(
        std::ceil(takes_->of(areas.kind, areas.households, certain.hits).wanted(areas.households)));
  const std::uint32_t drawn = std::min(drawn_[areas.kind], areas.households);
  return takes_ ? drawn : std::min(drawn, take_of(areas.kind));
}

std::size_t FieldSeason::most(const std::vector<Mix>& mixes) const {
  std::size_t out = 0;
  for (const Mix& mix : mixes) {
    std::size_t largest = 0;
    for (const auto& [group, share] : mix.groups) largest = std::max(largest, most_of({group, 1}));
    // Of a number that is left to chance, more than nine standard deviations above the mean is never met.
    const double mean = mix.n * mix.present;
    out += largest * (mix.present < 1
                          ? std::min<std::size_t>(mix.n, static_cast<std::size_t>(mean + 9 * std::sqrt(mean) + 20))
                          : mix.n);
    for (const CertainArea& certain : mix.certain) out += most_of(certain);
  }
  return out;
}

/// Groups with the same kind and number bring the same home: 0 stands for all that have plenty of households.
std::pair<std::uint32_t, std::uint32_t> FieldSeason::as_met(std::uint32_t group) const {
  const AreaGroup& areas = model_->groups[group];
  const bool plenty = lists_ ? lists_->plenty(group) : areas.households >= drawn_[areas.kind];
  return {areas.kind, plenty ? 0 : areas.households};
}

/// The areas of a season, put together where the field can't tell them apart.
struct FieldSeason::Season {
  /// Certain ones: kind and households as met, with the hits.
  using AsMet = std::pair<std::pair<std::uint32_t, std::uint32_t>, double>;
  const std::vector<Mix>* mixes = nullptr;
  std::vector<std::size_t> order;  ///< strata with most areas first
  std::map<AsMet, std::pair<CertainArea, std::uint32_t>> alike;
  /// Per stratum, kind and rank of `eligible`: available(), which does not hang on what comes after it.
  std::map<std::tuple<std::size_t, std::uint32_t, std::size_t>, std::vector<double>> available;
};

FieldSeason::Season FieldSeason::season_of(const std::vector<Mix>& mixes) const {
  Season out;
  out.mixes = &mixes;
  out.order.resize(mixes.size());
  std::iota(out.order.begin(), out.order.end(), std::size_t{0});
  std::sort(out.order.begin(), out.order.end(), [&](auto a, auto b) { return mixes[a].n > mixes[b].n; });
  for (const Mix& mix : mixes)
    for (const CertainArea& each : mix.certain)
      ++out.alike.try_emplace({as_met(each.group), each.hits}, each, 0U).first->second.second;
  return out;
}

/// What each stratum's areas, and each kind of certain area, bring home at one point of the grid.
void FieldSeason::count_at(const YieldPoint& point, Season& season, Counted counted,
                           std::vector<IndependentCounts>& counts) const {
  AtPoint here(*this, point);
  const auto as_counted = [&](const std::vector<double>& found, std::uint32_t kind) {
    return counted == Counted::children ? found : thinned(found, point.caregiver[kind]);
  };
  counts.clear();
  for (const std::size_t h : season.order) {
    const Mix& mix = (*season.mixes)[h];
    if (mix.n == 0) continue;
    std::vector<double> chances;
    for (const std::uint32_t kind : mix.kinds) {
      const auto [known, added] = season.available.try_emplace({h, kind, point.eligible});
      if (added) known->second = available(mix.groups, kind, point.eligible);
      add(chances, as_counted(here.of_available(kind, known->second), kind), mix.present);
    }
    chances[0] += 1 - mix.present;
    counts.push_back({std::move(chances), mix.n});
  }
  for (const auto& [met, certain] : season.alike)
    counts.push_back(
        {as_counted(here.of_certain(certain.first), model_->groups[certain.first.group].kind), certain.second});
}

void FieldSeason::at_every_point(const std::vector<Mix>& mixes, Counted counted, const Visit& visit) const {
  Season season = season_of(mixes);
  std::vector<IndependentCounts> counts;
  const YieldGridWants wants{eligible_matters(mixes), counted == Counted::caregivers, points_};
  for (const YieldPoint& point : yield_grid(model_->kinds, ranks_, wants)) {
    count_at(point, season, counted, counts);
    visit(point.weight, counts);
  }
}

/// A number of interviews that a season reaches with a chance below kBeyond, whatever the yields: P(T >= N) is at most
/// g(z) / z^N for every z above 1 (Chernoff), with g of a season whose every yield is the highest of the grid. For any
/// other brings no more, area by area and in distribution; and caregivers are no more than children.
std::size_t FieldSeason::length(const std::vector<Mix>& mixes) const {
  const std::size_t all = most(mixes) + 1;
  const std::vector<YieldPoint> grid = yield_grid(model_->kinds, ranks_, {eligible_matters(mixes), false, points_});
  YieldPoint highest = grid.front();
  for (const YieldPoint& point : grid)
    for (std::size_t k = 0; k < model_->kinds.size(); ++k) {
      if (point.eligible_share[k] > highest.eligible_share[k]) highest.eligible = point.eligible;
      highest.eligible_share[k] = std::max(highest.eligible_share[k], point.eligible_share[k]);
      highest.response[k] = std::max(highest.response[k], point.response[k]);
    }
  std::vector<IndependentCounts> counts;
  Season season = season_of(mixes);
  count_at(highest, season, Counted::children, counts);
  double least = static_cast<double>(all);
  for (const double z : {1.01, 1.02, 1.05, 1.1, 1.2, 1.4, 2.0}) {
    double log = -std::log(kBeyond);
    for (const IndependentCounts& each : counts) log += each.n * std::log(generating_function(each.chances, z));
    least = std::min(least, std::ceil(log / std::log(z)) + 1);
  }
  return static_cast<std::size_t>(least);
}

CountTransform FieldSeason::transform(const std::vector<Mix>& mixes, Counted counted) const {
  CountTransform out(length(mixes));
  at_every_point(mixes, counted, [&](double weight, const auto& counts) { out.add(weight, counts); });
  return out;
}

/// 1 or 0 where the target is so far from what is expected that nothing else is possible, by Chernoff's bound: for any
/// z below 1, P(T < t) is at most g(z) / z^(t - 1), and for any z above 1, P(T >= t) at most g(z) / z^t.
std::optional<double> FieldSeason::certain_chance(const std::vector<Mix>& mixes, Counted counted,
                                                  std::uint32_t target) const {
  double expected = 0;
  const auto brings = [&](std::uint32_t group) {
    return counted == Counted::children ? expected_[group].interviews : expected_[group].caregivers;
  };
  for (const Mix& mix : mixes) {
    for (const auto& [group, share] : mix.groups) expected += mix.n * mix.present * share * brings(group);
    for (const CertainArea& each : mix.certain) expected += more_than_one_hit(each) * brings(each.group);
  }
  const double ratio = expected > 0 ? target / expected : HUGE_VAL;
  if (!(ratio < kFarBelow || (ratio > kFarAbove && ratio < HUGE_VAL))) return std::nullopt;
  const std::array<double, 3> at{ratio, ratio * ratio, std::sqrt(ratio)};
  std::array<double, 3> bound{};
  const double exponent = ratio < 1 ? target - 1.0 : target;
  at_every_point(mixes, counted, [&](double weight, const auto& counts) {
    for (std::size_t k = 0; k < at.size(); ++k) {
      double log = -exponent * std::log(at[k]);
      for (const IndependentCounts& each : counts) log += each.n * std::log(generating_function(each.chances, at[k]));
      bound[k] += weight * std::exp(std::min(log, 0.0));
    }
  });
  if (*std::min_element(bound.begin(), bound.end()) > kSure) return std::nullopt;
  return ratio < 1 ? 1 : 0;
}

double FieldSeason::chance(const Strata& strata, const Design& design, Counted counted, std::uint32_t target) const {
  const std::vector<Mix> all = mixes(strata, design);
  if (target == 0) return 1;
  if (target > most(all)) return 0;
  if (const auto sure = certain_chance(all, counted, target)) return *sure;
  return 1 - transform(all, counted).below(target);
}

/// How plausible each rank of `eligible` is after the listings, against the most plausible one.
std::vector<double> FieldSeason::plausible_ranks(const std::vector<MetArea>& areas) const {
  std::vector<double> log(ranks_.size(), 0.0);
  for (std::size_t r = 0; r < ranks_.size(); ++r)
    for (const MetArea& area : areas) {
      if (!area.listed) continue;
      const YieldKind& kind = model_->kinds[model_->groups[model_->group_of[area.row]].kind];
      const std::vector<double> eligible =
          beta_binomial(area.listed->households, kind.eligible.at(ranks_[r].rank), kind.eligible_concentration);
      log[r] += std::log(std::max(eligible[area.listed->eligible], 1e-300));
    }
  const double best = *std::max_element(log.begin(), log.end());
  for (double& each : log) each = std::exp(each - best);
  return log;
}

double FieldSeason::chance(const std::vector<MetArea>& areas, Counted counted, std::uint32_t target) const {
  if (target == 0) return 1;
  const bool children = counted == Counted::children;
  std::map<std::pair<std::uint32_t, double>, std::uint32_t> unlisted;         // group and hits: how many
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> drawn_in;  // kind and households: how many areas
  std::size_t length = 1;
  for (const MetArea& area : areas) {
    const std::uint32_t group = model_->group_of[area.row];
    if (area.listed) {
      ++drawn_in[{model_->groups[group].kind, area.listed->drawn}];
      length += area.listed->drawn;
    } else {
      ++unlisted[{group, area.hits}];
      length += most_of({group, area.hits});
    }
  }
  if (target >= length) return 0;
  const std::vector<double> plausible = plausible_ranks(areas);
  const std::vector<YieldPoint> grid = yield_grid(model_->kinds, ranks_, {ranks_.size() > 1, !children, points_});
  const auto weight = [&](const YieldPoint& point) {
    return point.weight * (point.eligible < plausible.size() ? plausible[point.eligible] : 1);
  };
  double all = 0;
  for (const YieldPoint& point : grid) all += weight(point);
  CountTransform sum(length);
  for (const YieldPoint& point : grid) {
    AtPoint here(*this, point);
    std::vector<IndependentCounts> counts;
    const auto add = [&](const std::vector<double>& found, std::uint32_t kind, std::uint32_t areas_alike) {
      counts.push_back({children ? found : thinned(found, point.caregiver[kind]), areas_alike});
    };
    for (const auto& [key, many] : unlisted)
      add(here.of_certain({key.first, key.second}), model_->groups[key.first].kind, many);
    for (const auto& [key, many] : drawn_in) add(here.of_drawn(key.first, key.second), key.first, many);
    sum.add(weight(point) / all, counts);
  }
  return 1 - sum.below(target);
}

InterviewRange FieldSeason::range(const Strata& strata, const Design& design, Counted counted) const {
  const CountTransform found = transform(mixes(strata, design), counted);
  return {found.quantile(0.05), found.quantile(0.95)};
}

InterviewDistribution FieldSeason::distribution(const Strata& strata, const Design& design, Counted counted) const {
  return {transform(mixes(strata, design), counted).chances()};
}

void FieldSeason::expect_all_groups() {
  std::map<std::pair<std::uint32_t, std::uint32_t>, AreaExpectation> met;     // by kind and households
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> group_of;  // the first that is met so
  for (std::uint32_t group = 0; group < model_->groups.size(); ++group)
    if (met.try_emplace(as_met(group)).second) group_of.emplace(as_met(group), group);
  const std::vector<YieldPoint> grid =
      yield_grid(model_->kinds, ranks_, {ranks_.size() > 1, false, kExpectPoints, true});
  for (const YieldPoint& point : grid) {
    if (!lists_) {
      expect_walks(point, met);
      continue;
    }
    AtPoint here(*this, point);
    for (auto& [key, expected] : met) {
      const std::uint32_t group = group_of.at(key);
      const std::vector<double> found = here.of_group(group);
      for (std::size_t k = 0; k < found.size(); ++k) {
        expected.interviews += point.weight * static_cast<double>(k) * found[k];
        expected.interviews_squared += point.weight * static_cast<double>(k * k) * found[k];
      }
      if (lists_->plenty(group)) {
        expected.visited += point.weight * drawn_[key.first];
      } else {
        const double* available = lists_->of(group, point.eligible);
        for (std::size_t d = 0; d <= drawn_[key.first]; ++d)
          expected.visited += point.weight * static_cast<double>(d) * available[d];
      }
    }
  }
  for (std::uint32_t group = 0; group < model_->groups.size(); ++group) {
    AreaExpectation expected = met.at(as_met(group));
    const std::uint32_t kind = model_->groups[group].kind;
    expected.areas = 1;
    expected.caregivers = expected.interviews * model_->kinds[kind].caregiver.mean;
    expected.planned = takes_ && takes_->self_weighting() ? expected.visited : drawn_[kind];
    expected.listed = lists_ ? model_->groups[group].exact_households : 0;
    if (!lists_) {  // every interview of a walk weighs the area's households over the contacts made
      const double households = model_->groups[group].households;
      expected.weights.sum *= households;
      expected.weights.squares *= households * households;
    }
    expected_.push_back(expected);
  }
  if (lists_) expect_weights(grid);
}

/// Interviews are a part of the households drawn that does not hang on how many are eligible.
void FieldSeason::expect_weights(const std::vector<YieldPoint>& grid) {
  struct AtRank {
    double share = 0;
    double responding = 0;  ///< summed over the points of this rank
  };
  std::vector<std::vector<AtRank>> at(model_->kinds.size(), std::vector<AtRank>(ranks_.size() + 1));
  for (const YieldPoint& point : grid)
    for (std::size_t kind = 0; kind < model_->kinds.size(); ++kind) {
      AtRank& here = at[kind][point.eligible];
      here.share = point.eligible_share[kind];
      here.responding += point.weight * point.response[kind];
    }
  for (std::uint32_t group = 0; group < model_->groups.size(); ++group) {
    const AreaGroup& areas = model_->groups[group];
    const AreaTake take = takes_->of(areas.kind, areas.households, 1);
    for (std::size_t rank = 0; rank <= ranks_.size(); ++rank) {
      const AtRank& here = at[areas.kind][rank];
      if (here.responding <= 0) continue;
      const double* short_of = lists_->plenty(group) ? nullptr : lists_->of(group, rank);
      const AreaWeights one =
          area_weights(areas.households, take, here.share, model_->kinds[areas.kind].eligible_concentration, short_of);
      expected_[group].weights.sum += here.responding * one.sum;
      expected_[group].weights.squares += here.responding * one.squares;
    }
  }
}

/// Adds what walks come to at this point: contacts are made as long as the take is not reached.
void FieldSeason::expect_walks(const YieldPoint& point,
                               std::map<std::pair<std::uint32_t, std::uint32_t>, AreaExpectation>& met) const {
  for (std::uint32_t kind = 0; kind < model_->kinds.size(); ++kind) {
    const std::uint32_t take = take_of(kind);
    TrialByTrial walk(take, point.eligible_share[kind] * point.response[kind],
                      model_->kinds[kind].interview_concentration);
    double visited = 0;
    AreaWeights ended;  // of walks whose take was reached
    for (std::uint32_t contacts = 1; contacts <= drawn_[kind]; ++contacts) {
      const double going = std::accumulate(walk.chances().begin(), walk.chances().end(), 0.0);
      visited += going;
      walk.trial();
      const double ends = going - std::accumulate(walk.chances().begin(), walk.chances().end(), 0.0);
      ended.sum += ends * take / contacts;
      ended.squares += ends * take / (static_cast<double>(contacts) * contacts);
      const auto found = met.find({kind, contacts < drawn_[kind] ? contacts : 0});  // 0: as many as are listed
      if (found == met.end()) continue;
      double below = 0;
      double interviews = 0;
      double squares = 0;
      for (std::uint32_t k = 0; k < take; ++k) {
        below += walk.chances()[k];
        interviews += k * walk.chances()[k];
        squares += static_cast<double>(k) * k * walk.chances()[k];
      }
      const double reached = std::max(0.0, 1 - below);
      found->second.interviews += point.weight * (interviews + take * reached);
      found->second.interviews_squared += point.weight * (squares + static_cast<double>(take) * take * reached);
      found->second.visited += point.weight * visited;
      found->second.weights.sum += point.weight * (ended.sum + interviews / contacts);
      found->second.weights.squares +=
          point.weight * (ended.squares + interviews / (static_cast<double>(contacts) * contacts));
    }
  }
}

/// How much more of everything an area brings than one hit of its group does: exact where no bound of its take is met
/// at the mean of `eligible`.
double FieldSeason::more_than_one_hit(const CertainArea& certain) const {
  if (certain.hits == 1) return 1;
  const AreaGroup& areas = model_->groups[certain.group];
  const double eligible = areas.households * model_->kinds[areas.kind].eligible.mean;
  const double one = takes_->of(areas.kind, areas.households, 1).wanted(eligible);
  return one > 0 ? takes_->of(areas.kind, areas.households, certain.hits).wanted(eligible) / one : 1;
}

FieldSeason::Expectations FieldSeason::expect(const Strata& strata, const Design& design) const {
  Expectations out;
  const auto add = [](AreaExpectation& into, const AreaExpectation& here, double share) {
    into.listed += share * here.listed;
    into.planned += share * here.planned;
    into.visited += share * here.visited;
    into.interviews += share * here.interviews;
    into.interviews_squared += share * here.interviews_squared;
    into.caregivers += share * here.caregivers;
  };
  for (const Mix& mix : mixes(strata, design)) {
    AreaExpectation random;
    for (const auto& [group, share] : mix.groups) add(random, expected_[group], share);
    random.areas = mix.n * mix.present;
    AreaExpectation certain;
    certain.areas = static_cast<double>(mix.certain.size());
    for (const CertainArea& each : mix.certain) {
      AreaExpectation here = expected_[each.group];
      const double more = more_than_one_hit(each);
      for (double AreaExpectation::*what : {&AreaExpectation::planned, &AreaExpectation::visited,
                                            &AreaExpectation::interviews, &AreaExpectation::caregivers})
        here.*what *= more;
      here.interviews_squared *= more * more;
      add(certain, here, 1 / certain.areas);
    }
    out.random.push_back(random);
    out.certain.push_back(certain);
  }
  return out;
}

}  // namespace fairdraw
