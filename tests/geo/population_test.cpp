#include "geo/read/population.h"

#include "planner/base/csv.h"
#include "planner/base/error.h"
#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/raster.h"
#include "tests/support/sample_country.h"
#include "tests/support/sample_frame.h"
#include "tests/support/temp_folder.h"

#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

Shape rectangle(double west, double south, double east, double north) {
  Shape shape;
  shape.polygons.push_back({{{place_at(west, south), place_at(east, south), place_at(east, north),
                              place_at(west, north), place_at(west, south)}}});
  return shape;
}

Survey survey_with(const test::TempFolder& folder, const std::string& raster) {
  Survey survey = test::survey_of("[areas]\ncount = 1\n[households]\ntake = 5\npopulation = \"" + raster + "\"\n");
  survey.file = folder / "survey.toml";
  return survey;
}

float people_at(std::uint32_t row, std::uint32_t column) {
  return (row + column) % 3 == 0 ? -99999 : static_cast<float>(row * 7 + column) / 8;
}

std::uint64_t weight_of(const std::vector<GroundPoints>& in) {
  std::uint64_t sum = 0;
  for (const GroundPoints& points : in)
    for (const GroundPoint& point : points) sum += point.weight;
  return sum;
}

std::string said(const Survey& survey, const std::vector<Shape>& areas) {
  try {
    read_population(survey, areas);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("every cell with people is in one of the areas that share the ground, in degrees or in metres") {
  const test::TempFolder folder;
  constexpr std::uint32_t kSide = 40;
  test::write_raster(folder / "degrees.tif", {.rows = kSide, .columns = kSide}, people_at);
  test::write_raster(folder / "metres.tif",
                     {.rows = kSide, .columns = kSide, .west = 500'000, .north = 9'440'000, .cell = 100, .epsg = 32736},
                     people_at);
  std::uint64_t all = 0;
  for (std::uint32_t row = 0; row < kSide; ++row)
    for (std::uint32_t column = 0; column < kSide; ++column)
      if (people_at(row, column) > 0)
        all += static_cast<std::uint64_t>(std::llround(static_cast<double>(people_at(row, column)) * 1000));
  // The borders between are no cells' borders.
  const std::vector<Shape> degrees = {rectangle(29, -6, 30.0123, -4), rectangle(30.0123, -6, 31, -5.0207), Shape(),
                                      rectangle(30.0123, -5.0207, 31, -4)};
  const std::vector<GroundPoints> found = read_population(survey_with(folder, "degrees.tif"), degrees);
  CHECK(weight_of(found) == all);
  CHECK(found[0].size() == 12 * kSide - 12 * kSide / 3);
  CHECK(found[2].empty());
  CHECK(found[0].front().reach == place_at(0.0005, 0.0005));
  for (std::size_t i = 0; i < degrees.size(); ++i)
    for (const GroundPoint& point : found[i]) CHECK(contains(degrees[i], point.place));

  const std::vector<Shape> metres = {rectangle(32, -6, 33.0123, -4), rectangle(33.0123, -6, 34, -5.0807),
                                     rectangle(33.0123, -5.0807, 34, -4)};
  const std::vector<GroundPoints> there = read_population(survey_with(folder, "metres.tif"), metres);
  CHECK(weight_of(there) == all);
  for (const GroundPoints& points : there) {
    CHECK(!points.empty());
    // 50 m in degrees, and a little more for the turn of the grid.
    CHECK(points.front().reach.latitude_degrees() == doctest::Approx(50.0 / 110'600).epsilon(0.02));
  }
}

TEST_CASE("what can be wrong with a raster of people beside the frame is said") {
  const test::TempFolder folder;
  const auto one = [](std::uint32_t, std::uint32_t) { return 1.0F; };
  const std::vector<Shape> areas = {rectangle(30, -5.01, 30.01, -5)};
  const auto has = [&](const std::string& file, const char* words) {
    return said(survey_with(folder, file), areas).find(words) != std::string::npos;
  };
  test::write_raster(folder / "crs.tif", {.rows = 9, .columns = 9, .crs = false}, one);
  CHECK(has("crs.tif", "has no CRS"));
  test::write_raster(folder / "far.tif", {.rows = 9, .columns = 9, .west = 100}, one);
  CHECK(has("far.tif", "not one cell with people lies in any of the areas drawn"));
  test::write_raster(folder / "negative.tif", {.rows = 9, .columns = 9},
                     [](std::uint32_t, std::uint32_t) { return -1.0F; });
  CHECK(has("negative.tif", "negative or infinite"));
  CHECK(has("none.tif", "there is no such file"));
}

TEST_CASE("people of a raster make segments and starts of walks where no building is known, and it verifies") {
  const test::SampleCountry country(400, "mode = \"random-walk\"\ntake = 5\npopulation = \"people.tif\"\n");
  std::string text = read_file(country.survey);
  text.insert(text.find("count = 40"), "segment_above = 120\nsegment_size = 50\n");
  const std::string survey = country.folder.write("s.toml", text);
  // The made-up country lies within.
  const test::RasterLayout layout{.rows = 1200, .columns = 1200, .west = 34, .north = 0, .cell = 0.01};
  const auto people = [](std::uint32_t row, std::uint32_t column) {
    return static_cast<float>((row * 31 + column * 17) % 7);
  };
  test::write_raster(country.folder / "people.tif", layout, people);
  const fs::path plan = country.folder / "plan";
  const test::Outcome drawn = test::run({"draw", survey, "-o", plan, "--tables-only"});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  std::map<std::string, int> how;
  const CsvTable segments = parse_csv(read_file(plan / "tables" / "segments.csv"), "segments.csv");
  for (const auto& record : segments.records) ++how[record[*segments.column("how")]];
  CHECK(how["population"] > 10);
  CHECK(how["buildings"] == 0);
  CHECK(test::run({"verify", plan}).code == 0);
  test::write_raster(country.folder / "people.tif", layout, [&](std::uint32_t row, std::uint32_t column) {
    return people(row, column) + static_cast<float>(row % 3);
  });
  CHECK(test::run({"verify", plan}).code == 1);
}
