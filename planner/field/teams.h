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

/// PSUs of the main sample in the order of the lists and maps: by stratum and, in it, along the draw's order.
std::vector<std::size_t> field_order(const Plan& plan);

/// Deals the main sample out in runs of neighbours on the list, so that the teams' interviews differ by no more than
/// one PSU's. Fewer teams come back where there are fewer PSUs.
std::vector<Team> assign_teams(const Plan& plan, std::uint32_t teams);

/// Days a team needs in one PSU: one to list where households are listed, then take over interviews a day.
std::uint32_t days_needed(const Plan& plan, const Psu& psu, const FieldWork& field);

}  // namespace fairdraw
