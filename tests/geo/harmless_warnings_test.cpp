#include "geo/open/harmless_warnings.h"

#include "planner/base/output_folder.h"
#include "tests/support/convert.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include <cpl_error.h>
#include <doctest/doctest.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

using namespace fairdraw;

// A warning of GDAL's while a file is read is an error, but for those of a table, each of which is met here.

namespace {

std::string square(double x, double y) {
  const auto at = [](double a, double b) { return std::to_string(a) + " " + std::to_string(b); };
  return "(" + at(x, y) + "," + at(x + 0.01, y) + "," + at(x + 0.01, y + 0.01) + "," + at(x, y + 0.01) + "," +
         at(x, y) + ")";
}

std::string rows(const std::string& third) {
  return "id,n,WKT\na,10,\"POLYGON(" + square(30, 1) + ")\"\nb,20,\"POLYGON(" + square(31, 1) + ")\"\nc,30,\"" + third +
         "\"\n";
}

std::string survey(const std::string& file, const std::string& more = "") {
  return "[survey]\ncountry = \"TST\"\nseed = \"w\"\n[households]\nmode = \"none\"\n[frame]\nfile = \"" + file +
         "\"\nid = \"id\"\nsize = \"n\"\n" + more + "[areas]\ncount = 2\nminimum_per_stratum = 1\n";
}

/// Four bytes of a GeoPackage's header.
void write_in_header(const std::filesystem::path& file, std::size_t at, const std::string& bytes) {
  std::string content = read_file(file);
  content.replace(at, bytes.size(), bytes);
  std::ofstream(file, std::ios::binary) << content;
}

/// What GDAL warns of while a file is opened and read.
std::string warnings_of(const std::string& file) {
  static std::string told;
  told.clear();
  CPLPushErrorHandler([](CPLErr level, CPLErrorNum, const char* message) {
    if (level == CE_Warning) told += std::string(message) + "\n";
  });
  const auto dataset = std::unique_ptr<GDALDataset>(
      GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
  if (dataset != nullptr)
    for (const auto& feature : *dataset->GetLayer(0)) told += feature == nullptr ? "nothing" : "";
  CPLPopErrorHandler();
  return told;
}

}  // namespace

TEST_CASE("files of which GDAL warns without need are read whole, by every row of the table") {
  const test::TempFolder temp;
  std::map<std::string, std::function<std::string()>> made;  // by the part of the warning
  made["may only be partially supported"] = [&] {
    temp.write("a.csv", rows("POLYGON(" + square(32, 1) + ")"));
    test::convert(temp / "a.csv", temp / "later.gpkg", "GPKG", {"-a_srs", "EPSG:4326", "-select", "id,n"});
    write_in_header(temp / "later.gpkg", 60, std::string("\x00\x00\x4E\x20", 4));  // 2.0
    return std::string("later.gpkg");
  };
  made["bad application_id"] = [&] {
    temp.write("b.csv", rows("POLYGON(" + square(32, 1) + ")"));
    test::convert(temp / "b.csv", temp / "marked.gpkg", "GPKG", {"-a_srs", "EPSG:4326", "-select", "id,n"});
    write_in_header(temp / "marked.gpkg", 68, "ABCD");
    return std::string("marked.gpkg");
  };
  made["Non closed ring detected"] = [&] {
    temp.write(
        "open.geojson",
        R"({"type":"FeatureCollection","features":[)"
        R"({"type":"Feature","properties":{"id":"a","n":10},"geometry":{"type":"Polygon","coordinates":[[[30,1],[30.1,1],[30.1,1.1]]]}},)"
        R"({"type":"Feature","properties":{"id":"b","n":20},"geometry":{"type":"Polygon","coordinates":[[[31,1],[31.1,1],[31.1,1.1],[31,1]]]}},)"
        R"({"type":"Feature","properties":{"id":"c","n":30},"geometry":{"type":"Polygon","coordinates":[[[32,1],[32.1,1],[32.1,1.1],[32,1]]]}}]})");
    return std::string("open.geojson");
  };
  for (const HarmlessWarning& each : harmless_warnings()) {
    const std::string part(each.part);
    CAPTURE(part);
    REQUIRE(made.contains(part));
    const std::string file = made[part]();
    CHECK(warnings_of(temp / file).find(part) != std::string::npos);
    const test::Outcome outcome = test::run({"check", temp.write("s.toml", survey(file))});
    CAPTURE(outcome.err);
    CHECK(outcome.code == 0);
    CHECK(outcome.out.find("3 areas") != std::string::npos);
    CHECK(outcome.err.find(part) == std::string::npos);
  }
}

TEST_CASE("any other warning while a file is read is an error, as of what was read in part") {
  const test::TempFolder temp;
  temp.write("a.csv", rows("POLYGON(" + square(32, 1) + ")"));
  test::convert(temp / "a.csv", temp / "f.gpkg", "GPKG", {"-a_srs", "EPSG:4326", "-select", "id,n"});
  {
    const auto dataset = std::unique_ptr<GDALDataset>(
        GDALDataset::Open((temp / "f.gpkg").c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr));
    OGRFieldDefn dated("opened", OFTDate);
    REQUIRE(dataset->GetLayer(0)->CreateField(&dated) == OGRERR_NONE);
    dataset->ExecuteSQL(("UPDATE \"" + std::string(dataset->GetLayer(0)->GetName()) + "\" SET opened = 'soon'").c_str(),
                        nullptr, nullptr);
  }
  CHECK(warnings_of(temp / "f.gpkg").find("soon") != std::string::npos);
  const test::Outcome asked = test::run({"check", temp.write("s.toml", survey("f.gpkg", "strata = [\"opened\"]\n"))});
  CHECK(asked.code == 2);
  CHECK(asked.err.find("reading stopped before its end") != std::string::npos);
  // A column that the survey does not name is no matter.
  const test::Outcome unasked = test::run({"check", temp.write("s.toml", survey("f.gpkg"))});
  CAPTURE(unasked.err);
  CHECK(unasked.code == 0);
}
