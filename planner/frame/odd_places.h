#pragma once

#include "planner/frame/findings.h"
#include "planner/values/choices.h"
#include "planner/values/frame.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace fairdraw {

/// What odd_places() finds.
struct OddPlaces {
  std::vector<Finding> findings;
  std::vector<std::uint32_t> areas;  ///< all that they concern, rising
};

/// Positions that the other areas show to be mistakes: at 0, 0, which devices write where they know nothing, and those
/// far away from all others whose longitude and latitude would be among them the other way round.
/// @param places  one per area, nothing where it is unknown
/// @param rule    what becomes of such areas (frame.on_odd_position)
OddPlaces odd_places(const Frame& frame, const std::vector<std::optional<Place>>& places, OnGround rule);

}  // namespace fairdraw
