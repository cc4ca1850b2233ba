#pragma once

#include "planner/frame/strata.h"
#include "planner/stages/areas.h"
#include "planner/values/plan.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

/// Up to which replicate a stratum is released; 0: its main sample alone.
std::uint32_t release_level(std::string_view stratum, std::span<const Release> releases);

/// Checks that a reserve replicate can be opened now.
/// @throws Error(usage) where the plan has no such replicate or stratum, it is open already, an earlier one is not (the
/// order is the draw's, not a choice), no reason is given, or a PSU that can't be reached is not one in the field
void check_release(const Plan& plan, const Release& release);

/// Opens replicates of a draw: their areas get the number of their release, and every area of the stratum the
/// probability to be in the main sample with the replicates up to the last that is open. Areas that are certain at that
/// level become certainty units.
void apply_releases(AreaDraw& draw, const Strata& strata, const std::vector<Release>& releases);

}  // namespace fairdraw
