#include "geo/open/attributes_only.h"

#include "geo/open/source.h"
#include "planner/values/formats.h"

#include <atomic>

#include <cpl_vsi.h>

namespace fairdraw {
namespace {

constexpr vsi_l_offset kMostBytes = vsi_l_offset{1} << 30U;

constexpr const char* kGeometryColumns =
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT "
    "NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL)";

GDALDataset* open(const std::string& file, unsigned access) {
  const char* const drivers[] = {"GPKG", nullptr};
  return GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | access, drivers, nullptr, nullptr);
}

}  // namespace

std::shared_ptr<GDALDataset> open_attributes_only(const std::string& file) {
  VSIStatBufL found;
  if (!has_ending(file, ".gpkg") || VSIStatL(file.c_str(), &found) != 0 ||
      static_cast<vsi_l_offset>(found.st_size) > kMostBytes)
    return nullptr;
  static std::atomic<int> copies = 0;
  const std::string copy = "/vsimem/attributes_only_" + std::to_string(++copies) + ".gpkg";
  const auto forget = [copy](GDALDataset* dataset) {
    if (dataset != nullptr) GDALClose(dataset);
    VSIUnlink(copy.c_str());
  };
  GdalErrors quiet;  // whoever asked before knows why it is not opened
  if (CPLCopyFile(copy.c_str(), file.c_str()) == 0)
    if (const GDALDatasetUniquePtr dataset(open(copy, GDAL_OF_UPDATE)); dataset)
      dataset->ReleaseResultSet(dataset->ExecuteSQL(kGeometryColumns, nullptr, nullptr));
  std::shared_ptr<GDALDataset> out(open(copy, GDAL_OF_READONLY), forget);
  return out && out->GetLayerCount() > 0 ? out : nullptr;
}

}  // namespace fairdraw
