#pragma once

#include "config/survey.h"
#include "planner/values/shape.h"

#include <string>
#include <vector>

namespace fairdraw {

/// Buildings in areas, and what should be known of how they were found.
struct Footprints {
  std::vector<std::vector<Place>> in_area;  ///< per area, a place inside each building, by latitude and longitude
  std::string label;                        ///< of the source, for messages
};

/// Reads which buildings of households.footprints stand in which of these areas: points, or polygons by a place inside
/// them; rows below households.confidence are left out. One pass where the source finds nothing by place, else one look
/// per area. The order of the source's rows is no matter.
/// @param areas  empty shapes, and those that are no more than a point, have no buildings
/// @throws Error(usage) where the source can't be read, its coordinates can't be placed, it has no column `confidence`
/// where one is asked for, or not one building stands in any of the areas (which then says where the buildings are)
Footprints read_footprints(const Survey& survey, const std::vector<Shape>& areas);

}  // namespace fairdraw
