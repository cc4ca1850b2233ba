#include "planner/values/formats.h"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("a format is listed, opened and told a raster by its row alone") {
  CHECK(endings_for(FileUse::layer) ==
        ".gpkg, .shp, .geojson, .fgb, .csv, .csv.gz, .xlsx, .ods, .xls, .dta, .sav or .zsav (.parquet where GDAL has "
        "its driver)");
  CHECK(endings_for(FileUse::people) == ".tif or .tiff");
  CHECK(drivers_for(FileUse::ground).size() == 2);  // two endings of one driver
  for (const FileFormat& format : file_formats()) {
    CAPTURE(format.ending);
    bool people = false;
    for (const FileUse use : format.uses) {
      CHECK(endings_for(use).find(format.ending) != std::string::npos);
      bool driven = format.driver == nullptr;
      for (const char* driver : drivers_for(use)) driven = driven || std::string_view(format.driver) == driver;
      CHECK(driven);
      people = people || use == FileUse::people;
    }
    CHECK(is_raster("frame" + std::string(format.ending)) == people);
  }
  CHECK(has_ending("a.CSV.gz", ".csv.gz"));
  CHECK(!has_ending("csv", ".csv"));
  CHECK(is_raster("WorldPop.TIF"));
  CHECK(is_raster("WorldPop.Tiff"));
  CHECK(!is_raster("tif"));
}
