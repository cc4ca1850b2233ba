#include "planner/documents/sheet_sources.h"

#include "planner/documents/result_codes.h"

namespace fairdraw {

SheetSources sheet_sources(const Plan& plan, const Survey& survey, const TeamPlan& teams, const Words& words,
                           const std::vector<Boundary>& boundaries) {
  const std::vector<std::size_t> order = field_order(plan);
  SheetSources out{plan,
                   survey,
                   words,
                   order,
                   SheetWords(plan, survey, words),
                   Inset(plan, boundaries, order, words("all_units")),
                   std::vector<std::vector<std::size_t>>(plan.psus.size()),
                   {},
                   words("results")};
  for (std::size_t i = 0; i < plan.households.size(); ++i) out.households_of[plan.households[i].psu].push_back(i);
  for (const Team& team : teams.teams)
    for (const std::size_t psu : team.psus()) out.team_of[psu] = team.name;
  for (const ResultCode& each : kResultCodes) out.codes += "   " + std::to_string(each.code) + " " + words(each.word);
  return out;
}

}  // namespace fairdraw
