#pragma once

#include "planner/tables/column.h"
#include "planner/values/plan.h"

#include <vector>

namespace fairdraw {

inline constexpr const char* kPsusTable = "psus";

/// The columns of psus.csv, which depend on what the plan carries and on how it takes households.
/// @param plan  outlives them
std::vector<Column<Psu>> psu_columns(const Plan& plan);

TableView psus_table(const Plan& plan);

}  // namespace fairdraw
