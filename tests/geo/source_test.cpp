#include "geo/open/source.h"

#include "geo/open/gdal_ready.h"
#include "planner/base/error.h"
#include "planner/base/output_folder.h"
#include "tests/support/temp_folder.h"

#include <cstddef>
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

TEST_CASE("a Shapefile whose parts count different areas is refused") {
  ready_gdal();
  const test::TempFolder temp;
  const std::string file = temp / "f.shp";
  {
    const GDALDatasetUniquePtr dataset(
        GetGDALDriverManager()->GetDriverByName("ESRI Shapefile")->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRLayer* areas = dataset->CreateLayer("f", nullptr, wkbPoint);
    OGRFieldDefn size("n", OFTInteger);
    areas->CreateField(&size);
    for (int i = 0; i < 5; ++i) {
      OGRFeature one(areas->GetLayerDefn());
      one.SetField(0, i);
      const OGRPoint place(30 + i, 1);
      one.SetGeometry(&place);
      REQUIRE(areas->CreateFeature(&one) == OGRERR_NONE);
    }
  }
  CHECK(Source(file, "", "frame").layer().GetFeatureCount() == 5);
  const auto changed = [&](const std::string& part, std::size_t at, char byte) {
    const std::string path = temp / part;
    std::string bytes = read_file(path);
    const std::string sound = bytes;
    bytes[at] = byte;
    temp.write(part, bytes);
    std::string said;
    try {
      const Source source(file, "", "frame");
    } catch (const Error& error) {
      said = error.what();
    }
    temp.write(part, sound);
    return said;
  };
  const std::string why = ": its parts don't belong together, or are cut off or corrupted: ";
  // The index's length in words of two bytes: of three areas, which GDAL would read.
  CHECK(changed("f.shx", 27, (100 + 3 * 8) / 2) == "frame " + file + why + ".shx says 3 areas, .shx has room for 5");
  CHECK(changed("f.dbf", 4, 2) == "frame " + file + why + ".shx says 5 areas, .dbf says 2");
  temp.write("f.dbf", read_file(temp / "f.dbf").substr(0, read_file(temp / "f.dbf").size() - 12));
  CHECK_THROWS_AS(Source(file, "", "frame"), Error);
}
