#pragma once

#include "config/survey.h"
#include "planner/values/frame.h"

namespace fairdraw {

/// The frame with one more column that parts its strata, made as `frame.strata_from` says: in each stratum that the
/// other columns make, the areas' classes by the numbers of a column, "households 1: up to 85", "households 2: above
/// 85". Without `strata_from` the frame as it is.
///
/// With count "auto", classes are added as long as one more takes off a tenth or more of the variance that is left of a
/// characteristic correlated 0.9 with the column: 0.81 v + 0.19, v being variance_left().
/// @param frame  the areas that can be drawn
/// @throws Error(usage) where the column holds something else than numbers, or a number that the method can't take
/// Source: Cochran (1977), Sampling Techniques, section 5A.8, for the number of strata.
Frame with_size_strata(Frame frame, const Survey& survey);

}  // namespace fairdraw
