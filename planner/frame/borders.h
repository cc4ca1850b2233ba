#pragma once

#include "planner/values/shape.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// Two areas that lie side by side, and how long the border is that they share.
struct SharedBorder {
  std::uint32_t a = 0;  ///< positions in the list of shapes, a < b
  std::uint32_t b = 0;
  double metres = 0;  ///< in whole centimetres
};

/// How far two lines may lie apart, in metres, and still be one border: areas are often digitised one by one.
inline constexpr double kBorderTolerance = 1;

/// Finds the shared borders of areas of the same group, in the order of (a, b). An edge of one area shares with an edge
/// of the other what lies within kBorderTolerance of its line and beside it, so borders need not have the same
/// vertices; areas that touch in a corner share a few metres at most. Lengths are on the plane that touches the sphere
/// at the pair's south-west corner, by + - * / and sqrt alone: the same places give the same lengths on every machine.
/// @param shapes  areas without polygons have no borders
/// @param groups  one per shape; only areas of one group are compared
std::vector<SharedBorder> shared_borders(const std::vector<Shape>& shapes, const std::vector<std::uint32_t>& groups);

}  // namespace fairdraw
