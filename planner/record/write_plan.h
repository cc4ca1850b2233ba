#pragma once

#include "planner/base/output_folder.h"
#include "planner/documents/documents.h"
#include "planner/record/plan_folder.h"
#include "planner/record/plan_state.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// What writing a plan brought to light.
struct Written {
  TeamPlan teams;                    ///< who goes where; nobody where no documents were asked for
  std::vector<std::string> remarks;  ///< what is missing, or should be looked at
};

/// Writes a plan that is new and commits the folder.
Written write_plan(OutputFolder& folder, const PlanState& state, const Event& event, const DocumentProgress& progress);

/// How a plan is to be drawn again.
struct AgainOptions {
  std::string frame;               ///< another file with the same frame; empty: to be found
  std::string layer;               ///< of it
  std::filesystem::path other;     ///< the plan that it was coordinated with; empty: where it was then
  std::optional<Release> release;  ///< of a reserve replicate, beyond those that the plan has
};

/// A plan that was changed.
struct Updated {
  PlanState state;
  Written written;
};

/// Changes the state of a plan that was drawn again, given the plan as it was recorded, and says what is to be logged.
using Change = std::function<Event(const Plan& recorded, PlanState& state)>;

/// Changes a plan: locks it, refuses one that was touched, draws it again, lets `change` change it, makes every table
/// and document that differs, and puts all in place of the old plan in one step.
/// @throws Error(usage) where another command works on it or changed it meanwhile, its tables were touched, what it was
/// drawn from is gone or is no longer what it was, or the release can't be made; what `change` throws
Updated update_plan(const std::filesystem::path& plan, const AgainOptions& options, const Change& change,
                    const DocumentProgress& progress);

}  // namespace fairdraw
