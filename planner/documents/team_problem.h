#pragma once

#include "config/survey.h"
#include "planner/documents/bases.h"
#include "planner/documents/team_ways.h"
#include "planner/stages/route.h"
#include "planner/values/plan.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// What sharing a plan's PSUs out among teams goes by. PSUs are positions in Plan::psus, teams positions in `bases`.
struct TeamProblem {
  std::vector<Base> bases;             ///< of the teams, one at least
  std::vector<std::uint32_t> loads;    ///< interviews in each PSU, 1 at least
  std::vector<std::uint32_t> days;     ///< that a team needs in each
  std::vector<std::string> languages;  ///< of each PSU; empty: every team may go
  bool placed = true;                  ///< whether it is known where all PSUs of the field are
  TeamWays ways;
};

/// The PSUs of each team: a group in any order, or a route.
using TeamGroups = std::vector<std::vector<std::size_t>>;

/// What teams have for good.
struct TeamWork {
  TeamGroups routes;
  std::vector<std::uint64_t> loads;  ///< of these, interviews of each team
};

/// PSUs that are to be given out together, on top of what teams have; all of these outlive it.
struct GivingOut {
  const TeamProblem& problem;
  const TeamWork& work;
  const std::vector<std::size_t>& psus;
};

/// Takes from a plan what teams go by, and reads the survey's files of bases and travel times.
/// @throws Error(usage) where these can't be read
TeamProblem team_problem(const Plan& plan, const Survey& survey);

/// Whether a team speaks a PSU's language, or may go anywhere.
bool may_go(const TeamProblem& problem, std::size_t psu, std::size_t team);

/// Where a team starts and ends, among the places of TeamProblem::ways; nothing where that is not known.
std::optional<std::size_t> base_of(const TeamProblem& problem, std::size_t team);

/// Where the route that a team is given next begins, which is where it is then, and ends, which is its base.
RouteEnds next_ends(const GivingOut& giving, std::size_t team);

/// PSUs that a team can take beside what it has; nothing: any number.
std::optional<std::uint32_t> room_of(const GivingOut& giving, std::size_t team);

}  // namespace fairdraw
