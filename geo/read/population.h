#pragma once

#include "config/survey.h"
#include "planner/values/ground.h"
#include "planner/values/shape.h"

#include <vector>

namespace fairdraw {

/// Reads which cells of households.population with people have their middles in these areas: per area, by latitude and
/// longitude, with what each weighs (people, to the thousandth) and how far it reaches.
/// @param areas  empty shapes, and those that are no more than a point, have no cells
/// @throws Error(usage) where the raster can't be read, has no CRS, is turned, holds negative or infinite numbers of
/// people in one of the areas, or no cell with people lies in any of them
std::vector<GroundPoints> read_population(const Survey& survey, const std::vector<Shape>& areas);

}  // namespace fairdraw
