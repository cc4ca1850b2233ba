#pragma once

#include "planner/values/shape.h"

namespace fairdraw {

/// The polygons of a shape with fewer corners, none further than so many degrees from the border that it had; as it is
/// where GEOS can't thin it.
Shape thinned(const Shape& shape, double degrees);

}  // namespace fairdraw
