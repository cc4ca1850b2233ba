#include "tests/support/formats.h"

#include "planner/base/output_folder.h"
#include "planner/record/manifest.h"
#include "tests/support/convert.h"
#include "tests/support/program.h"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

TEST_CASE("the same frame in every format gives the same tables and the same content digest") {
  const test::FrameInFormats frame;
  const auto expected = frame.draw("frame.gpkg");
  for (const auto& [file, driver] :
       {std::pair{"frame.shp", "ESRI Shapefile"}, {"frame.fgb", "FlatGeobuf"}, {"frame.geojson", "GeoJSON"}}) {
    test::convert(frame.folder / "frame.gpkg", frame.folder / file, driver,
                  driver == std::string("ESRI Shapefile") ? std::vector<std::string>{"-lco", "ENCODING=UTF-8"}
                                                          : std::vector<std::string>{});
    const std::string of = file;
    CAPTURE(of);
    CHECK(frame.draw(file) == expected);
  }
  for (const auto& [file, driver] : {std::pair{"table.csv", "CSV"}, {"table.xlsx", "XLSX"}, {"table.ods", "ODS"}}) {
    test::convert_to_table(frame.folder / "frame.gpkg", frame.folder / file, driver);
    const std::string of = file;
    CAPTURE(of);
    CHECK(frame.draw(file) == expected);
  }
}

TEST_CASE("a frame in another projection lands in the same places to a millimetre or so") {
  const test::FrameInFormats frame;
  test::convert(frame.folder / "frame.gpkg", frame.folder / "utm.gpkg", "GPKG", {"-t_srs", "EPSG:32737"});
  const auto utm = frame.draw("utm.gpkg");
  const auto degrees = frame.draw("frame.gpkg");
  CHECK(utm.at("content") == degrees.at("content"));
  CHECK(utm.at("tables/strata.csv") == degrees.at("tables/strata.csv"));
}
