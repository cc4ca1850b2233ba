#include "planner/documents/team_groups.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/documents/assignment.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>

namespace fairdraw {
namespace {

constexpr int kMiddles = 20;  ///< times that middles of groups are found
constexpr std::int64_t kEndless = std::numeric_limits<std::int64_t>::max();

/// Seconds to a PSU for a team.
using CostToTeam = std::function<std::int64_t(std::size_t psu, std::size_t team)>;

[[noreturn]] void complain_of_what_is_left(const GivingOut& giving) {
  const TeamProblem& problem = giving.problem;
  Complaints complaints;
  for (const std::size_t psu : giving.psus) {
    bool any = false;
    for (std::size_t t = 0; t < problem.bases.size(); ++t) any = any || may_go(problem, psu, t);
    if (!any)
      complaints.add("PSU " + printable(problem.ways.names[psu]) + ": no team of field.bases speaks \"" +
                     printable(problem.languages[psu], 40) + "\"");
  }
  complaints.throw_if_any(ErrorKind::usage);
  throw Error(ErrorKind::usage, "field.bases: the teams' psus leave no room for the " +
                                    std::to_string(giving.psus.size()) +
                                    " PSUs that are to be given out; raise psus, or add teams");
}

TeamGroups flow(const GivingOut& giving, const CostToTeam& cost) {
  const auto& [problem, work, psus] = giving;
  AssignmentProblem assignment;
  for (const std::size_t psu : psus) assignment.loads.push_back(problem.loads[psu]);
  assignment.workers = problem.bases.size();
  assignment.begun = work.loads;
  for (std::size_t t = 0; t < problem.bases.size(); ++t) assignment.most.push_back(room_of(giving, t));
  assignment.can = [&](std::size_t job, std::size_t team) { return may_go(giving.problem, giving.psus[job], team); };
  assignment.cost = [&](std::size_t job, std::size_t team) { return cost(giving.psus[job], team); };
  const auto assigned = assign(assignment);
  if (!assigned) complain_of_what_is_left(giving);
  TeamGroups out(problem.bases.size());
  for (std::size_t job = 0; job < psus.size(); ++job) out[(*assigned)[job]].push_back(psus[job]);
  return out;
}

/// From where a team is anyhow.
std::int64_t seconds_to_team(const GivingOut& giving, std::size_t psu, std::size_t team) {
  const TeamWays& ways = giving.problem.ways;
  std::int64_t least = kEndless;
  if (const auto base = base_of(giving.problem, team)) least = seconds_between(ways, *base, psu);
  for (const std::size_t other : giving.work.routes[team]) least = std::min(least, seconds_between(ways, other, psu));
  return least == kEndless ? 0 : least;
}

std::optional<std::size_t> middle_of(const TeamWays& ways, const std::vector<std::size_t>& group) {
  std::optional<std::size_t> best;
  std::int64_t least = 0;
  for (const std::size_t candidate : group) {
    std::int64_t sum = 0;
    for (const std::size_t psu : group) sum += seconds_between(ways, candidate, psu);
    if (best && sum >= least) continue;
    best = candidate;
    least = sum;
  }
  return best;
}

}  // namespace

TeamGroups dealt_out(const TeamProblem& problem, const std::vector<std::size_t>& psus) {
  TeamGroups out(problem.bases.size());
  std::uint64_t total = 0;
  for (const std::size_t psu : psus) total += problem.loads[psu];
  const std::uint64_t count = std::min<std::uint64_t>(out.size(), psus.size());
  std::uint64_t before = 0;
  for (const std::size_t psu : psus) {
    const std::uint64_t middle = 2 * before + problem.loads[psu];
    out[std::min(count - 1, middle * count / (2 * total))].push_back(psu);
    before += problem.loads[psu];
  }
  return out;
}

TeamGroups far_apart(const TeamProblem& problem, const std::vector<std::size_t>& psus) {
  TeamGroups out(problem.bases.size());
  std::vector<std::int64_t> nearest(psus.size(), kEndless);
  std::size_t next = 0;
  for (std::size_t t = 0; t < std::min(out.size(), psus.size()); ++t) {
    out[t].push_back(psus[next]);
    for (std::size_t i = 0; i < psus.size(); ++i)
      nearest[i] = std::min(nearest[i], seconds_between(problem.ways, psus[next], psus[i]));
    next = static_cast<std::size_t>(std::max_element(nearest.begin(), nearest.end()) - nearest.begin());
  }
  return out;
}

TeamGroups around_teams(const GivingOut& giving) {
  return flow(giving, [&](std::size_t psu, std::size_t team) { return seconds_to_team(giving, psu, team); });
}

TeamGroups around_middles(const GivingOut& giving, TeamGroups groups) {
  const TeamWays& ways = giving.problem.ways;
  std::int64_t least = kEndless;
  TeamGroups best;
  for (int round = 0; round < kMiddles; ++round) {
    std::vector<std::optional<std::size_t>> middles;
    for (const std::vector<std::size_t>& group : groups) middles.push_back(middle_of(ways, group));
    const auto to_middle = [&](std::size_t psu, std::size_t team) {
      return middles[team] ? seconds_between(ways, *middles[team], psu) : 0;
    };
    groups = flow(giving, to_middle);
    std::int64_t sum = 0;
    for (std::size_t t = 0; t < groups.size(); ++t)
      for (const std::size_t psu : groups[t]) sum += to_middle(psu, t);
    if (sum >= least) break;
    least = sum;
    best = groups;
  }
  return best;
}

}  // namespace fairdraw
