#pragma once

#include "planner/tables/column.h"
#include "planner/values/plan.h"

#include <vector>

namespace fairdraw {

inline constexpr const char* kStrataTable = "strata";

/// The columns of strata.csv.
/// @param plan  outlives them
std::vector<Column<StratumResult>> stratum_columns(const Plan& plan);

TableView strata_table(const Plan& plan);

}  // namespace fairdraw
