#pragma once

#include "planner/design/design.h"
#include "planner/frame/strata.h"
#include "planner/stages/areas.h"
#include "planner/values/plan.h"

#include <vector>

namespace fairdraw {

/// Checks that a reserve replicate can be opened now.
/// @throws Error(usage) where the plan has no such replicate or stratum, it is open already, an earlier one is not (the
/// order is the draw's, not a choice), no reason is given, or a PSU that can't be reached is not one in the field
void check_release(const Plan& plan, const Release& release);

/// Opens replicates of a draw: their areas get the number of their release, and every area that was drawn at random the
/// inclusion probability draw_probability x (places released) / (places drawn), as replicates are random parts of the
/// draw. Areas that are certain keep theirs.
void apply_releases(AreaDraw& draw, const Strata& strata, const Design& design, const std::vector<Release>& releases);

}  // namespace fairdraw
