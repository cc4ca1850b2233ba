#pragma once

#include "geo/open/position_columns.h"
#include "geo/open/source.h"
#include "geo/open/to_wgs84.h"
#include "planner/values/shape.h"

#include <string>
#include <vector>

#include <ogrsf_frmts.h>

namespace fairdraw {

/// Knows how the features of one source say what ground they cover: by geometry, or by position columns of a table.
class FeatureShape {
 public:
  explicit FeatureShape(const Source& source);

  /// In WGS 84; empty where the feature has no geometry or it can't be placed.
  Shape operator()(const OGRFeature& feature) const;

 private:
  ToWgs84 to_wgs84_;
  bool in_layer_;
  PositionColumns columns_;
};

/// Has the source's features read with what says their ground, and these columns; what else they have is not looked at,
/// so that it may be whatever it is.
void read_ground_and(const Source& source, std::vector<std::string> columns = {});

/// True where the layer itself has geometry.
bool has_layer_geometry(OGRLayer& layer);

}  // namespace fairdraw
