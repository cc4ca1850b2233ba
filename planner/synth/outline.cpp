#include "planner/synth/outline.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace fairdraw {
namespace {

/// A border as one of its groups sees it: the group to its left.
struct Side {
  std::uint32_t border = 0;
  bool reversed = false;
};

double twice_area(const Ring& ring) {
  double sum = 0;
  for (std::size_t i = 1; i < ring.size(); ++i)
    sum += static_cast<double>(ring[i - 1].longitude - ring[0].longitude) *
               static_cast<double>(ring[i].latitude - ring[0].latitude) -
           static_cast<double>(ring[i].longitude - ring[0].longitude) *
               static_cast<double>(ring[i - 1].latitude - ring[0].latitude);
  return sum;
}

void append(Ring& ring, const Border& border, bool reversed) {
  const auto add = [&](Place place) {
    if (ring.empty() || !(ring.back() == place)) ring.push_back(place);
  };
  if (reversed)
    std::for_each(border.line.rbegin(), border.line.rend(), add);
  else
    std::for_each(border.line.begin(), border.line.end(), add);
}

/// Chains the sides of one group to rings; at a corner the side that starts there goes on.
std::vector<Ring> chain(const Land& land, std::vector<Side>& sides) {
  const auto start = [&](const Side& side) {
    return side.reversed ? land.borders[side.border].to : land.borders[side.border].from;
  };
  const auto end = [&](const Side& side) {
    return side.reversed ? land.borders[side.border].from : land.borders[side.border].to;
  };
  std::sort(sides.begin(), sides.end(), [&](const Side& a, const Side& b) {
    return start(a) != start(b) ? start(a) < start(b) : a.border < b.border;
  });
  std::vector<bool> used(sides.size(), false);
  std::vector<Ring> rings;
  for (std::size_t first = 0; first < sides.size(); ++first) {
    if (used[first]) continue;
    Ring ring;
    std::size_t at = first;
    while (!used[at]) {
      used[at] = true;
      append(ring, land.borders[sides[at].border], sides[at].reversed);
      const std::uint32_t corner = end(sides[at]);
      auto next = std::lower_bound(sides.begin(), sides.end(), corner,
                                   [&](const Side& side, std::uint32_t c) { return start(side) < c; });
      while (next != sides.end() && start(*next) == corner && used[static_cast<std::size_t>(next - sides.begin())])
        ++next;
      if (next == sides.end() || start(*next) != corner) break;
      at = static_cast<std::size_t>(next - sides.begin());
    }
    if (ring.size() >= 4) rings.push_back(std::move(ring));
  }
  return rings;
}

Shape assemble(std::vector<Ring> rings) {
  Shape shape;
  std::vector<Ring> holes;
  for (Ring& ring : rings) {
    if (twice_area(ring) > 0)
      shape.polygons.push_back({{std::move(ring)}});
    else
      holes.push_back(std::move(ring));
  }
  for (Ring& hole : holes) {
    for (Polygon& polygon : shape.polygons) {
      Shape outer;
      outer.polygons.push_back({{polygon.rings.front()}});
      if (shape.polygons.size() > 1 && !contains(outer, hole.front()) && !contains(outer, hole[1])) continue;
      polygon.rings.push_back(std::move(hole));
      break;
    }
  }
  return shape;
}

}  // namespace

std::vector<Shape> outline(const Land& land, const std::vector<std::uint32_t>& group_of, std::uint32_t groups) {
  std::vector<std::vector<Side>> sides(groups);
  for (std::uint32_t i = 0; i < land.borders.size(); ++i) {
    const Border& border = land.borders[i];
    const std::int64_t left =
        border.left < 0 ? -1 : static_cast<std::int64_t>(group_of[static_cast<std::size_t>(border.left)]);
    const std::int64_t right =
        border.right < 0 ? -1 : static_cast<std::int64_t>(group_of[static_cast<std::size_t>(border.right)]);
    if (left == right) continue;
    if (left >= 0) sides[static_cast<std::size_t>(left)].push_back({i, false});
    if (right >= 0) sides[static_cast<std::size_t>(right)].push_back({i, true});
  }
  std::vector<Shape> shapes;
  shapes.reserve(groups);
  for (auto& each : sides) shapes.push_back(assemble(chain(land, each)));
  return shapes;
}

}  // namespace fairdraw
