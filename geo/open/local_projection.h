#pragma once

#include "planner/values/shape.h"

#include <memory>
#include <string>

class OGRCoordinateTransformation;
class OGRGeometry;

namespace fairdraw {

/// A position in metres east and north of a projection's middle.
struct Metres {
  double east = 0;
  double north = 0;
};

/// A transverse Mercator projection around a place: true to scale there, and within a thousandth 280 km east or west.
class LocalProjection {
 public:
  explicit LocalProjection(Place middle);
  ~LocalProjection();
  LocalProjection(const LocalProjection&) = delete;
  LocalProjection& operator=(const LocalProjection&) = delete;

  Metres operator()(double longitude, double latitude) const;
  Metres operator()(Place place) const { return (*this)(place.longitude_degrees(), place.latitude_degrees()); }

  /// Degrees of a position.
  Place inverse(Metres position) const;

  /// The projection as others can read it (WKT).
  const std::string& wkt() const;

  /// Projects a geometry from WGS 84 in place. False where it can't be.
  bool project(OGRGeometry& geometry) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fairdraw
