#include "planner/stages/plan_builder.h"

#include "planner/base/error.h"
#include "planner/design/field_yield.h"
#include "planner/stages/respondents.h"
#include "planner/stages/walk.h"

#include <algorithm>

namespace fairdraw {
namespace {

std::uint32_t households_of(const Survey& survey, std::uint32_t take, const Yields& yields) {
  switch (survey.households.mode) {
    case HouseholdMode::listing:
      return households_for(take, yields);
    case HouseholdMode::random_walk:
      return contacts_for(take, yields);
    case HouseholdMode::none:
      return 0;
  }
  return 0;
}

Psu make_psu(const Frame& frame, const Stratum& stratum, const DrawnArea& drawn, const Shape& shape,
             const Survey& survey, const Yields& yields) {
  Psu psu;
  psu.stratum = stratum.name;
  psu.id = frame.id[drawn.area];
  if (!frame.name.empty()) psu.name = frame.name[drawn.area];
  psu.replicate = drawn.replicate;
  psu.draw_order = drawn.draw_order;
  psu.hits = drawn.hits;
  psu.measure_of_size = frame.size[drawn.area];
  psu.stratum_size = stratum.size;
  psu.draw_probability = drawn.draw_probability;
  psu.inclusion_probability = drawn.inclusion_probability;
  psu.design_weight = 1 / drawn.inclusion_probability;
  psu.certainty = drawn.certainty;
  psu.take = survey.households.take * drawn.hits;
  psu.households = households_of(survey, psu.take, yields);
  psu.position = inner_place(shape);
  for (const std::size_t column : frame.carry) psu.carried.emplace_back(frame.columns[column][drawn.area]);
  return psu;
}

/// Expected over the draw, not of this draw: each area counts with its chance to be in the main sample.
void add_expectations(StratumResult& result, const Frame& frame, const Stratum& stratum, const StratumDesign& design,
                      const Survey& survey, const AreaYields& yields) {
  std::vector<double> expected_hits(stratum.areas.size(), 0.0);
  double rest = static_cast<double>(stratum.whole_size);
  std::vector<bool> certain(stratum.areas.size(), false);
  for (const std::uint32_t i : design.certainty) {
    certain[i] = true;
    rest -= static_cast<double>(stratum.sizes[i]);
  }
  for (std::size_t i = 0; i < stratum.areas.size(); ++i)
    expected_hits[i] = certain[i] ? 1.0
                       : rest > 0 ? static_cast<double>(stratum.sizes[i]) * design.parts[0] / rest
                                  : 0.0;

  // Areas of one kind (the same yields, enough households) share their answer, and there are few kinds.
  struct Kind {
    const Yields* yields;
    double enough;
    double mean, low, high;
  };
  std::vector<Kind> kinds;
  const std::uint32_t take = survey.households.take;
  for (std::size_t i = 0; i < stratum.areas.size(); ++i) {
    const Yields& here = yields.of(stratum.areas[i]);
    const double households = frame.size[stratum.areas[i]] / survey.frame.size_per_household;
    const std::uint32_t drawn = households_of(survey, take, here);
    const auto expect = [&](double in_area, double Yield::*share) {
      return expected_interviews(survey.households.mode, take, drawn, in_area, here, share);
    };
    auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& each) { return each.yields == &here; });
    if (kind == kinds.end()) {
      const double enough = survey.households.mode == HouseholdMode::listing ? drawn / here.eligible.low : drawn;
      kinds.push_back({&here, enough, expect(enough + 1, &Yield::mean), expect(enough + 1, &Yield::low),
                       expect(enough + 1, &Yield::high)});
      kind = kinds.end() - 1;
    }
    const bool plenty = households > kind->enough;
    const double mean = plenty ? kind->mean : expect(households, &Yield::mean);
    result.expected_interviews += expected_hits[i] * mean;
    result.expected_low += expected_hits[i] * (plenty ? kind->low : expect(households, &Yield::low));
    result.expected_high += expected_hits[i] * (plenty ? kind->high : expect(households, &Yield::high));
    result.expected_caregivers += expected_hits[i] * mean * here.caregiver.mean;
  }
}

}  // namespace

Plan start_plan(const Survey& survey) {
  Plan plan;
  plan.title = survey.title;
  plan.country = survey.country;
  plan.date = survey.date;
  plan.mode = name_of(survey.households.mode);
  plan.respondent_method = name_of(survey.respondents.method);
  plan.carried = survey.frame.carry;
  return plan;
}

Plan build_plan(const Frame& frame, const Strata& strata, const Design& design, const AreaSample& sample,
                const std::vector<Shape>& shapes, const Survey& survey, const SeedKey& key) {
  const AreaYields yields(frame, survey);
  Plan plan = start_plan(survey);

  for (std::size_t h = 0; h < strata.size(); ++h) {
    StratumResult result;
    result.stratum = strata[h].name;
    result.areas = strata[h].areas.size();
    result.size = strata[h].size;
    result.allocated = design.strata[h].allocated;
    result.take = survey.households.take;
    add_expectations(result, frame, strata[h], design.strata[h], survey, yields);
    plan.strata.push_back(std::move(result));
  }

  Complaints complaints;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const DrawnArea& drawn = sample[i];
    Psu psu = make_psu(frame, strata[drawn.stratum], drawn, shapes[i], survey, yields.of(drawn.area));
    StratumResult& result = plan.strata[drawn.stratum];
    if (psu.replicate == 0) {
      ++result.drawn;
      result.certainty += psu.certainty ? 1 : 0;
      result.households += psu.households;
      if (survey.households.mode == HouseholdMode::random_walk) {
        const double households = psu.measure_of_size / survey.frame.size_per_household;
        try {
          for (Household& contact : lay_out_walk(plan.psus.size(), psu, shapes[i], households,
                                                 survey.field.interviewers, survey.households.walk_interval, key))
            plan.households.push_back(std::move(contact));
        } catch (const Error& error) {
          complaints.add(error.what());
        }
      }
    } else {
      ++result.reserve;
    }
    plan.psus.push_back(std::move(psu));
  }
  complaints.throw_if_any(ErrorKind::usage);
  draw_respondents(plan, key, survey.respondents.caregiver);
  return plan;
}

}  // namespace fairdraw
