#pragma once

#include "planner/base/csv.h"
#include "planner/values/plan.h"
#include "planner/values/table.h"

namespace fairdraw {

inline constexpr const char* kOneTripTable = "one-trip";

TableView one_trip_table(const Plan& plan);

/// Gives a plan the rows of its pages for one trip.
/// @throws Error(usage) as read_rows()
void read_one_trip(const CsvTable& csv, Plan& plan);

}  // namespace fairdraw
