#pragma once

#include <string>

#include <ogrsf_frmts.h>

namespace fairdraw {

/// Columns of a table without geometry that say where an area is: well-known text, or longitude and latitude in degrees
/// (WGS 84).
struct PositionColumns {
  int wkt = -1;
  int longitude = -1;
  int latitude = -1;
  std::string name;           ///< of `wkt` or `longitude`
  std::string latitude_name;  ///< where there is longitude

  bool any() const { return wkt >= 0 || longitude >= 0; }
  const std::string& first_name() const { return name; }
};

/// Looks for a column named wkt, geometry or geom, else for longitude (lon) with latitude (lat), in any case of
/// letters.
PositionColumns find_position_columns(OGRLayer& layer);

}  // namespace fairdraw
