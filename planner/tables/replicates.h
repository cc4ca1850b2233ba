#pragma once

#include "planner/tables/column.h"
#include "planner/values/plan.h"
#include "planner/values/table.h"

#include <vector>

namespace fairdraw {

inline constexpr const char* kReplicatesTable = "replicates";

std::vector<Column<ReplicateResult>> replicate_columns(const Plan& plan);

/// A row for each stratum and replicate, of a plan with a reserve.
TableView replicates_table(const Plan& plan);

}  // namespace fairdraw
