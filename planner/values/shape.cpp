#include "planner/values/shape.h"

#include "planner/base/wide.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace fairdraw {

Place place_at(double longitude_degrees, double latitude_degrees) {
  return {static_cast<std::int64_t>(std::llround(longitude_degrees * Place::kPerDegree)),
          static_cast<std::int64_t>(std::llround(latitude_degrees * Place::kPerDegree))};
}

namespace {

constexpr Box kNothing{{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max()},
                       {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::min()}};

void extend(Box& box, Place place) {
  box.low.longitude = std::min(box.low.longitude, place.longitude);
  box.low.latitude = std::min(box.low.latitude, place.latitude);
  box.high.longitude = std::max(box.high.longitude, place.longitude);
  box.high.latitude = std::max(box.high.latitude, place.latitude);
}

Box bounds(const Polygon& polygon) {
  Box box = kNothing;
  for (const Ring& ring : polygon.rings)
    for (const Place place : ring) extend(box, place);
  return box;
}

double extent(const Box& box) {
  return static_cast<double>(box.high.longitude - box.low.longitude) *
         static_cast<double>(box.high.latitude - box.low.latitude);
}

}  // namespace

Box bounds(const Shape& shape) {
  Box box = kNothing;
  for (const Polygon& polygon : shape.polygons) box = around(box, bounds(polygon));
  if (shape.polygons.empty() && shape.point) extend(box, *shape.point);
  return box;
}

Shape told_eastward(Shape shape) {
  constexpr std::int64_t kHalf = Place::kTurn / 2;
  const Box box = bounds(shape);
  if (shape.polygons.empty() || box.high.longitude - box.low.longitude <= kHalf) return shape;
  for (Polygon& polygon : shape.polygons)
    for (Ring& ring : polygon.rings) {
      if (ring.empty()) continue;
      const auto [least, most] =
          std::minmax_element(ring.begin(), ring.end(), [](Place a, Place b) { return a.longitude < b.longitude; });
      const bool in_the_west = most->longitude <= 0;
      const bool across = most->longitude - least->longitude > kHalf;
      for (Place& place : ring)
        if (in_the_west || (across && place.longitude < 0)) place.longitude += Place::kTurn;
    }
  return shape;
}

std::optional<Box> box_around(const std::vector<Place>& places) {
  if (places.empty()) return std::nullopt;
  constexpr std::int64_t kMore = 2'000'000;
  Shape points;  // as one shape, which told_eastward() keeps in one piece
  points.polygons.emplace_back();
  for (const Place place : places) points.polygons.back().rings.push_back({place});
  const Box box = bounds(told_eastward(std::move(points)));
  return Box{{box.low.longitude - kMore, box.low.latitude - kMore},
             {box.high.longitude + kMore, box.high.latitude + kMore}};
}

Place middle(const Box& box) {
  return {box.low.longitude + (box.high.longitude - box.low.longitude) / 2,
          box.low.latitude + (box.high.latitude - box.low.latitude) / 2};
}

bool inside(const Box& box, Place place) {
  return place.longitude >= box.low.longitude && place.longitude < box.high.longitude &&
         place.latitude >= box.low.latitude && place.latitude < box.high.latitude;
}

Box around(const Box& a, const Box& b) {
  Box box = a;
  extend(box, b.low);
  extend(box, b.high);
  return box;
}

bool contains(const Shape& shape, Place place) {
  bool inside = false;
  for (const Polygon& polygon : shape.polygons) {
    for (const Ring& ring : polygon.rings) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        // Each edge is taken from its lower to its upper end, whichever way its ring runs, so that neighbours agree on
        // it.
        Place low = ring[i - 1];
        Place high = ring[i];
        if (low.latitude > high.latitude) std::swap(low, high);
        if (place.latitude < low.latitude || place.latitude >= high.latitude) continue;
        // The edge passes to the right of the place; differences need 36 bits, the products 72.
        const SignedWide across =
            static_cast<SignedWide>(high.longitude - low.longitude) * (place.latitude - low.latitude);
        const SignedWide along =
            static_cast<SignedWide>(place.longitude - low.longitude) * (high.latitude - low.latitude);
        if (along < across) inside = !inside;
      }
    }
  }
  return inside;
}

namespace {

/// Where the rings cross the parallel half a unit above `latitude`, which no vertex lies on.
std::vector<double> crossings(const Polygon& polygon, std::int64_t latitude) {
  std::vector<double> at;
  for (const Ring& ring : polygon.rings) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      Place low = ring[i - 1];
      Place high = ring[i];
      if (low.latitude > high.latitude) std::swap(low, high);
      if (latitude < low.latitude || latitude >= high.latitude) continue;
      const double share =
          (static_cast<double>(latitude - low.latitude) + 0.5) / static_cast<double>(high.latitude - low.latitude);
      at.push_back(static_cast<double>(low.longitude) + share * static_cast<double>(high.longitude - low.longitude));
    }
  }
  std::sort(at.begin(), at.end());
  return at;
}

}  // namespace

std::optional<Place> inner_place(const Shape& shape) {
  if (shape.polygons.empty()) return shape.point;
  const auto largest =
      std::max_element(shape.polygons.begin(), shape.polygons.end(),
                       [](const Polygon& a, const Polygon& b) { return extent(bounds(a)) < extent(bounds(b)); });
  const Box box = bounds(*largest);
  const std::int64_t latitude = box.low.latitude + (box.high.latitude - box.low.latitude) / 2;
  const std::vector<double> at = crossings(*largest, latitude);
  if (at.size() < 2) return largest->rings.front().front();  // without height: any of its places
  std::size_t widest = 0;
  for (std::size_t i = 2; i + 1 < at.size(); i += 2)
    if (at[i + 1] - at[i] > at[widest + 1] - at[widest]) widest = i;
  return Place{static_cast<std::int64_t>(std::floor((at[widest] + at[widest + 1]) / 2)), latitude};
}

}  // namespace fairdraw
