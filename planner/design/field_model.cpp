#include "planner/design/field_model.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/design/beta_binomial.h"
#include "planner/design/segment_count.h"
#include "planner/sampling/methods.h"

#include <algorithm>
#include <cmath>
#include <map>
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
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> number_of;
  for (std::uint32_t row = 0; row < frame.areas(); ++row) {
    const double households = households_worked(survey.frame.households(frame.count(row)), survey.areas);
    const auto whole = static_cast<std::uint32_t>(std::clamp(std::round(households), 1.0, 1e9));
    const auto [found, added] =
        number_of.try_emplace({yields.kind(row), whole}, static_cast<std::uint32_t>(model.groups.size()));
    if (added) model.groups.push_back({yields.kind(row), whole, 0});
    model.group_of[row] = found->second;
  }
  std::vector<double> sums(model.groups.size(), 0.0);
  std::vector<double> areas(model.groups.size(), 0.0);
  for (std::uint32_t row = 0; row < frame.areas(); ++row) {
    sums[model.group_of[row]] += households_worked(survey.frame.households(frame.count(row)), survey.areas);
    areas[model.group_of[row]] += 1;
  }
  for (std::size_t g = 0; g < model.groups.size(); ++g) model.groups[g].exact_households = sums[g] / areas[g];
  for (const Stratum& stratum : strata) {
    std::map<std::uint32_t, GroupShare> shares;
    for (std::size_t i = 0; i < stratum.areas.size(); ++i) {
      GroupShare& share = shares[model.group_of[stratum.areas[i]]];
      share.group = model.group_of[stratum.areas[i]];
      share.size += stratum.sizes[i];
      ++share.areas;
    }
    model.strata.emplace_back();
    for (const auto& [group, share] : shares) model.strata.back().push_back(share);
  }
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
