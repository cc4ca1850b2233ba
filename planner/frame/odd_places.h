#pragma once

#include "planner/frame/findings.h"
#include "planner/values/frame.h"
#include "planner/values/shape.h"

#include <optional>
#include <vector>

namespace fairdraw {

/// Positions that the other areas show to be mistakes: at 0, 0, which devices write where they know nothing, and those
/// far away from all others whose longitude and latitude would be among them the other way round.
/// @param places  one per area, nothing where it is unknown
std::vector<Finding> odd_places(const Frame& frame, const std::vector<std::optional<Place>>& places);

}  // namespace fairdraw
