#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/design/solver.h"
#include "planner/draw/inputs.h"
#include "planner/frame/findings.h"
#include "planner/frame/strata.h"
#include "planner/stages/auxiliary.h"
#include "planner/values/frame.h"
#include "planner/values/settled_design.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// Everything that a draw draws from.
struct Prepared {
  Survey asked;                          ///< with what its table of strata says
  Survey survey;                         ///< the same, with what was settled put in
  Frame frame;                           ///< the areas that can be drawn, in canonical order
  std::string frame_content;             ///< digest of the whole frame's content
  std::uint64_t frame_areas = 0;         ///< areas in the file, excluded ones and totals not counted
  std::string earlier_survey;            ///< as Inputs has it
  Auxiliary auxiliary;                   ///< what the method knows of areas beside their sizes
  Strata strata;                         ///< as the method goes through them
  std::optional<SettledDesign> settled;  ///< what the survey file left to be worked out
  Design design;
};

/// A survey on its way to a draw: what was found, and what it can be drawn from.
struct Preparation {
  std::vector<Finding> findings;
  std::optional<Prepared> prepared;  ///< nothing where a finding is an error, but for one: see `out_of_reach`
  std::optional<Solution> solution;  ///< what a settled design was chosen from
  bool out_of_reach = false;         ///< no design reaches what the survey asks for: `prepared` has no design then
  std::string source;                ///< of the frame: file and layer
  std::uint64_t frame_areas = 0;     ///< as Prepared has them

  bool fit() const { return prepared.has_value() && !out_of_reach; }
};

/// How prepare() is to go about it.
struct PrepareOptions {
  const SettledDesign* settled = nullptr;  ///< taken instead of being worked out; nullptr: none
  unsigned threads = 0;                    ///< 0: as many as the machine has; the answer is the same with any number
};

/// The one way from a survey and what it names to what is drawn from: makes the frame fit, parts it into strata as the
/// method goes through them, and works out what the survey leaves out. What keeps it from being drawn is not thrown but
/// found, all of it at once, so that every command says the same of a survey.
/// @throws Error(usage) where the ground can't be read; Error(system)
Preparation prepare(const Survey& asked, const Inputs& inputs, const PrepareOptions& options = {});

/// What can be drawn from.
/// @throws Error with everything that keeps it from being drawn; of kind `answer` where it is no more than that nothing
/// reaches what the survey asks for
const Prepared& require_fit(const Preparation& preparation);

/// The strata of a drawable frame as the survey's method goes through them: equal sizes for methods of equal
/// probabilities, in the order of Hilbert's curve where the survey asks for it.
/// @throws Error(usage) as build_strata()
Strata strata_to_draw(const Frame& frame, const Survey& survey, const Auxiliary& auxiliary);

/// What the design is expected to bring; nothing where the survey plans no interviews, or its beliefs do not let it be
/// worked out, which keeps nobody from drawing.
/// @param remarks  gets why it is not known
std::optional<Proposal> expected_of(const Prepared& prepared, std::vector<std::string>& remarks);

}  // namespace fairdraw
