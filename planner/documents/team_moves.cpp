#include "planner/documents/team_moves.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace fairdraw {
namespace {

using Route = std::vector<std::size_t>;

/// A PSU that goes from one team's route to another's.
struct Move {
  std::int64_t cost = 0;   ///< seconds more
  std::size_t from = 0;    ///< a team
  std::size_t at = 0;      ///< on its route
  std::size_t to = 0;      ///< a team
  std::size_t before = 0;  ///< the place on its route before which the PSU goes
};

/// What it costs to fit a PSU in.
struct Fit {
  std::int64_t more = std::numeric_limits<std::int64_t>::max();  ///< seconds
  std::size_t before = 0;                                        ///< the place before which it goes
};

/// Seconds that a stop adds between those before and after it.
std::int64_t detour(const TeamWays& ways, std::optional<std::size_t> before, std::size_t stop,
                    std::optional<std::size_t> after) {
  return (before ? seconds_between(ways, *before, stop) : 0) + (after ? seconds_between(ways, stop, *after) : 0) -
         (before && after ? seconds_between(ways, *before, *after) : 0);
}

/// Where a PSU fits best on a team's route.
/// @param without  a place on the route, to be passed over
Fit best_fit(const RoutesInWork& now, std::size_t psu, std::size_t team, std::optional<std::size_t> without = {}) {
  const Route& route = now.routes[team];
  const RouteEnds ends = next_ends(now.giving, team);
  Fit best;
  std::optional<std::size_t> before = ends.first;
  for (std::size_t at = 0; at <= route.size(); ++at) {
    if (at < route.size() && without == at) continue;
    const std::optional<std::size_t> after = at < route.size() ? std::optional(route[at]) : ends.last;
    const std::int64_t more = detour(now.giving.problem.ways, before, psu, after);
    if (more < best.more) best = {more, at};
    before = after;
  }
  return best;
}

/// Seconds that a team's route costs less without a place on it.
std::int64_t freed(const RoutesInWork& now, std::size_t team, std::size_t at) {
  const Route& route = now.routes[team];
  const RouteEnds ends = next_ends(now.giving, team);
  const std::optional<std::size_t> before = at > 0 ? std::optional(route[at - 1]) : ends.first;
  const std::optional<std::size_t> after = at + 1 < route.size() ? std::optional(route[at + 1]) : ends.last;
  return detour(now.giving.problem.ways, before, route[at], after);
}

bool full(const RoutesInWork& now, std::size_t team) {
  const std::optional<std::uint32_t> room = room_of(now.giving, team);
  return room && now.routes[team].size() >= *room;
}

void put_in(Route& route, std::size_t before, std::size_t psu) {
  route.insert(route.begin() + static_cast<std::ptrdiff_t>(before), psu);
}

void take_out(Route& route, std::size_t at) {
  route.erase(route.begin() + static_cast<std::ptrdiff_t>(at));
}

/// One load goes from a team to another, and one comes back.
struct Exchange {
  std::size_t from = 0;
  std::size_t to = 0;
  std::uint64_t goes = 0;
  std::uint64_t comes = 0;
};

void exchange(std::vector<std::uint64_t>& loads, const Exchange& what) {
  loads[what.from] = loads[what.from] - what.goes + what.comes;
  loads[what.to] = loads[what.to] + what.goes - what.comes;
}

/// Whether loads then differ by no more than is allowed.
bool stays_even(const RoutesInWork& now, const Exchange& what) {
  std::vector<std::uint64_t> loads = now.loads;
  exchange(loads, what);
  return load_spread(loads) <= now.allowed;
}

void carry_out(RoutesInWork& now, const Move& move) {
  const std::size_t psu = now.routes[move.from][move.at];
  exchange(now.loads, {move.from, move.to, now.giving.problem.loads[psu], 0});
  take_out(now.routes[move.from], move.at);
  put_in(now.routes[move.to], move.before, psu);
}

Move planned(const RoutesInWork& now, std::size_t from, std::size_t at, std::size_t to) {
  const Fit fit = best_fit(now, now.routes[from][at], to);
  return {fit.more - freed(now, from, at), from, at, to, fit.before};
}

/// The move that costs least between teams that differ by more than the largest PSU.
std::optional<Move> cheapest_evening(const RoutesInWork& now) {
  std::optional<Move> best;
  for (std::size_t from = 0; from < now.routes.size(); ++from)
    for (std::size_t to = 0; to < now.routes.size(); ++to) {
      if (now.loads[from] <= now.loads[to] + now.largest || full(now, to)) continue;
      for (std::size_t at = 0; at < now.routes[from].size(); ++at) {
        if (!may_go(now.giving.problem, now.routes[from][at], to)) continue;
        const Move move = planned(now, from, at, to);
        if (!best || move.cost < best->cost) best = move;
      }
    }
  return best;
}

std::size_t place_of(const Route& route, std::size_t psu) {
  return static_cast<std::size_t>(std::find(route.begin(), route.end(), psu) - route.begin());
}

}  // namespace

RoutesInWork routes_in_work(const GivingOut& giving, TeamGroups groups) {
  RoutesInWork out{giving, std::move(groups), giving.work.loads};
  for (std::size_t t = 0; t < out.routes.size(); ++t)
    for (const std::size_t psu : out.routes[t]) {
      out.loads[t] += giving.problem.loads[psu];
      out.largest = std::max<std::uint64_t>(out.largest, giving.problem.loads[psu]);
    }
  return out;
}

std::uint64_t load_spread(const std::vector<std::uint64_t>& loads) {
  const auto [least, most] = std::minmax_element(loads.begin(), loads.end());
  return *most - *least;
}

bool move_to_even_out(RoutesInWork& now) {
  const std::optional<Move> move = cheapest_evening(now);
  if (move) carry_out(now, *move);
  return move.has_value();
}

bool move_if_cheaper(RoutesInWork& now, std::size_t psu, std::size_t from, std::size_t to) {
  if (full(now, to)) return false;
  const Move move = planned(now, from, place_of(now.routes[from], psu), to);
  if (move.cost >= 0 || !stays_even(now, {from, to, now.giving.problem.loads[psu], 0})) return false;
  carry_out(now, move);
  return true;
}

bool swap_if_cheaper(RoutesInWork& now, std::size_t psu, std::size_t from, std::size_t to) {
  const TeamProblem& problem = now.giving.problem;
  const std::size_t at = place_of(now.routes[from], psu);
  const std::int64_t gained = freed(now, from, at);
  for (std::size_t other = 0; other < now.routes[to].size(); ++other) {
    const std::size_t back = now.routes[to][other];
    if (!may_go(problem, back, from)) continue;
    const Fit there = best_fit(now, psu, to, other);
    const Fit here = best_fit(now, back, from, at);
    const Exchange loads{from, to, problem.loads[psu], problem.loads[back]};
    if (there.more + here.more >= gained + freed(now, to, other) || !stays_even(now, loads)) continue;
    exchange(now.loads, loads);
    const auto replace = [](Route& route, std::size_t out, std::size_t in, std::size_t before) {
      put_in(route, before, in);
      take_out(route, out + (before <= out ? 1 : 0));
    };
    replace(now.routes[from], at, back, here.before);
    replace(now.routes[to], other, psu, there.before);
    return true;
  }
  return false;
}

}  // namespace fairdraw
