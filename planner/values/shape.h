#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace fairdraw {

/// A place in WGS 84, in whole hundred-millionths of a degree (about a millimetre), so that every decision taken on it
/// is exact and the same on every machine.
struct Place {
  std::int64_t longitude = 0;
  std::int64_t latitude = 0;

  static constexpr double kPerDegree = 1e8;
  static constexpr std::int64_t kTurn = 36'000'000'000;  ///< round the earth, 360 degrees
  double longitude_degrees() const { return static_cast<double>(longitude) / kPerDegree; }
  double latitude_degrees() const { return static_cast<double>(latitude) / kPerDegree; }
  friend bool operator==(const Place&, const Place&) = default;
};

/// Rounds degrees to a Place.
Place place_at(double longitude_degrees, double latitude_degrees);

using Ring = std::vector<Place>;  ///< closed: the last place repeats the first

/// One outer ring, then its holes.
struct Polygon {
  std::vector<Ring> rings;
};

struct Box {
  Place low;
  Place high;
};

/// The ground an area covers: polygons, or no more than a point, or (both empty) unknown.
struct Shape {
  std::vector<Polygon> polygons;
  std::optional<Place> point;

  bool empty() const { return polygons.empty() && !point; }
};

/// The box around the polygons, or the point. The shape must not be empty.
Box bounds(const Shape& shape);

/// The same ground in one piece: of a shape on both sides of the antimeridian (its box is wider than half the earth),
/// longitudes west of Greenwich are told eastward, beyond 180 degrees. For drawing and for boxes alone.
Shape told_eastward(Shape shape);

/// The smallest box around both.
Box around(const Box& a, const Box& b);

/// The box around places, the short way round the earth: where that is across the antimeridian, it reaches beyond 180
/// degrees east. With two hundredths of a degree more on every side, so that a single place is in its middle.
/// @return nothing where there are none
std::optional<Box> box_around(const std::vector<Place>& places);

/// The place in the middle of a box.
Place middle(const Box& box);

/// True where the place is in the box, whose low sides belong to it and whose high ones do not.
bool inside(const Box& box, Place place);

/// True where the place is inside by the even-odd rule over all rings, in exact integers; a place on a border may count
/// as in or out, but never as inside two polygons that share that border exactly.
bool contains(const Shape& shape, Place place);

/// A place inside: of the point where that is all there is; else the middle of the widest run of ground along the
/// parallel through the middle of the bounding box of the largest polygon (by box). Uses + - * / on doubles only.
std::optional<Place> inner_place(const Shape& shape);

}  // namespace fairdraw
