#include "tests/support/raster.h"

#include <array>
#include <memory>
#include <stdexcept>
#include <vector>

#include <gdal_priv.h>
#include <ogr_spatialref.h>

namespace fairdraw::test {

void write_raster(const std::string& file, const RasterLayout& layout,
                  const std::function<float(std::uint32_t, std::uint32_t)>& value) {
  GDALAllRegister();
  const std::string side = "BLOCKXSIZE=" + std::to_string(layout.tile);
  const std::string height = "BLOCKYSIZE=" + std::to_string(layout.tile);
  const char* tiled[] = {"COMPRESS=DEFLATE", "TILED=YES", side.c_str(), height.c_str(), nullptr};
  const char* strips[] = {"COMPRESS=DEFLATE", nullptr};
  const std::unique_ptr<GDALDataset, void (*)(GDALDataset*)> dataset(
      GetGDALDriverManager()->GetDriverByName("GTiff")->Create(file.c_str(), static_cast<int>(layout.columns),
                                                               static_cast<int>(layout.rows), 1, GDT_Float32,
                                                               const_cast<char**>(layout.tile > 0 ? tiled : strips)),
      [](GDALDataset* each) { GDALClose(each); });
  if (!dataset) throw std::runtime_error("can't make " + file);
  std::array<double, 6> ground = {layout.west, layout.cell, layout.turn, layout.north, 0, -layout.cell};
  dataset->SetGeoTransform(ground.data());
  if (layout.crs) {
    OGRSpatialReference srs;
    if (srs.importFromEPSG(layout.epsg) != OGRERR_NONE) throw std::runtime_error("no such EPSG code");
    dataset->SetSpatialRef(&srs);
  }
  dataset->GetRasterBand(1)->SetNoDataValue(-99999);
  std::vector<float> row(layout.columns);
  for (std::uint32_t r = 0; r < layout.rows; ++r) {
    for (std::uint32_t c = 0; c < layout.columns; ++c) row[c] = value(r, c);
    if (dataset->GetRasterBand(1)->RasterIO(GF_Write, 0, static_cast<int>(r), static_cast<int>(layout.columns), 1,
                                            row.data(), static_cast<int>(layout.columns), 1, GDT_Float32, 0,
                                            0) != CE_None)
      throw std::runtime_error("can't write " + file);
  }
}

}  // namespace fairdraw::test
