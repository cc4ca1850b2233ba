#pragma once

#include "geo/open/source.h"
#include "planner/values/shape.h"

#include <memory>
#include <optional>
#include <string>

#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

namespace fairdraw {

struct DestroyTransformation {
  void operator()(OGRCoordinateTransformation* t) const { OGRCoordinateTransformation::DestroyCT(t); }
};

/// A way from one CRS to another; empty where PROJ knows none.
using Transformation = std::unique_ptr<OGRCoordinateTransformation, DestroyTransformation>;

/// Brings a layer's geometries to WGS 84 and onto the grid of Place.
class ToWgs84 {
 public:
  /// A source without CRS is taken as WGS 84 where its extent fits degrees; else its geometries can't be placed.
  /// @throws Error(usage) where PROJ knows no way from the layer's CRS
  explicit ToWgs84(const Source& source);

  /// For another thread: PROJ's ways are each for one at a time.
  ToWgs84(const ToWgs84& other);
  ToWgs84& operator=(const ToWgs84&) = delete;

  bool placeable() const { return placeable_; }

  /// The ground of a geometry: polygons as they are, other kinds as their centroid. Empty where there is none.
  Shape shape(const OGRGeometry* geometry) const;

  /// A transformed copy with every coordinate rounded as Place rounds it; nullptr where it can't be placed.
  std::unique_ptr<OGRGeometry> geometry(const OGRGeometry* geometry) const;

 private:
  Transformation transformation_;  ///< empty: already WGS 84
  bool placeable_ = true;
};

/// WGS 84 with longitude first.
OGRSpatialReference wgs84();

/// The polygons of a geometry that is in WGS 84 already.
Shape to_shape(const OGRGeometry& geometry);

/// A shape as OGR geometry: polygon, multipolygon, point, or nullptr where it is empty.
std::unique_ptr<OGRGeometry> to_ogr(const Shape& shape);

}  // namespace fairdraw
