#pragma once

#include "config/survey.h"
#include "planner/values/ground.h"
#include "planner/values/shape.h"

#include <vector>

namespace fairdraw {

/// The roads and banks near these areas, from those layers of maps.layers that have them; per area.
/// @param areas  empty shapes, and those that are no more than a point, have none
/// @throws Error(usage) where a layer can't be read
std::vector<std::vector<GroundLine>> read_ground_lines(const Survey& survey, const std::vector<Shape>& areas);

}  // namespace fairdraw
