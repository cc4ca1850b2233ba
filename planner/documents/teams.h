#pragma once

#include "config/survey.h"
#include "planner/values/plan.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// A PSU on a team's route.
struct Stop {
  std::size_t psu = 0;  ///< position in Plan::psus
  std::uint32_t first_day = 1;
  std::uint32_t last_day = 1;
  double kilometres = 0;  ///< from where the team was before
  double hours = 0;       ///< the same way

  std::string days() const;  ///< "3", or "3-5"
};

/// The work of one field team, in the order in which to do it.
struct Team {
  std::uint32_t number = 0;   ///< from 1
  std::string name;           ///< "1" where nobody gave it one
  std::optional<Place> base;  ///< where it starts and ends
  std::vector<Stop> stops;
  double kilometres_back = 0;  ///< to its base; 0 without one
  double hours_back = 0;

  std::vector<std::size_t> psus() const;
  double kilometres() const;  ///< of the whole route
  std::uint32_t days() const { return stops.empty() ? 0 : stops.back().last_day; }
};

/// Who goes where.
struct TeamPlan {
  std::vector<Team> teams;          ///< those with PSUs
  double kilometres_by_region = 0;  ///< that the same teams would travel if PSUs were dealt out in the list's order

  double kilometres() const;
  /// What of kilometres_by_region is saved, a share; 0 where there is nothing to travel.
  double saved() const;

  /// A PSU's team, its stop there, and the stop's number from 1.
  struct Visit {
    const Team* team = nullptr;
    const Stop* stop = nullptr;
    std::size_t number = 0;
  };
  /// By position in Plan::psus; it lasts as long as this does.
  std::map<std::size_t, Visit> visits() const;
};

/// Released PSUs in the order of the lists and maps: the main sample by stratum and, in it, along the draw's order;
/// then what each release brought, so that a number that is on paper stays the PSU's.
std::vector<std::size_t> field_order(const Plan& plan);

/// The page that each released PSU has there, from 1.
std::map<std::size_t, std::size_t> page_numbers(const Plan& plan);

/// Whether a PSU's households are still to be listed.
bool to_be_listed(const Plan& plan, const Psu& psu);

/// Days a team needs in one PSU: one to list where households are listed, then take over interviews a day; one at
/// least.
std::uint32_t days_needed(const Plan& plan, const Psu& psu, const FieldWork& field);

/// Gives the released PSUs to teams, so that their interviews differ by no more than one PSU's (where every team may go
/// everywhere), with little travel: PSUs go to bases, or to the middles of groups, by a flow of least cost (see
/// assign()); PSUs are then moved and swapped between teams, and stops along each route, while that saves travel. Each
/// release is given out in the same way on top of what went before, which every team keeps. A journey of more than four
/// hours takes a day for every eight.
///
/// Bases (field.bases, a CSV file): team, longitude, latitude; languages, apart by spaces or ; (a team without may go
/// anywhere); psus, the most it can take. Travel times (field.travel_times, a CSV file): from, to (PSU ids or teams),
/// hours; the way back takes as long where it is not given, and pairs that are not go by field.speed over the ground.
/// @param before  earlier releases' plan, whose stops stay; nullptr: none
/// @throws Error(usage) where the files can't be read, or PSUs are left that no team speaks the language of or has room
/// for
TeamPlan plan_teams(const Plan& plan, const Survey& survey, const TeamPlan* before = nullptr);

/// The plan of teams as lists/teams.csv: a row for every stop, and for the way back.
std::string teams_csv(const TeamPlan& teams, const Plan& plan);

/// Reads it back.
/// @throws Error(usage) where it is not what teams_csv() writes, or names a PSU that the plan does not have
TeamPlan read_teams(const std::string& text, const Plan& plan);

}  // namespace fairdraw
