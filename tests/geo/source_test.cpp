#include "geo/open/source.h"

#include "geo/open/gdal_ready.h"
#include "planner/base/error.h"
#include "tests/support/temp_folder.h"

#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// A GeoPackage of one table and a view that makes every size a thousand times as large.
void write_with_view(const std::string& file) {
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  const GDALDatasetUniquePtr dataset(driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  OGRLayer* areas = dataset->CreateLayer("areas", nullptr, wkbPoint);
  OGRFieldDefn size("n", OFTInteger);
  areas->CreateField(&size);
  OGRFeature one(areas->GetLayerDefn());
  one.SetField(0, 7);
  REQUIRE(areas->CreateFeature(&one) == OGRERR_NONE);
  REQUIRE(areas->SyncToDisk() == OGRERR_NONE);
  for (const char* statement :
       {"CREATE VIEW larger AS SELECT fid, n * 1000 AS n FROM areas",
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('larger', 'attributes', 'larger')"})
    dataset->ReleaseResultSet(dataset->ExecuteSQL(statement, nullptr, nullptr));
}

}  // namespace

TEST_CASE("views of a GeoPackage are no layers, and none is run") {
  ready_gdal();
  const test::TempFolder temp;
  const std::string file = temp / "f.gpkg";
  write_with_view(file);
  const Source only(file, "", "frame");
  CHECK(std::string(only.layer().GetName()) == "areas");
  only.each_feature([](const OGRFeature& area) { CHECK(area.GetFieldAsInteger("n") == 7); });
  for (const std::string name : {"larger", "LARGER"}) {
    CAPTURE(name);
    CHECK_THROWS_WITH_AS(Source(file, name, "frame"),
                         ("frame " + file + ": " + name +
                          " is a view, a query that is not run; write what it shows into a table of its own, as by "
                          "Export in QGIS")
                             .c_str(),
                         Error);
  }
  CHECK_THROWS_WITH_AS(Source(file, "none", "frame"), ("frame " + file + ": has no layer none; it has areas").c_str(),
                       Error);
}

TEST_CASE("GeoJSON that GDAL would read half of is refused with its line") {
  const test::TempFolder temp;
  const auto said = [&](const std::string& number) -> std::string {
    const std::string file = temp.write("f.geojson", "{\"type\": \"FeatureCollection\", \"features\": [\n" +
                                                         (R"({"type": "Feature", "properties": {"n": )" + number) +
                                                         "}, \"geometry\": null}\n]}\n");
    try {
      const Source source(file, "", "frame");
      return "read as " + std::to_string(OGRFeatureUniquePtr(source.layer().GetNextFeature())->GetFieldAsDouble(0));
    } catch (const Error& error) {
      return std::string(error.what()).substr(("frame " + file).size());
    }
  };
  CHECK(said("12.5") == "read as 12.500000");
  for (const std::string half : {"12.5.6", "4.915843886.42315915", "012", "1e5e"}) {
    CAPTURE(half);
    CHECK(said(half).find(", line 2: can't be read as JSON from ") == 0);
  }
}
