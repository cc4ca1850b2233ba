#pragma once

#include "config/survey.h"
#include "planner/record/plan_folder.h"
#include "planner/record/plan_state.h"

#include <filesystem>
#include <string>

namespace fairdraw {

/// What is asked of a new plan beside its survey.
struct NewPlanOptions {
  std::string seed;               ///< wins over the survey's; empty: the survey's
  bool joint = false;             ///< with the joint inclusion probabilities of the main sample
  bool documents = true;          ///< with lists, maps, layers and report, not only tables
  std::filesystem::path avoid;    ///< plan whose PSUs are to be spared; empty: none
  std::filesystem::path prefer;   ///< plan whose PSUs are to be kept; empty: none
  std::filesystem::path renamed;  ///< CSV of areas that have changed since that plan; empty: none have
};

/// A plan that is on no disk yet, and what its log is to say of how it came about.
struct NewPlan {
  PlanState state;
  Event event;
};

/// Draws a survey, and records every input that it read or its documents will be made from.
/// @throws Error as seed_for(), coordinate_with() and run_draw()
NewPlan draw_new_plan(const Survey& survey, const NewPlanOptions& options);

}  // namespace fairdraw
