#pragma once

#include "planner/design/problem.h"
#include "planner/design/proposal.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// Designs of some takes and numbers of areas around an answer, shared out as there, with what each leads to: what
/// design.html moves about in.
struct DesignGrid {
  std::vector<std::uint32_t> takes, areas;       ///< ascending
  std::vector<std::vector<Proposal>> proposals;  ///< per take and number of areas
};

/// Takes in steps of about a quarter up to households.solve_most (or the one that the survey gives, and others beside
/// it), and from a third to two and a half times the answer's areas, as far as strata's bounds let them. Of an
/// allocation that is fixed or goes by margins, every stratum has its part of the answer's areas.
/// @param threads  0: as many as the machine has
DesignGrid grid_around(const DesignProblem& problem, const Proposal& answer, unsigned threads = 0);

}  // namespace fairdraw
