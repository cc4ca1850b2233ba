#pragma once

#include "planner/record/plan_folder.h"
#include "planner/record/plan_state.h"
#include "planner/record/write_plan.h"
#include "planner/values/plan.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// Points a plan's survey at the folder in which its frame lies now: where it was drawn from, beside the plan, here.
/// @param frame  where it is; empty: to be found
/// @param layer  of it
/// @throws Error(usage) where it can't be found
void find_frame(PlanFolder& plan, const std::string& frame, const std::string& layer);

/// Draws a plan again from its frame, with what was settled then, these releases, and the listing that it holds.
/// @param extras  what else is to be worked out; what the plan itself says of it wins
/// @param other   where the plan is that it was coordinated with, if any; empty: where it was
/// @throws Error(usage) where that plan is gone, or drew something else
DrawRun draw_again(const PlanFolder& plan, const std::vector<Release>& releases, DrawExtras extras,
                   const std::filesystem::path& other);

/// What of the field's listing a plan holds; nothing before any has come.
std::optional<Listing> recorded_listing(const PlanFolder& plan);

/// A plan on disk as what it is made of, drawn again.
/// @param plan      gets where its frame lies now
/// @param recorded  what its tables say
/// @throws Error(usage) where what it was drawn from is gone or other than it was, it comes out as another sample, or
/// the release can't be made
PlanState recorded_state(PlanFolder& plan, const Plan& recorded, const AgainOptions& options);

/// What a plan is made of, beside what was drawn again.
PlanState state_of(const PlanFolder& plan, DrawRun run);

/// Positions as a plan recorded them, for a frame without geometry, which can't say where its areas are.
/// @return whether there were any
bool take_recorded_places(const Plan& recorded, DrawRun& run);

}  // namespace fairdraw
