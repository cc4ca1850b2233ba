#pragma once

#include "planner/values/shape.h"

#include <cstdint>
#include <tuple>
#include <vector>

namespace fairdraw {

/// A place where people live: a building, or a cell of a population raster.
struct GroundPoint {
  Place place;               ///< in the building; the middle of the cell
  std::uint64_t weight = 1;  ///< of a building; of a cell, thousandths of a person
  Place reach;               ///< half the cell's width and height; none of a building
};

/// By latitude, longitude and weight: an order that does not depend on a source's.
inline bool by_place(const GroundPoint& a, const GroundPoint& b) {
  return std::tuple(a.place.latitude, a.place.longitude, a.weight) <
         std::tuple(b.place.latitude, b.place.longitude, b.weight);
}

using GroundPoints = std::vector<GroundPoint>;

/// A line that people see on the ground: a road, or the bank of a river. At least two places.
using GroundLine = std::vector<Place>;

}  // namespace fairdraw
