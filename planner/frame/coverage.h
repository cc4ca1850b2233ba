#pragma once

#include "planner/frame/findings.h"
#include "planner/values/boundary.h"
#include "planner/values/frame.h"
#include "planner/values/shape.h"

#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// How far a boundary's total may be from the frame's sum before it is reported.
constexpr double kTotalTolerance = 0.005;

/// Compares the frame with its administrative borders: areas whose code no boundary has (with the boundary that is
/// called nearly so), boundaries without an area, areas whose inner place lies outside the boundary that their own
/// column names, and boundaries whose total is more than half a per cent off the sum of their areas' sizes.
/// @param places  one per area, nothing where it has no geometry
/// @param column  the frame's column that holds boundary ids
std::vector<Finding> check_boundaries(const Frame& frame, const std::vector<std::optional<Place>>& places,
                                      const std::string& column, const std::vector<Boundary>& boundaries);

}  // namespace fairdraw
