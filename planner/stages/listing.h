#pragma once

#include "planner/sampling/stream.h"
#include "planner/values/listing.h"
#include "planner/values/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// A listing that came earlier and one that comes now, together: PSU by PSU, for listings come in as teams finish.
/// @param again  PSUs of `fresh` take the place of those listed earlier; else they must be the same
/// @throws Error(usage) naming every PSU that was listed earlier and is listed otherwise now
Listing together(const Listing& earlier, const Listing& fresh, bool again);

/// A PSU whose listing is far from what the frame knows.
struct OddListing {
  std::string psu_id;
  std::uint32_t listed = 0;
  double by_frame = 0;
};

/// PSUs with fewer than half or more than twice the households that the frame knows.
/// @param size_per_household  frame.size_per_household
std::vector<OddListing> odd_listings(const Plan& plan, double size_per_household);

/// Draws, in each listed PSU, Psu::households households with equal probability from those that have an eligible child
/// (all of them where they are fewer), systematically in the order of their ids' bytes; then their respondents. A PSU's
/// draw depends on its own listing and on no other, so that listings may come one after another. Replaces
/// plan.households, plan.respondents and Psu::listed. The order of the listing's lines is no matter.
/// @throws Error(usage) naming every unknown or unreleased PSU and every household that comes twice; the plan is then
/// unchanged
void draw_from_listing(Plan& plan, const Listing& listing, const SeedKey& key, const std::string& caregiver);

}  // namespace fairdraw
