#pragma once

#include "config/survey.h"
#include "planner/sampling/stream.h"
#include "planner/values/listing.h"
#include "planner/values/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// Gives lines the ids of the plan's PSUs where theirs differ by zeros at the front alone, which a spreadsheet loses.
/// @throws Error(usage) naming every id that fits several PSUs
void match_ids(Listing& listing, const Plan& plan);

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
std::vector<OddListing> odd_listings(const Plan& plan, const FrameSource& frame);

/// Draws, in each listed PSU, as many households as it asks for (see draw_households()) with equal probability from
/// those that have an eligible child, all of them where they are fewer; then their respondents. Households are gone
/// through in the order of their ids' bytes; where neighbours matter, in runs and on one trip, in that of their ids
/// with the numbers in them read as numbers ("2" before "10"), which is how a listing was walked. A PSU's draw depends
/// on its own listing and on no other, so that listings may come one after another. Replaces plan.households,
/// plan.respondents and Psu::listed. The order of the listing's lines is no matter.
/// @throws Error(usage) naming every unknown or unreleased PSU and every household that comes twice; the plan is then
/// unchanged
void draw_from_listing(Plan& plan, const Listing& listing, const SeedKey& key, CaregiverRule caregiver);

/// What a team on one trip did in a PSU, against its page.
struct OneTripCheck {
  std::string psu_id;
  bool told = false;                    ///< the listing says which households were taken
  std::vector<std::string> not_taken;   ///< that the page asks for
  std::vector<std::string> taken_else;  ///< that it does not
  bool kept() const { return told && not_taken.empty() && taken_else.empty(); }
};

/// Compares what teams took with what was drawn, PSU by PSU of the listing.
std::vector<OneTripCheck> check_one_trip(const Plan& plan, const Listing& listing);

/// Fills in the pages of the released PSUs, where the plan is of one trip.
void draw_one_trip_rows(Plan& plan, const FrameSource& frame, const SeedKey& key);

/// Checks that listed children are as many as each line says, and of the survey's ages.
/// @throws Error(usage) naming every household where they are not
void check_children(const Listing& listing, const RespondentsStage& respondents);

}  // namespace fairdraw
