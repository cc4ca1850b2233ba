#pragma once

#include "planner/base/csv.h"
#include "planner/values/plan.h"
#include "planner/values/table.h"

namespace fairdraw {

inline constexpr const char* kRespondentsTable = "respondents";

TableView respondents_table(const Plan& plan);

/// Gives a plan's households, in their order, their respondents.
/// @throws Error(usage) as read_rows(), or where there are more rows than households
void read_respondents(const CsvTable& csv, Plan& plan);

}  // namespace fairdraw
