#pragma once

#include "config/survey.h"
#include "planner/values/listing.h"
#include "planner/values/plan.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// The plan's tables as CSV text by file name ("psus.csv"). The same plan gives the same bytes.
std::map<std::string, std::string> plan_tables(const Plan& plan);

/// The listing as the plan keeps it: in the order of the PSUs and households, so that `verify` can draw from it again.
std::string listing_table(const Listing& listing);

/// Reads such a table.
Listing read_listing_table(const std::string& text, const std::string& name);

/// Reads a plan back from the tables of its folder.
/// @param tables  file names and bytes, as plan_tables() gives them
/// @param survey  the survey file of the plan
/// @throws Error(usage) naming table and line where they are not what plan_tables() writes
Plan read_plan(const std::map<std::string, std::string>& tables, const Survey& survey);

/// The releases that a plan's tables record; none where there is no such table.
std::vector<Release> recorded_releases(const std::map<std::string, std::string>& tables);

}  // namespace fairdraw
