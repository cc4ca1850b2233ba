#include "planner/documents/team_improvement.h"

#include "planner/documents/team_moves.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace fairdraw {
namespace {

constexpr std::size_t kNear = 12;  ///< neighbours of a PSU to whose teams it may be moved
constexpr int kRounds = 40;        ///< of moving and swapping

/// Of each PSU that is given out, the nearest of them, itself among these.
std::vector<std::vector<std::size_t>> neighbours(const GivingOut& giving) {
  std::vector<std::vector<std::size_t>> out;
  for (const std::size_t psu : giving.psus) {
    std::vector<std::size_t> others = giving.psus;
    const std::size_t count = std::min(others.size(), kNear + 1);
    const auto nearness = [&](std::size_t other) {
      return std::pair(seconds_between(giving.problem.ways, psu, other), other);
    };
    std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(count), others.end(),
                      [&](std::size_t a, std::size_t b) { return nearness(a) < nearness(b); });
    others.resize(count);
    out.push_back(std::move(others));
  }
  return out;
}

std::size_t team_of(const TeamGroups& groups, std::size_t psu) {
  std::size_t t = 0;
  while (std::find(groups[t].begin(), groups[t].end(), psu) == groups[t].end()) ++t;
  return t;
}

std::vector<std::size_t> teams_near(const TeamGroups& groups, const std::vector<std::size_t>& near,
                                    std::size_t except) {
  std::vector<std::size_t> out;
  for (const std::size_t psu : near) {
    const std::size_t t = team_of(groups, psu);
    if (t != except && std::find(out.begin(), out.end(), t) == out.end()) out.push_back(t);
  }
  return out;
}

/// Moves or swaps every PSU once, with the first of the teams near it where that saves travel, then mends routes.
/// @return whether any was
bool cheaper_round(RoutesInWork& now, const std::vector<std::vector<std::size_t>>& near) {
  const GivingOut& giving = now.giving;
  bool cheaper = false;
  for (std::size_t i = 0; i < giving.psus.size(); ++i) {
    const std::size_t psu = giving.psus[i];
    const std::size_t from = team_of(now.routes, psu);
    for (const std::size_t to : teams_near(now.routes, near[i], from)) {
      if (!may_go(giving.problem, psu, to)) continue;
      if (!move_if_cheaper(now, psu, from, to) && !swap_if_cheaper(now, psu, from, to)) continue;
      cheaper = true;
      break;
    }
  }
  const TravelCost cost = travel_cost(giving.problem.ways);
  for (std::size_t t = 0; t < now.routes.size(); ++t)
    now.routes[t] = mended_route(now.routes[t], next_ends(giving, t), cost);
  return cheaper;
}

}  // namespace

TeamGroups improved(const GivingOut& giving, TeamGroups groups) {
  RoutesInWork now = routes_in_work(giving, std::move(groups));
  // A flow that parts PSUs may leave loads apart.
  for (bool more = true; more;) more = move_to_even_out(now);
  const TravelCost cost = travel_cost(giving.problem.ways);
  for (std::size_t t = 0; t < now.routes.size(); ++t)
    now.routes[t] = short_route(now.routes[t], next_ends(giving, t), cost);
  now.allowed = std::max(now.largest, load_spread(now.loads));
  const std::vector<std::vector<std::size_t>> near = neighbours(giving);
  for (int round = 0; round < kRounds; ++round)
    if (!cheaper_round(now, near)) break;
  return std::move(now.routes);
}

std::int64_t travel_seconds(const GivingOut& giving, const TeamGroups& routes) {
  const TravelCost cost = travel_cost(giving.problem.ways);
  std::int64_t sum = 0;
  for (std::size_t t = 0; t < routes.size(); ++t) sum += route_cost(routes[t], next_ends(giving, t), cost);
  return sum;
}

}  // namespace fairdraw
