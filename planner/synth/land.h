#pragma once

#include "planner/sampling/stream.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// A town of the made-up country, before it has a name.
struct TownSite {
  Place centre;
  std::uint32_t areas = 0;
};

/// Where two pieces of land meet, or land meets the sea: one line that both use.
struct Border {
  std::uint32_t from = 0;  ///< corner it starts at
  std::uint32_t to = 0;
  std::int32_t left = -1;  ///< area to the left of it, -1: the sea
  std::int32_t right = -1;
  std::vector<Place> line;  ///< from corner to corner
};

/// The ground of the country: areas as the cells of a Voronoi diagram of points that crowd in towns, with borders that
/// are a little crooked.
struct Land {
  std::vector<Place> sites;        ///< one per area
  std::vector<std::int32_t> town;  ///< town an area belongs to, -1: the countryside
  std::vector<TownSite> towns;
  std::vector<Place> corners;
  std::vector<Border> borders;
};

Land make_land(std::uint32_t areas, Stream& stream);

}  // namespace fairdraw
