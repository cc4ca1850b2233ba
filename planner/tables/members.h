#pragma once

#include "planner/base/csv.h"
#include "planner/values/plan.h"
#include "planner/values/table.h"

namespace fairdraw {

inline constexpr const char* kMembersTable = "members";

/// Whether a PSU of the plan is made of several areas.
bool has_members(const Plan& plan);

TableView members_table(const Plan& plan);

/// Gives a plan's PSUs their members.
/// @throws Error(usage) as read_rows()
void read_members(const CsvTable& csv, Plan& plan);

}  // namespace fairdraw
