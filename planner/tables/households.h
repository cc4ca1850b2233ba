#pragma once

#include "planner/tables/column.h"
#include "planner/tables/details.h"
#include "planner/values/plan.h"

#include <vector>

namespace fairdraw {

inline constexpr const char* kHouseholdsTable = "households";

/// The columns of households.csv, which depend on how households are come by.
/// @param plan  outlives them
/// @param told  what listings told of households
std::vector<Column<Household>> household_columns(const Plan& plan, const DetailsTold& told);

TableView households_table(const Plan& plan);

}  // namespace fairdraw
