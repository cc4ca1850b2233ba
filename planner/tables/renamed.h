#pragma once

#include "planner/base/csv.h"
#include "planner/values/plan.h"
#include "planner/values/table.h"

#include <string>
#include <vector>

namespace fairdraw {

inline constexpr const char* kRenamedTable = "renamed";

TableView renamed_table(const Plan& plan);

/// Reads areas that were renamed, split or merged since another plan was drawn: the columns `old` and `new`.
/// @param file  for messages
/// @throws Error(usage) as read_rows()
std::vector<Renamed> read_renamed(const CsvTable& csv, const std::string& file);

}  // namespace fairdraw
