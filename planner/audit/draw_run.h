#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/design/proposal.h"
#include "planner/design/settle.h"
#include "planner/frame/findings.h"
#include "planner/frame/strata.h"
#include "planner/sampling/stream.h"
#include "planner/stages/coordination.h"
#include "planner/values/frame.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// One draw from its inputs to its plan, and what is to be told of it.
struct DrawRun {
  Frame frame;                    ///< the areas that could be drawn
  std::string frame_content;      ///< digest of the whole frame's content
  std::uint64_t frame_areas = 0;  ///< areas in the file, excluded ones not counted
  Strata strata;
  Design design;
  std::vector<Finding> findings;
  std::vector<std::string> remarks;
  Survey survey;                         ///< what was drawn: as asked, with what was settled put in
  std::optional<SettledDesign> settled;  ///< what the survey file left to be worked out
  std::vector<Shape> shapes;             ///< of the PSUs, as Plan::psus
  Plan plan;
  std::map<std::string, double> measures;  ///< of spread and balance of the main sample; see area_measures()
  std::optional<Overlap> overlap;          ///< with the plan that the draw is coordinated with
  std::optional<std::string> joint;        ///< the table of joint probabilities, where it was asked for
  std::optional<Proposal> expected;        ///< what the design is expected to bring; nothing without interviews
};

/// What is to be worked out beside the plan itself.
struct DrawExtras {
  bool joint = false;                              ///< joint probabilities of the main sample
  bool measures = false;                           ///< measures of spread and balance
  bool expected = false;                           ///< what the design is expected to bring
  const SettledDesign* settled = nullptr;          ///< taken instead of being worked out; nullptr: none
  const Coordination* coordination = nullptr;      ///< another plan to prefer or to avoid; nullptr: none
  const std::vector<Release>* releases = nullptr;  ///< of reserve replicates; nullptr: none
};

/// Reads the frame, refuses what can't be drawn from, and draws every stage that needs no listing.
/// @param seed  decides the draw together with survey and frame
DrawRun run_draw(const Survey& survey, const std::string& seed, DrawExtras extras = {});

/// The seed to use: `given` on the command line, else the survey's.
/// @throws Error(usage) where there is neither
std::string seed_for(const Survey& survey, const std::string& given);

}  // namespace fairdraw
