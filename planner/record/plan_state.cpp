#include "planner/record/plan_state.h"

#include "planner/record/manifest.h"
#include "planner/record/plan_folder.h"
#include "planner/stages/area_joint.h"
#include "planner/stages/tables.h"

namespace fairdraw {

std::map<std::string, std::string> tables_of(const PlanState& state) {
  std::map<std::string, std::string> out;
  for (const auto& [name, text] : plan_tables(state.run.plan)) out[name] = text;
  if (state.run.joint) out["joint.csv"] = *state.run.joint;
  if (state.listing) out[std::string(kListingTable)] = listing_table(*state.listing);
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
  manifest.coordinated_with = state.coordinated_with;
  if (run.joint) manifest.joint = joint_is_exact(run.prepared.survey) ? "exact" : "approximate";
  return manifest;
}

}  // namespace fairdraw
