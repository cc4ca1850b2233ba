#pragma once

#include "config/survey.h"
#include "geo/open/source.h"
#include "planner/values/frame.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <functional>

#include <ogrsf_frmts.h>

namespace fairdraw {

/// Goes through the features of a spatial frame's areas, in the source's order; merged ones but for the first are left
/// out.
/// @param visit  called with the row of the frame, the feature, and the ground that it covers in WGS 84; of several
/// areas at a time, each in a thread of its own
/// @throws Error(usage) where the source can't be read or its coordinates can't be brought to WGS 84
void visit_area_features(const Source& source, const Frame& frame,
                         const std::function<void(std::uint32_t, const OGRFeature&, const Shape&)>& visit);

}  // namespace fairdraw
