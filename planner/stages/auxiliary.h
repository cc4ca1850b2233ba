#pragma once

#include "config/survey.h"
#include "planner/frame/strata.h"
#include "planner/sampling/balanced/balance.h"
#include "planner/sampling/spread/positions.h"
#include "planner/values/frame.h"
#include "planner/values/places.h"

#include <string>
#include <vector>

namespace fairdraw {

/// What methods of selection know of areas beside their sizes, row by row of the frame; empty where nothing is asked.
struct Auxiliary {
  Positions positions;  ///< distances between these: on the sphere, in the frame's projection, or between columns
  Positions plane;      ///< the same on a plane; empty where columns are not two
  Balance balance;
  std::vector<std::string> balance_names;  ///< "households", "urban = rural": one per variable
};

/// Whether the survey's draw has to know where areas are.
bool needs_places(const Survey& survey);

/// Reads positions out of places or of the columns of `areas.spread`, and balancing variables out of the columns of
/// `areas.balance`: a column that holds nothing but numbers is one variable, any other is one for each of its values
/// but the last, 1 where an area has it.
/// @param places  one per row where needs_places(); else not looked at
/// @throws Error(usage) naming the areas without a place or number, or columns with too many values
Auxiliary make_auxiliary(const Frame& frame, const Survey& survey, const AreaPlaces& places);

/// Puts every stratum's areas in the order in which Hilbert's curve meets them.
void order_along_curve(Strata& strata, const Auxiliary& auxiliary);

}  // namespace fairdraw
