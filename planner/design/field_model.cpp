#include "planner/design/field_model.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/design/beta_binomial.h"
#include "planner/design/segment_count.h"
#include "planner/sampling/methods.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace fairdraw {
namespace {

double spread_of(const char* what, double mean, double cv) {
  const double found = concentration(mean, cv);
  if (!(found > 0))
    throw Error(ErrorKind::usage, std::string("yields.area_spread: ") + what + " with a mean of " + number_text(mean) +
                                      " can vary by at most " + number_text(std::sqrt((1 - mean) / mean)) +
                                      " between areas, not by " + number_text(cv));
  return found;
}

YieldKind kind_of(const Yields& yields, const AreaSpread& spread) {
  YieldKind kind;
  kind.yields = yields;
  kind.eligible = belief_of(yields.eligible);
  kind.household = belief_of(yields.household);
  kind.child = belief_of(yields.child);
  kind.caregiver = belief_of(yields.caregiver);
  // The spread of a product of independent shares: 1 + cv^2 multiplies.
  const auto both = [](double a, double b) { return std::sqrt((1 + a * a) * (1 + b * b) - 1); };
  const double response = both(spread.household, spread.child);
  const double mean = yields.household.mean * yields.child.mean;
  kind.eligible_concentration = spread_of("eligible", yields.eligible.mean, spread.eligible);
  kind.response_concentration = spread_of("household x child", mean, response);
  kind.interview_concentration =
      spread_of("eligible x household x child", yields.eligible.mean * mean, both(spread.eligible, response));
  return kind;
}

/// What of a stratum is of each group, as their numbers ascend.
/// @param all  of each group nothing, before and after: strata are many, and so are groups
std::vector<GroupShare> shares_of(const Stratum& stratum, const FieldModel& model, std::vector<GroupShare>& all) {
  std::vector<std::uint32_t> met;
  for (std::size_t i = 0; i < stratum.areas.size(); ++i) {
    const std::uint32_t group = model.group_of[stratum.areas[i]];
    if (all[group].areas == 0) met.push_back(group);
    all[group].size += stratum.sizes[i];
    ++all[group].areas;
  }
  std::sort(met.begin(), met.end());
  std::vector<GroupShare> out;
  for (const std::uint32_t group : met) {
    out.push_back({group, all[group].size, all[group].areas});
    all[group] = {};
  }
  return out;
}

}  // namespace

FieldModel make_field_model(const Frame& frame, const Strata& strata, const Survey& survey) {
  const AreaYields yields(frame, survey);
  FieldModel model;
  model.mode = survey.households.mode;
  model.areas = survey.areas;
  model.random_size = !find_method(survey.areas.method)->fixed_size;
  model.stage = survey.households;
  for (const Yields& each : yields.kinds()) model.kinds.push_back(kind_of(each, survey.area_spread));
  model.kind_sizes = yields.sizes_by_kind(frame);
  model.group_of.resize(frame.areas());
  std::unordered_map<std::uint64_t, std::uint32_t> number_of;  // by kind and households
  std::vector<double> sums;
  std::vector<double> areas;
  for (std::uint32_t row = 0; row < frame.areas(); ++row) {
    const double households = households_worked(survey.frame.households(frame.count(row)), survey.areas);
    const auto whole = static_cast<std::uint32_t>(std::clamp(std::round(households), 1.0, 1e9));
    const auto [found, added] = number_of.try_emplace(std::uint64_t{yields.kind(row)} << 32U | whole,
                                                      static_cast<std::uint32_t>(model.groups.size()));
    if (added) {
      model.groups.push_back({yields.kind(row), whole, 0});
      sums.push_back(0);
      areas.push_back(0);
    }
    model.group_of[row] = found->second;
    sums[found->second] += households;
    areas[found->second] += 1;
  }
  for (std::size_t g = 0; g < model.groups.size(); ++g) model.groups[g].exact_households = sums[g] / areas[g];
  std::vector<GroupShare> none(model.groups.size());
  for (const Stratum& stratum : strata) model.strata.push_back(shares_of(stratum, model, none));
  return model;
}

Takes FieldModel::takes(std::uint32_t take) const {
  std::vector<Yields> planned;
  for (const YieldKind& kind : kinds) planned.push_back(kind.yields);
  return {planned, kind_sizes, stage, take};
}

FieldModel with_yield_at(const FieldModel& model, Belief YieldKind::*belief, Yield Yields::*yield, double Yield::*end) {
  FieldModel out = model;
  for (YieldKind& kind : out.kinds) {
    kind.*belief = Belief{};
    (kind.*belief).mean = kind.yields.*yield.*end;
  }
  return out;
}

}  // namespace fairdraw
