#include "planner/record/plan_state.h"

#include "planner/record/manifest.h"
#include "planner/record/plan_folder.h"
#include "planner/stages/area_joint.h"
#include "planner/tables/data_package.h"
#include "planner/tables/guide.h"
#include "planner/tables/joint.h"
#include "planner/tables/listing.h"
#include "planner/tables/plan_tables.h"
#include "planner/tables/table.h"

namespace fairdraw {

std::map<std::string, std::string> table_files(const PlanState& state) {
  const Plan& plan = state.run.plan;
  std::vector<TableView> tables = tables_of(plan);
  if (state.run.joint) tables.push_back(joint_table(*state.run.joint));
  if (state.listing) tables.push_back(listing_table(*state.listing));
  std::map<std::string, std::string> out;
  for (const TableView& table : tables) out[csv_file(table.info.name)] = to_csv(table);
  out[kDataPackageFile] = data_package(plan, tables);
  out[kTablesGuideFile] = tables_guide(plan, state.run.prepared.survey, tables);
  return out;
}

Manifest manifest_of(const PlanState& state) {
  const DrawRun& run = state.run;
  Manifest manifest = new_manifest(run.prepared.survey, state.seed);
  manifest.inputs = state.inputs;
  manifest.counts = {{"frame_areas", run.prepared.frame_areas},
                     {"excluded", run.prepared.frame.excluded},
                     {"drawable_areas", run.prepared.frame.areas()},
                     {"psus", run.plan.psus.size()},
                     {"households", run.plan.households.size()}};
  manifest.measures = run.measures;
  manifest.settled = run.prepared.settled;
  manifest.coordination = state.coordination;
  if (run.joint) manifest.joint = run.joint->exact ? "exact" : "approximate";
  return manifest;
}

}  // namespace fairdraw
