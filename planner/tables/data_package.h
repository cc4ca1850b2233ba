#pragma once

#include "planner/values/plan.h"
#include "planner/values/table.h"

#include <string>
#include <vector>

namespace fairdraw {

inline constexpr const char* kDataPackageFile = "datapackage.json";

/// A description of tables for programs: every table's columns with type, unit and meaning, its key, and how tables
/// join. Source: Frictionless Data, Data Package and Table Schema, version 1 (specs.frictionlessdata.io).
/// @param tables  of the plan, in files NAME.csv beside it
std::string data_package(const Plan& plan, const std::vector<TableView>& tables);

}  // namespace fairdraw
