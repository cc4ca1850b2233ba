#pragma once

#include "planner/design/problem.h"
#include "planner/design/solver.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// What was worked out with functions that may differ in their last digit from one machine to the next: how many areas,
/// where, and the take. A plan records it, and whoever draws it again takes it from there.
struct SettledDesign {
  std::uint32_t take = 0;
  std::map<std::string, std::uint32_t> allocation;  ///< stratum to areas
};

/// Whether something has to be worked out before the survey can be drawn.
bool needs_settling(const Survey& survey);

/// Works out what the survey leaves out, or what its allocation rule goes by.
/// @throws Error(answer) where nothing reaches what the survey asks for, naming what falls short and by how much
SettledDesign settle(const DesignProblem& problem);

/// The survey with what was settled put in as if its author had written it: allocation "fixed", and the take.
Survey with_settled(const Survey& survey, const SettledDesign& settled);

/// What a proposal falls short by, a line each: "country: margin 0.052, 0.04 was wanted".
std::vector<std::string> shortfall_lines(const Proposal& proposal);

}  // namespace fairdraw
