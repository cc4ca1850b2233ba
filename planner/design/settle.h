#pragma once

#include "planner/design/problem.h"
#include "planner/design/solver.h"
#include "planner/values/settled_design.h"

#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// Whether something has to be worked out before the survey can be drawn.
bool needs_settling(const Survey& survey);

/// A design that was worked out, and what it was chosen from.
struct Settling {
  std::optional<SettledDesign> settled;  ///< nothing where no design reaches what the survey asks for
  std::optional<Solution> solution;      ///< nothing where areas and take were given, so that they were only shared out
};

/// Works out what the survey leaves out, or what its allocation rule goes by.
/// @param threads  0: as many as the machine has; the answer is the same with any number
Settling settle(const DesignProblem& problem, unsigned threads = 0);

/// The survey with what was settled put in as if its author had written it: allocation "fixed", and the take.
Survey with_settled(const Survey& survey, const SettledDesign& settled);

/// What a proposal falls short by, a line each: "country: margin 0.052, 0.04 was wanted".
std::vector<std::string> shortfall_lines(const Proposal& proposal);

}  // namespace fairdraw
