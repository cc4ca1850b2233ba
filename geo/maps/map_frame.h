#pragma once

#include "geo/open/local_projection.h"
#include "planner/paper/paper.h"

namespace fairdraw {

/// Ground shown in a rectangle of a page at a scale that holds on paper.
struct MapFrame {
  Area2d area;       ///< on the page
  Metres low, high;  ///< ground in its corners
  double scale = 1;  ///< metres of ground per metre of paper: 25000 for 1:25 000

  Spot spot(Metres position) const;
};

/// The frame that shows ground from `low` to `high` with `margin` (a share of it) around, at a round scale.
MapFrame frame_ground(const Area2d& area, Metres low, Metres high, double margin);

/// The box of WGS 84 around all of a frame's ground: its edges are followed, for they bend, and it may reach beyond
/// 180 degrees east, where the antimeridian goes through it.
Box ground_box(const MapFrame& frame, const LocalProjection& projection);

}  // namespace fairdraw
