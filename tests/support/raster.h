#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace fairdraw::test {

/// How a GeoTIFF for a test is laid out.
struct RasterLayout {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  double west = 30;  ///< of the first column, in units of its CRS
  double north = -5;
  double cell = 0.001;
  std::uint32_t tile = 0;  ///< side of its tiles; 0: strips
  bool crs = true;
  int epsg = 4326;
  double turn = 0;  ///< the second term of its columns' direction
};

/// Writes a GeoTIFF of one band with -99999 for no data.
/// @param value  of a cell, by row and column
void write_raster(const std::string& file, const RasterLayout& layout,
                  const std::function<float(std::uint32_t, std::uint32_t)>& value);

}  // namespace fairdraw::test
