#pragma once

#include "planner/documents/team_problem.h"

#include <cstddef>
#include <vector>

namespace fairdraw {

/// In runs of neighbours on the list: each PSU goes by the middle of its work, on a line of all work cut into equal
/// lengths.
TeamGroups dealt_out(const TeamProblem& problem, const std::vector<std::size_t>& psus);

/// One PSU a team, each as far as can be from those before; the other PSUs are in no group.
TeamGroups far_apart(const TeamProblem& problem, const std::vector<std::size_t>& psus);

/// By a flow of least cost to where teams are anyhow: the base of each, or the nearest PSU that it has.
/// @throws Error(usage) where PSUs are left that no team speaks the language of or has room for
TeamGroups around_teams(const GivingOut& giving);

/// By such flows around the PSU of each group from which the others are nearest, again and again while that brings them
/// nearer.
/// @throws Error(usage) as around_teams()
TeamGroups around_middles(const GivingOut& giving, TeamGroups groups);

}  // namespace fairdraw
