#pragma once

#include "config/survey.h"
#include "planner/documents/bases.h"
#include "planner/stages/route.h"
#include "planner/values/plan.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// What it takes to go between places: PSUs, by their position in Plan::psus, then the teams' bases.
struct TeamWays {
  double speed = 0;                    ///< kilometres an hour over the ground
  TravelTimes times;                   ///< ways whose hours are given
  GroundDistance ground;               ///< between places; one whose position is not known stands at 0, 0
  std::vector<std::string> names;      ///< of places: PSU ids, then teams
  std::vector<std::uint32_t> seconds;  ///< of all ways, place by place; empty where there are too many to keep
};

/// The ways between a plan's PSUs and the bases.
/// @throws Error(usage) where the file of travel times can't be read
TeamWays ways_between(const Plan& plan, const std::vector<Base>& bases, const Survey& survey);

/// Seconds of a way: as they are given, else over the ground.
std::int64_t seconds_worked_out(const TeamWays& ways, std::size_t from, std::size_t to);

/// The same, looked up where all ways are kept.
inline std::int64_t seconds_between(const TeamWays& ways, std::size_t from, std::size_t to) {
  return ways.seconds.empty() ? seconds_worked_out(ways, from, to) : ways.seconds[from * ways.names.size() + to];
}

double hours_between(const TeamWays& ways, std::size_t from, std::size_t to);

/// Kilometres over the ground.
double kilometres_between(const TeamWays& ways, std::size_t from, std::size_t to);

/// Seconds as the cost of routes; the ways outlive it.
TravelCost travel_cost(const TeamWays& ways);

}  // namespace fairdraw
