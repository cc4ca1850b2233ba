#pragma once

#include "geo/grid/grid_layer.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gdal_priv.h>

namespace fairdraw {

/// A raster of people (GeoTIFF), with its place on the earth.
class PopulationRaster {
 public:
  /// @param role  what it is, for messages: "frame", "households.population"
  /// @throws Error(usage) where it is missing or no GeoTIFF, has several bands or no CRS, or is turned
  PopulationRaster(const std::string& file, const std::string& role);

  /// @throws Error(usage) that names the raster
  [[noreturn]] void fail(const std::string& what) const;

  std::uint32_t rows() const { return static_cast<std::uint32_t>(dataset_->GetRasterYSize()); }
  std::uint32_t columns() const { return static_cast<std::uint32_t>(dataset_->GetRasterXSize()); }
  const OGRSpatialReference& crs() const { return *dataset_->GetSpatialRef(); }
  CellGround ground() const { return {to_ground_, crs()}; }
  double x(double column) const { return to_ground_[0] + column * to_ground_[1]; }
  double y(double row) const { return to_ground_[3] + row * to_ground_[5]; }
  double column_at(double x) const { return (x - to_ground_[0]) / to_ground_[1]; }
  double row_at(double y) const { return (y - to_ground_[3]) / to_ground_[5]; }

  /// A window of cells, rows or parts of rows.
  struct Window {
    std::uint32_t row = 0;
    std::uint32_t column = 0;
    std::uint32_t rows = 0;
    std::uint32_t columns = 0;
  };

  /// People of a window's cells, row by row; no data is none.
  void read(const Window& window, std::vector<float>& into) const;

 private:
  std::string label_;
  GDALDatasetUniquePtr dataset_;
  std::array<double, 6> to_ground_{};
  std::optional<float> no_data_;
};

}  // namespace fairdraw
