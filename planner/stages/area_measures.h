#pragma once

#include "planner/stages/areas.h"
#include "planner/values/frame.h"

#include <map>
#include <string>

namespace fairdraw {

/// How well what is released is spread and balanced, over the whole country: "voronoi_balance" and "moran_balance"
/// where the draw knows positions (the latter only up to 200 million pairs of neighbours), and for each balancing
/// variable "deviation: NAME", the estimated total less the true one as a share of the true one (of the sum of absolute
/// values).
std::map<std::string, double> area_measures(const Frame& frame, const Strata& strata, const AreaDraw& draw,
                                            const Auxiliary& auxiliary);

}  // namespace fairdraw
