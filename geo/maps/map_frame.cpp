#include "geo/maps/map_frame.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace fairdraw {
namespace {

/// The smallest round number (two digits at most) that is at least `value`.
double round_up(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0})
    if (step * power >= value * (1 - 1e-12)) return step * power;
  return 10 * power;
}

}  // namespace

Spot MapFrame::spot(Metres position) const {
  return {area.x + (position.east - low.east) / (high.east - low.east) * area.width,
          area.y + (high.north - position.north) / (high.north - low.north) * area.height};
}

MapFrame frame_ground(const Area2d& area, Metres low, Metres high, double margin) {
  MapFrame frame;
  frame.area = area;
  const double width = std::max(high.east - low.east, 50.0) * (1 + 2 * margin);
  const double height = std::max(high.north - low.north, 50.0) * (1 + 2 * margin);
  frame.scale = round_up(std::max(width / (area.width / 1000), height / (area.height / 1000)));
  const Metres middle{(low.east + high.east) / 2, (low.north + high.north) / 2};
  const double half_width = area.width / 1000 * frame.scale / 2;
  const double half_height = area.height / 1000 * frame.scale / 2;
  frame.low = {middle.east - half_width, middle.north - half_height};
  frame.high = {middle.east + half_width, middle.north + half_height};
  return frame;
}

Box ground_box(const MapFrame& frame, const LocalProjection& projection) {
  constexpr int kPieces = 8;
  constexpr std::int64_t kTurn = Place::kTurn;
  const Place middle =
      projection.inverse({(frame.low.east + frame.high.east) / 2, (frame.low.north + frame.high.north) / 2});
  Box box{middle, middle};
  for (int i = 0; i <= kPieces; ++i)
    for (int j = 0; j <= kPieces; ++j) {
      if (i % kPieces != 0 && j % kPieces != 0) continue;  // the edges are enough
      Place at = projection.inverse({frame.low.east + (frame.high.east - frame.low.east) * i / kPieces,
                                     frame.low.north + (frame.high.north - frame.low.north) * j / kPieces});
      if (at.longitude - middle.longitude > kTurn / 2) at.longitude -= kTurn;
      if (middle.longitude - at.longitude > kTurn / 2) at.longitude += kTurn;
      box = around(box, {at, at});
    }
  if (box.low.longitude < -kTurn / 2) {  // westward across it: the same box, told eastward
    box.low.longitude += kTurn;
    box.high.longitude += kTurn;
  }
  return box;
}

}  // namespace fairdraw
