#pragma once

#include "config/survey.h"
#include "geo/maps/map_frame.h"

#include <string>

#include <gdal_priv.h>

namespace fairdraw {

/// A picture of the ground that lies beneath maps: a GeoTIFF or MBTiles of `maps.basemap`, of one band (grey or by a
/// colour table), three or four. Not for several threads at a time.
class Basemap {
 public:
  /// None where the survey names none.
  /// @throws Error(usage) where it can't be read or is nothing that can be drawn
  explicit Basemap(const Survey& survey);

  /// Draws what it has of a frame's ground, paled so that lines and names stand out; as JPEG, so that pages stay small.
  /// @throws Error(usage) where it can't be read there
  void draw(Paper& paper, const MapFrame& frame, const LocalProjection& projection) const;

 private:
  std::string label_;
  GDALDatasetUniquePtr dataset_;
};

}  // namespace fairdraw
