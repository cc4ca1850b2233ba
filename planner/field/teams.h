#pragma once

#include "config/survey.h"
#include "planner/values/plan.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// The work of one field team.
struct Team {
  std::uint32_t number = 0;       ///< from 1
  std::vector<std::size_t> psus;  ///< positions in Plan::psus, in the order to visit
};

/// Released PSUs in the order of the lists and maps: the main sample by stratum and, in it, along the draw's order;
/// then what each release brought, so that a number that is on paper stays the PSU's.
std::vector<std::size_t> field_order(const Plan& plan);

/// Deals the main sample out in runs of neighbours on the list, so that the teams' interviews differ by no more than
/// one PSU's; then each release in the same way, which leaves every team what it had. Fewer teams come back where there
/// are fewer PSUs.
std::vector<Team> assign_teams(const Plan& plan, std::uint32_t teams);

/// Days a team needs in one PSU: one to list where households are listed, then take over interviews a day.
std::uint32_t days_needed(const Plan& plan, const Psu& psu, const FieldWork& field);

}  // namespace fairdraw
