#pragma once

#include "config/survey.h"
#include "planner/values/frame.h"
#include "planner/values/places.h"

namespace fairdraw {

/// Reads where every area of a frame is, feature by feature, keeping no more of it than a place.
/// @throws Error(usage) where the source can't be read or its coordinates can't be brought to WGS 84
AreaPlaces read_places(const Survey& survey, const Frame& frame);

}  // namespace fairdraw
