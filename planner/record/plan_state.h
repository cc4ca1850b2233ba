#pragma once

#include "planner/documents/teams.h"
#include "planner/draw/draw.h"
#include "planner/values/listing.h"
#include "planner/values/manifest.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// All that a plan folder is made of. Whatever is in the folder is made from this, so that nothing in it is older than
/// the plan.
struct PlanState {
  DrawRun run;
  std::string seed;
  std::vector<InputRecord> inputs;  ///< what was read, the frame first
  CoordinationRecord coordination;
  std::optional<Listing> listing;  ///< what the field listed so far
  std::optional<TeamPlan> teams;   ///< as they were given out before; they keep what they have
  bool documents = true;           ///< lists, maps, layers and report too, not only tables
};

/// The files of a plan's folder of tables, by name: every table, and what describes them.
std::map<std::string, std::string> table_files(const PlanState& state);

/// What the plan is, but for its documents and the digests of its files.
Manifest manifest_of(const PlanState& state);

}  // namespace fairdraw
