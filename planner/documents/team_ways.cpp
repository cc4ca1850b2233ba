#include "planner/documents/team_ways.h"

#include <utility>

namespace fairdraw {
namespace {

constexpr std::size_t kKept = 4096;  ///< places between which all ways are kept

}  // namespace

TeamWays ways_between(const Plan& plan, const std::vector<Base>& bases, const Survey& survey) {
  std::vector<Place> places;
  std::vector<std::string> names;
  for (const Psu& psu : plan.psus) {
    places.push_back(psu.position.value_or(Place{}));
    names.push_back(psu.id);
  }
  for (const Base& base : bases) {
    places.push_back(base.place.value_or(Place{}));
    names.push_back(base.team);
  }
  TeamWays out{survey.field.speed, read_travel_times(survey), GroundDistance(places), std::move(names), {}};
  const std::size_t n = places.size();
  if (n > kKept) return out;
  std::vector<std::uint32_t> seconds;
  seconds.reserve(n * n);
  for (std::size_t from = 0; from < n; ++from)
    for (std::size_t to = 0; to < n; ++to)
      seconds.push_back(static_cast<std::uint32_t>(seconds_worked_out(out, from, to)));
  out.seconds = std::move(seconds);
  return out;
}

std::int64_t seconds_worked_out(const TeamWays& ways, std::size_t from, std::size_t to) {
  if (!ways.times.empty())
    if (const auto given = ways.times.find({ways.names[from], ways.names[to]}); given != ways.times.end())
      return static_cast<std::int64_t>(given->second * 3600 + 0.5);
  return static_cast<std::int64_t>(static_cast<double>(ways.ground(from, to)) * 0.0036 / ways.speed + 0.5);
}

double hours_between(const TeamWays& ways, std::size_t from, std::size_t to) {
  return static_cast<double>(seconds_between(ways, from, to)) / 3600;
}

double kilometres_between(const TeamWays& ways, std::size_t from, std::size_t to) {
  return static_cast<double>(ways.ground(from, to)) / 1e6;
}

TravelCost travel_cost(const TeamWays& ways) {
  return [&ways](std::size_t from, std::size_t to) { return seconds_between(ways, from, to); };
}

}  // namespace fairdraw
