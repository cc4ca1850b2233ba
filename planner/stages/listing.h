#pragma once

#include "planner/sampling/stream.h"
#include "planner/values/listing.h"
#include "planner/values/plan.h"

#include <string>

namespace fairdraw {

/// Draws, in each PSU whose replicate is released, Psu::households households with equal probability from those that
/// have an eligible child (all of them where they are fewer), systematically in the order of their ids' bytes; then
/// their respondents. Replaces plan.households and plan.respondents. The order of the listing's lines is no matter.
/// @throws Error(usage) naming every unknown or unreleased PSU, every household that comes twice and every PSU without
/// a listing; the plan is then unchanged
void draw_from_listing(Plan& plan, const Listing& listing, const SeedKey& key, const std::string& caregiver);

}  // namespace fairdraw
