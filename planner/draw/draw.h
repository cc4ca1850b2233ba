#pragma once

#include "config/survey.h"
#include "planner/draw/inputs.h"
#include "planner/draw/prepare.h"
#include "planner/frame/findings.h"
#include "planner/stages/area_joint.h"
#include "planner/stages/coordination.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// One draw from its inputs to its plan, and what is to be told of it.
struct DrawRun {
  Prepared prepared;
  std::vector<Finding> findings;
  std::vector<std::string> remarks;
  std::vector<Shape> shapes;  ///< of the PSUs, as Plan::psus
  Plan plan;
  std::map<std::string, double> measures;   ///< of spread and balance of the main sample; see area_measures()
  std::optional<Overlap> overlap;           ///< with the plan that the draw is coordinated with
  std::optional<JointProbabilities> joint;  ///< of what is released, where they were asked for
  std::optional<Proposal> expected;         ///< what the design is expected to bring; nothing without interviews
};

/// What decides a draw beside its survey and inputs, and what is to be worked out beside the plan itself.
struct DrawExtras {
  bool joint = false;                              ///< joint probabilities of the main sample
  bool measures = false;                           ///< measures of spread and balance
  bool expected = false;                           ///< what the design is expected to bring
  const Coordination* coordination = nullptr;      ///< another plan to prefer or to avoid; nullptr: none
  const std::vector<Release>* releases = nullptr;  ///< of reserve replicates; nullptr: none
};

/// Draws every stage that needs no listing.
/// @param seed  decides the draw together with what was prepared
/// @throws Error as require_fit(); Error(usage) where the ground of a drawn area is not what its plan needs
DrawRun draw_plan(Preparation preparation, const Inputs& inputs, const std::string& seed, const DrawExtras& extras);

/// The seed to use: `given` on the command line, else the survey's.
/// @throws Error(usage) where there is neither
std::string seed_for(const Survey& survey, const std::string& given);

}  // namespace fairdraw
