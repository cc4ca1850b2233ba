#include "planner/tables/plan_tables.h"

#include "planner/base/csv.h"
#include "planner/base/error.h"
#include "planner/stages/plan_builder.h"
#include "planner/tables/households.h"
#include "planner/tables/members.h"
#include "planner/tables/one_trip.h"
#include "planner/tables/psus.h"
#include "planner/tables/releases.h"
#include "planner/tables/renamed.h"
#include "planner/tables/replicates.h"
#include "planner/tables/respondents.h"
#include "planner/tables/segments.h"
#include "planner/tables/strata.h"
#include "planner/tables/table.h"

#include <array>
namespace fairdraw {
namespace {

/// A table of a plan: how it is made, and taken back.
struct PlanTable {
  const char* name;
  bool (*there)(const Plan&);  ///< by what has been read of the plan before it, too
  TableView (*view)(const Plan&);
  void (*read)(const CsvTable&, Plan&);
};

bool always(const Plan&) {
  return true;
}

/// Every table of a plan. A table is read after those that its rows refer to.
constexpr std::array kTables = {
    PlanTable{kStrataTable, always, strata_table,
              [](const CsvTable& csv, Plan& plan) {
                plan.strata = read_rows(csv, csv_file(kStrataTable), stratum_columns(plan));
              }},
    PlanTable{kReplicatesTable, [](const Plan& plan) { return plan.reserve_replicates > 0; }, replicates_table,
              [](const CsvTable& csv, Plan& plan) {
                plan.replicates = read_rows(csv, csv_file(kReplicatesTable), replicate_columns(plan));
              }},
    PlanTable{
        kPsusTable, always, psus_table,
        [](const CsvTable& csv, Plan& plan) { plan.psus = read_rows(csv, csv_file(kPsusTable), psu_columns(plan)); }},
    PlanTable{kMembersTable, has_members, members_table, read_members},
    PlanTable{kSegmentsTable, [](const Plan& plan) { return plan.segmented; }, segments_table, read_segments},
    PlanTable{kReleasesTable, [](const Plan& plan) { return !plan.releases.empty(); }, releases_table,
              [](const CsvTable& csv, Plan& plan) { plan.releases = read_releases(csv); }},
    PlanTable{kRenamedTable, [](const Plan& plan) { return !plan.renamed.empty(); }, renamed_table,
              [](const CsvTable& csv, Plan& plan) { plan.renamed = read_renamed(csv, csv_file(kRenamedTable)); }},
    PlanTable{kOneTripTable, [](const Plan& plan) { return plan.one_trip; }, one_trip_table, read_one_trip},
    PlanTable{kHouseholdsTable, always, households_table,
              [](const CsvTable& csv, Plan& plan) {
                plan.households =
                    read_rows(csv, csv_file(kHouseholdsTable), household_columns(plan, details_told_by(csv)));
              }},
    PlanTable{kRespondentsTable, always, respondents_table, read_respondents},
};

}  // namespace

std::vector<TableView> tables_of(const Plan& plan) {
  std::vector<TableView> out;
  for (const PlanTable& table : kTables)
    if (table.there(plan)) out.push_back(table.view(plan));
  return out;
}

std::map<std::string, std::string> plan_tables(const Plan& plan) {
  std::map<std::string, std::string> out;
  for (const PlanTable& table : kTables)
    if (table.there(plan)) out[csv_file(table.name)] = to_csv(table.view(plan));
  return out;
}

Plan read_plan(const std::map<std::string, std::string>& tables, const Survey& survey) {
  Plan plan = start_plan(survey);
  for (const PlanTable& table : kTables) {
    const auto found = tables.find(csv_file(table.name));
    if (found != tables.end())
      table.read(parse_csv(found->second, found->first), plan);
    else if (table.there(plan))
      throw Error(ErrorKind::usage, "the plan has no table " + csv_file(table.name));
  }
  return plan;
}

std::vector<Release> recorded_releases(const std::map<std::string, std::string>& tables) {
  const auto found = tables.find(csv_file(kReleasesTable));
  if (found == tables.end()) return {};
  return read_releases(parse_csv(found->second, found->first));
}

std::vector<Renamed> recorded_renames(const std::map<std::string, std::string>& tables) {
  const auto found = tables.find(csv_file(kRenamedTable));
  if (found == tables.end()) return {};
  return read_renamed(parse_csv(found->second, found->first), found->first);
}

}  // namespace fairdraw
