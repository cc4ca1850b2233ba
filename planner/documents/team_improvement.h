#pragma once

#include "planner/documents/team_problem.h"

#include <cstdint>

namespace fairdraw {

/// Groups as short routes that cost less: first evened out, until no two teams' loads differ by more than the largest
/// PSU's (as far as languages and room allow); then PSUs are moved and swapped between teams while that saves travel
/// and leaves loads as equal as they are, or within one PSU. Every PSU of `giving` is in one group.
TeamGroups improved(const GivingOut& giving, TeamGroups groups);

/// Seconds that teams travel on these routes, from where they are before and back to their bases.
std::int64_t travel_seconds(const GivingOut& giving, const TeamGroups& routes);

}  // namespace fairdraw
