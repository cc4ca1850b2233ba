#pragma once

#include "config/survey.h"
#include "planner/frame/strata.h"
#include "planner/values/frame.h"
#include "planner/values/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// How one stratum is to be drawn.
struct StratumDesign {
  std::uint32_t allocated = 0;           ///< PSUs (or hits) of the main sample
  std::vector<std::uint32_t> certainty;  ///< positions in Stratum::areas that are drawn for certain
  std::vector<std::uint32_t>
      parts;  ///< PSUs drawn at random for each replicate; [0] is the main sample's, beside `certainty`
  std::uint32_t drawn_at_random() const;  ///< the sum of `parts`
};

/// One entry per stratum.
struct Design {
  std::vector<StratumDesign> strata;
  std::vector<std::string> remarks;  ///< what a statistician should know: a reserve that had to be smaller, and why
};

/// Shares the areas out over the strata and decides which are certain.
///
/// With reserve replicates, one draw of m = n (1 + R) is parted at random, and what is certain in that draw belongs to
/// the main sample. In a small stratum so many areas can be certain at m that nothing would be left for chance in the
/// main sample; then m is the largest number at which the certain areas are fewer than n, and the reserve is smaller.
/// @throws Error(usage) where the count can't be met or `fixed` names no stratum
Design make_design(const Strata& strata, const Survey& survey);

}  // namespace fairdraw
