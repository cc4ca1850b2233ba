#pragma once

#include "planner/audit/draw_run.h"
#include "planner/audit/plan_folder.h"
#include "planner/values/plan.h"

#include <filesystem>
#include <string>
#include <vector>

namespace fairdraw {

/// Points a plan's survey at the folder in which its frame lies now: where it was drawn from, beside the plan, here.
/// @param frame  where it is; empty: to be found
/// @param layer  of it
/// @throws Error(usage) where it can't be found
void find_frame(PlanFolder& plan, const std::string& frame, const std::string& layer);

/// Draws a plan again from its frame, with what was settled then, these releases, and the listing that it holds.
/// @param other  where the plan is that it was coordinated with, if any; empty: where it was
/// @throws Error(usage) where that plan is gone, or drew something else
DrawRun draw_again(const PlanFolder& plan, const std::vector<Release>& releases, const std::filesystem::path& other);

}  // namespace fairdraw
