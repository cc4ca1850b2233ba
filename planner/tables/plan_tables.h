#pragma once

#include "config/survey.h"
#include "planner/values/listing.h"
#include "planner/values/plan.h"
#include "planner/values/table.h"

#include <map>
#include <string>
#include <vector>

namespace fairdraw {

/// The tables that a plan has, in the order in which people read them. Which there are, and their columns, depends on
/// the plan.
///
///     for (const TableView& table : tables_of(plan)) folder.write(table.info.name + ".csv", to_csv(table));
///
/// @param plan  outlives them
std::vector<TableView> tables_of(const Plan& plan);

/// The plan's tables as CSV by file name ("psus.csv"). The same plan gives the same bytes.
std::map<std::string, std::string> plan_tables(const Plan& plan);

/// Reads a plan back from the tables of its folder.
/// @param tables  file names and bytes, as plan_tables() gives them
/// @param survey  the survey file of the plan
/// @throws Error(usage) naming table and record where they are not what plan_tables() writes
Plan read_plan(const std::map<std::string, std::string>& tables, const Survey& survey);

/// The releases that a plan's tables record; none where there is no such table.
std::vector<Release> recorded_releases(const std::map<std::string, std::string>& tables);

/// The areas that a plan was told are others in the plan it was coordinated with.
std::vector<Renamed> recorded_renames(const std::map<std::string, std::string>& tables);

}  // namespace fairdraw
