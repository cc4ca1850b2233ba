#include "geo/open/raster_file.h"

#include "geo/open/gdal_ready.h"
#include "geo/open/source.h"
#include "planner/base/bounds.h"
#include "planner/base/error.h"
#include "planner/base/text.h"

#include <filesystem>

namespace fairdraw {

GDALDatasetUniquePtr open_raster(const std::string& file, const std::string& role, FileUse use) {
  const std::string label = role + " " + printable(file, 200) + ": ";
  if (file.starts_with("/vsi") || file.find("://") != std::string::npos)
    throw Error(ErrorKind::usage, label + "virtual and network paths are not opened; name a file");
  if (!std::filesystem::exists(file)) throw Error(ErrorKind::usage, label + "there is no such file");
  ready_gdal();
  std::vector<const char*> names = drivers_for(use);
  names.push_back(nullptr);
  GdalErrors errors;
  take_refused_request();
  GDALDatasetUniquePtr dataset(GDALDataset::Open(
      file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, names.data(), nullptr, nullptr));
  if (const std::string asked = take_refused_request(); !asked.empty())
    throw Error(ErrorKind::usage,
                label + "refers to " + printable(asked, 200) + ", and nothing is asked over a network");
  if (!dataset) throw Error(ErrorKind::usage, label + "can't be read as " + endings_for(use) + ": " + errors.text());
  if (std::int64_t{dataset->GetRasterXSize()} * dataset->GetRasterYSize() > kMostRasterCells)
    throw Error(ErrorKind::usage, label + "has " + std::to_string(dataset->GetRasterXSize()) + " x " +
                                      std::to_string(dataset->GetRasterYSize()) +
                                      " cells, more than 10 thousand million; cut it to the country, or make its "
                                      "cells larger");
  if (dataset->GetSpatialRef() == nullptr)
    throw Error(ErrorKind::usage, label + "has no CRS, so nobody knows where its cells are; give it one");
  return dataset;
}

}  // namespace fairdraw
