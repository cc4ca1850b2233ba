#pragma once

#include "planner/base/csv.h"
#include "planner/values/plan.h"
#include "planner/values/table.h"

namespace fairdraw {

inline constexpr const char* kSegmentsTable = "segments";

TableView segments_table(const Plan& plan);

/// Gives a plan its segments.
/// @throws Error(usage) as read_rows()
void read_segments(const CsvTable& csv, Plan& plan);

}  // namespace fairdraw
