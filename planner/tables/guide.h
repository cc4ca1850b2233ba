#pragma once

#include "config/survey.h"
#include "planner/values/plan.h"
#include "planner/values/table.h"

#include <string>
#include <vector>

namespace fairdraw {

inline constexpr const char* kTablesGuideFile = "README.md";

/// A description of tables for people, in Markdown: the formulas of every probability as this plan's method and stages
/// have them, what releases mean, how tables join, a recipe for R, and every column of every table.
/// @param survey  that the plan was drawn by
/// @param tables  of the plan, in files NAME.csv beside it
std::string tables_guide(const Plan& plan, const Survey& survey, const std::vector<TableView>& tables);

}  // namespace fairdraw
