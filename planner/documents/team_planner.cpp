#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/documents/assignment.h"
#include "planner/documents/team_groups.h"
#include "planner/documents/team_improvement.h"
#include "planner/documents/team_problem.h"
#include "planner/documents/teams.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace fairdraw {
namespace {

constexpr double kLongJourney = 4;  ///< hours that fit in beside a day's work
constexpr double kDay = 8;          ///< hours

TeamWork nothing(std::size_t teams) {
  return {TeamGroups(teams), std::vector<std::uint64_t>(teams, 0)};
}

/// What an earlier plan of teams gave out.
/// @throws Error(usage) where it names a team that there is no more
TeamWork kept(const TeamProblem& problem, const TeamPlan& before) {
  const std::vector<Base>& bases = problem.bases;
  TeamWork out = nothing(bases.size());
  for (const Team& team : before.teams) {
    const auto base = std::find_if(bases.begin(), bases.end(), [&](const Base& b) { return b.team == team.name; });
    if (base == bases.end())
      throw Error(ErrorKind::usage,
                  "team " + printable(team.name) + " has PSUs of this plan, and field.bases does not know it any more");
    const auto t = static_cast<std::size_t>(base - bases.begin());
    out.routes[t] = team.psus();
    for (const std::size_t psu : out.routes[t]) out.loads[t] += problem.loads[psu];
  }
  return out;
}

/// Which team gets which of the PSUs.
TeamGroups shared_out(const GivingOut& giving) {
  const auto& [problem, work, psus] = giving;
  if (!problem.placed) return dealt_out(problem, psus);
  const bool begun = std::any_of(work.routes.begin(), work.routes.end(), [](const auto& r) { return !r.empty(); });
  if (problem.bases.front().place || begun) return improved(giving, around_teams(giving));
  TeamGroups near = improved(giving, around_middles(giving, dealt_out(problem, psus)));
  TeamGroups apart = improved(giving, around_middles(giving, far_apart(problem, psus)));
  return travel_seconds(giving, apart) < travel_seconds(giving, near) ? std::move(apart) : std::move(near);
}

/// What teams have once these PSUs too are given out.
TeamWork after_giving_out(const TeamProblem& problem, TeamWork work, const std::vector<std::size_t>& psus) {
  if (psus.empty()) return work;
  const GivingOut giving{problem, work, psus};
  const TeamGroups given = shared_out(giving);
  for (std::size_t t = 0; t < given.size(); ++t) {
    if (given[t].empty()) continue;
    const auto route = short_route(given[t], next_ends(giving, t), travel_cost(problem.ways));
    for (const std::size_t psu : route) work.loads[t] += problem.loads[psu];
    work.routes[t].insert(work.routes[t].end(), route.begin(), route.end());
  }
  return work;
}

/// A team's work with its days and ways; not yet its number.
Team scheduled(const TeamProblem& problem, std::size_t t, const std::vector<std::size_t>& route) {
  Team out;
  out.name = problem.bases[t].team;
  out.base = problem.bases[t].place;
  const std::optional<std::size_t> base = base_of(problem, t);
  std::optional<std::size_t> before = base;
  std::uint32_t day = 0;
  for (const std::size_t psu : route) {
    Stop stop;
    stop.psu = psu;
    if (before && problem.placed) {
      stop.kilometres = kilometres_between(problem.ways, *before, psu);
      stop.hours = hours_between(problem.ways, *before, psu);
    }
    if (stop.hours > kLongJourney) day += std::max(1U, static_cast<std::uint32_t>(stop.hours / kDay + 0.5));
    stop.first_day = day + 1;
    day += problem.days[psu];
    stop.last_day = day;
    out.stops.push_back(stop);
    before = psu;
  }
  if (base && problem.placed) {
    out.kilometres_back = kilometres_between(problem.ways, *before, *base);
    out.hours_back = hours_between(problem.ways, *before, *base);
  }
  return out;
}

/// Kilometres of short routes where PSUs are dealt out along the list, each run to the base from which it costs least.
double kilometres_by_region(const TeamProblem& problem, const std::vector<std::size_t>& list) {
  const TeamGroups runs = dealt_out(problem, list);
  const std::size_t teams = problem.bases.size();
  struct Way {
    std::int64_t seconds = 0;
    double kilometres = 0;
  };
  std::vector<Way> ways;  // per run and team
  const TravelCost seconds = travel_cost(problem.ways);
  const TravelCost metres = [&](std::size_t a, std::size_t b) {
    return static_cast<std::int64_t>(kilometres_between(problem.ways, a, b) * 1000 + 0.5);
  };
  for (const std::vector<std::size_t>& run : runs)
    for (std::size_t t = 0; t < teams; ++t) {
      const RouteEnds ends{base_of(problem, t), base_of(problem, t)};
      const std::vector<std::size_t> route = short_route(run, ends, seconds);
      ways.push_back({route_cost(route, ends, seconds), static_cast<double>(route_cost(route, ends, metres)) / 1000});
    }
  AssignmentProblem assignment;
  assignment.loads.assign(runs.size(), 1);
  assignment.workers = teams;
  assignment.can = [](std::size_t, std::size_t) { return true; };
  assignment.cost = [&](std::size_t run, std::size_t t) { return ways[run * teams + t].seconds; };
  const auto assigned = assign(assignment);
  double sum = 0;
  for (std::size_t run = 0; run < runs.size(); ++run)
    sum += ways[run * teams + (assigned ? (*assigned)[run] : run)].kilometres;
  return sum;
}

}  // namespace

TeamPlan plan_teams(const Plan& plan, const Survey& survey, const TeamPlan* before) {
  const TeamProblem problem = team_problem(plan, survey);
  std::vector<bool> given(plan.psus.size(), false);
  TeamWork work = nothing(problem.bases.size());
  if (before != nullptr) {
    work = kept(problem, *before);
    for (const Team& team : before->teams)
      for (const Stop& stop : team.stops) given[stop.psu] = true;
  }
  const std::vector<std::size_t> order = field_order(plan);
  for (auto begin = order.begin(); begin != order.end();) {
    const auto release = plan.psus[*begin].release;
    const auto end =
        std::find_if(begin, order.end(), [&](std::size_t psu) { return plan.psus[psu].release != release; });
    std::vector<std::size_t> fresh;
    std::copy_if(begin, end, std::back_inserter(fresh), [&](std::size_t psu) { return !given[psu]; });
    work = after_giving_out(problem, std::move(work), fresh);
    begin = end;
  }
  TeamPlan out;
  for (std::size_t t = 0; t < work.routes.size(); ++t) {
    if (work.routes[t].empty()) continue;
    out.teams.push_back(scheduled(problem, t, work.routes[t]));
    out.teams.back().number = static_cast<std::uint32_t>(out.teams.size());
  }
  if (problem.placed) out.kilometres_by_region = kilometres_by_region(problem, order);
  return out;
}

}  // namespace fairdraw
