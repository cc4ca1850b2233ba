#include "planner/documents/team_problem.h"

#include "planner/documents/teams.h"

#include <algorithm>
#include <utility>

namespace fairdraw {

TeamProblem team_problem(const Plan& plan, const Survey& survey) {
  std::vector<Base> bases = read_bases(survey);
  TeamWays ways = ways_between(plan, bases, survey);
  TeamProblem out{std::move(bases), {}, {}, {}, true, std::move(ways)};
  const auto column = std::find(plan.carried.begin(), plan.carried.end(), survey.field.language);
  const bool spoken = !survey.field.language.empty() && column != plan.carried.end();
  for (const Psu& psu : plan.psus) {
    out.loads.push_back(std::max(1U, psu.take));
    out.days.push_back(days_needed(plan, psu, survey.field));
    out.languages.push_back(spoken ? psu.carried[static_cast<std::size_t>(column - plan.carried.begin())] : "");
    if (psu.release && !psu.position) out.placed = false;
  }
  return out;
}

bool may_go(const TeamProblem& problem, std::size_t psu, std::size_t team) {
  const std::string& wanted = problem.languages[psu];
  const std::vector<std::string>& spoken = problem.bases[team].languages;
  return wanted.empty() || spoken.empty() || std::find(spoken.begin(), spoken.end(), wanted) != spoken.end();
}

std::optional<std::size_t> base_of(const TeamProblem& problem, std::size_t team) {
  if (!problem.bases[team].place) return std::nullopt;
  return problem.loads.size() + team;
}

RouteEnds next_ends(const GivingOut& giving, std::size_t team) {
  const std::optional<std::size_t> base = base_of(giving.problem, team);
  const std::vector<std::size_t>& route = giving.work.routes[team];
  return {route.empty() ? base : route.back(), base};
}

std::optional<std::uint32_t> room_of(const GivingOut& giving, std::size_t team) {
  const std::optional<std::uint32_t>& most = giving.problem.bases[team].most;
  if (!most) return std::nullopt;
  const auto has = static_cast<std::uint32_t>(giving.work.routes[team].size());
  return *most > has ? *most - has : 0;
}

}  // namespace fairdraw
