#include "planner/audit/outlook.h"

#include "planner/audit/drawable_frame.h"
#include "planner/design/interviews.h"
#include "planner/design/problem.h"
#include "planner/design/solver.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {
namespace {

/// Where each area of the frame lies among the strata.
struct Whereabouts {
  std::uint32_t row = 0;
  std::uint32_t stratum = 0;
  std::uint32_t unit = 0;
};

std::map<std::string_view, Whereabouts> whereabouts(const DrawRun& run) {
  std::map<std::string_view, Whereabouts> out;
  for (std::uint32_t h = 0; h < run.strata.size(); ++h)
    for (std::uint32_t unit = 0; unit < run.strata[h].areas.size(); ++unit) {
      const std::uint32_t row = run.strata[h].areas[unit];
      out[run.frame.id[row]] = {row, h, unit};
    }
  return out;
}

}  // namespace

Outlook outlook(const DrawRun& run, std::size_t releases) {
  const Survey& survey = run.survey;
  std::set<std::string> unreachable;
  for (std::size_t k = 0; k < releases; ++k)
    unreachable.insert(run.plan.releases[k].unreachable.begin(), run.plan.releases[k].unreachable.end());
  std::map<std::size_t, std::uint32_t> households_of;
  for (const Household& household : run.plan.households) ++households_of[household.psu];

  const auto where = whereabouts(run);
  const DesignProblem problem(run.frame, run.strata, survey, read_earlier_survey(survey));
  const bool self_weighting = survey.households.take_rule == TakeRule::self_weighting;
  Outlook out;
  std::vector<MetArea> areas;
  for (std::size_t i = 0; i < run.plan.psus.size(); ++i) {
    const Psu& psu = run.plan.psus[i];
    if (!psu.release || *psu.release > releases) continue;
    if (unreachable.contains(psu.id)) {
      ++out.unreachable;
      continue;
    }
    ++out.psus;
    const Whereabouts& at = where.at(psu.id);
    MetArea area;
    area.row = at.row;
    area.hits = psu.certainty && self_weighting
                    ? hits_by_size(run.strata[at.stratum], run.design.strata[at.stratum], at.unit)
                    : psu.hits;
    if (psu.listed) {
      ++out.listed;
      area.listed = MetArea::Listed{*psu.listed, psu.listed_eligible, households_of[i]};
    }
    areas.push_back(area);
  }
  const FieldSeason season(problem.model, survey.households.take, kFinalPoints);
  out.chance = season.chance(areas, Counted::children, survey.target.interviews);
  if (survey.target.caregivers > 0)
    out.chance = std::min(out.chance, season.chance(areas, Counted::caregivers, survey.target.caregivers));
  return out;
}

}  // namespace fairdraw
