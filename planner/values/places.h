#pragma once

#include "planner/values/shape.h"

#include <array>
#include <optional>
#include <vector>

namespace fairdraw {

/// Where the areas of a frame are, row by row: a place inside each (see inner_place()), nothing where it is unknown.
struct AreaPlaces {
  std::vector<std::optional<Place>> places;

  /// Where the frame's own CRS is a projection in metres: the same in it, rounded to a millimetre; else empty. (0, 0)
  /// where the place is unknown.
  std::vector<std::array<double, 2>> projected;
};

}  // namespace fairdraw
