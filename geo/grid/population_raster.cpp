#include "geo/grid/population_raster.h"

#include "geo/open/raster_file.h"
#include "geo/open/source.h"
#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>

namespace fairdraw {

PopulationRaster::PopulationRaster(const std::string& file, const std::string& role)
    : label_(role + " " + printable(file, 200)) {
  dataset_ = open_raster(file, role, FileUse::people);
  if (dataset_->GetRasterCount() != 1)
    fail("has " + std::to_string(dataset_->GetRasterCount()) + " bands; it should have one, of people");
  if (dataset_->GetGeoTransform(to_ground_.data()) != CE_None || to_ground_[2] != 0 || to_ground_[4] != 0 ||
      to_ground_[1] == 0 || to_ground_[5] == 0)
    fail("its rows and columns do not run along its CRS; warp it first (gdalwarp)");
  int has = 0;
  const double none = dataset_->GetRasterBand(1)->GetNoDataValue(&has);
  if (has != 0) no_data_ = static_cast<float>(none);
}

void PopulationRaster::fail(const std::string& what) const {
  throw Error(ErrorKind::usage, label_ + ": " + what);
}

void PopulationRaster::read(const Window& window, std::vector<float>& into) const {
  into.resize(static_cast<std::size_t>(window.rows) * window.columns);
  GdalErrors errors;
  const int columns = static_cast<int>(window.columns);
  const int rows = static_cast<int>(window.rows);
  if (dataset_->GetRasterBand(1)->RasterIO(GF_Read, static_cast<int>(window.column), static_cast<int>(window.row),
                                           columns, rows, into.data(), columns, rows, GDT_Float32, 0, 0) != CE_None)
    fail("can't be read from row " + std::to_string(window.row) + " on (truncated or corrupted?): " + errors.text());
  if (no_data_) std::replace(into.begin(), into.end(), *no_data_, 0.0F);
}

}  // namespace fairdraw
