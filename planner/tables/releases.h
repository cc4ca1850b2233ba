#pragma once

#include "planner/base/csv.h"
#include "planner/values/plan.h"
#include "planner/values/table.h"

#include <vector>

namespace fairdraw {

inline constexpr const char* kReleasesTable = "releases";

TableView releases_table(const Plan& plan);

/// @throws Error(usage) as read_rows(), or where releases do not follow one another
std::vector<Release> read_releases(const CsvTable& csv);

}  // namespace fairdraw
