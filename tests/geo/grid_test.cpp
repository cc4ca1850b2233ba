#include "geo/grid/grid_cells.h"
#include "geo/grid/grid_frame.h"
#include "geo/open/layer_writer.h"
#include "geo/read/frame_reader.h"
#include "geo/read/places.h"
#include "geo/read/shapes.h"
#include "planner/base/csv.h"
#include "planner/base/error.h"
#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/raster.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

/// People in a made-up land: towns in the west, villages in the east, nobody in a lake.
float people_at(std::uint32_t row, std::uint32_t column) {
  std::uint32_t hash = row * 2654435761U ^ column * 2246822519U;
  hash ^= hash >> 15U;
  hash *= 2654435761U;
  hash ^= hash >> 13U;
  if (row > 300 && row < 420 && column > 500 && column < 700) return -99999;
  if (column < 200) return static_cast<float>(hash % 12);
  return hash % 40 == 0 ? static_cast<float>(hash % 25) : 0;
}

constexpr std::uint32_t kRows = 700;
constexpr std::uint32_t kColumns = 1100;

/// Two provinces side by side; the last fifty columns belong to none.
void write_boundaries(const std::string& file) {
  LayerFile out("GPKG", file);
  out.layer("provinces", wkbMultiPolygon, {{"province", OFTString}});
  const auto add = [&](const char* name, double west, double east) {
    OGRLinearRing ring;
    for (const auto& [x, y] : {std::pair(west, -5.0), std::pair(east, -5.0), std::pair(east, -5.7),
                               std::pair(west, -5.7), std::pair(west, -5.0)})
      ring.addPoint(x, y);
    OGRPolygon polygon;
    polygon.addRing(&ring);
    auto ground = std::make_unique<OGRMultiPolygon>();
    ground->addGeometry(&polygon);
    out.add(std::move(ground), [&](OGRFeature& feature) { feature.SetField(0, name); });
  };
  add("West", 30, 30.4);
  add("East", 30.4, 31.05);
  out.finish();
}

struct GridCountry {
  test::TempFolder folder;

  explicit GridCountry(std::uint32_t tile = 256) {
    test::write_raster(folder / "people.tif", {.rows = kRows, .columns = kColumns, .tile = tile}, people_at);
    write_boundaries(folder / "provinces.gpkg");
  }

  std::string text(const std::string& raster = "people.tif") const {
    return "[survey]\ncountry = \"SLD\"\nseed = \"s\"\n[yields]\neligible = 0.4\nhousehold = 1\nchild = 1\ncaregiver = "
           "1\n[frame]\nfile = \"" +
           raster +
           "\"\ngrid_size = 500\nsize_per_household = 5\nstrata = [\"province\"]\n[boundaries]\nfile = "
           "\"provinces.gpkg\"\nid = \"province\"\n[areas]\ncount = 20\n[households]\ntake = 5\n";
  }

  Survey survey(const std::string& raster = "people.tif") const {
    return parse_survey(text(raster), folder / "survey.toml");
  }
};

}  // namespace

TEST_CASE("the curve goes through every cell of a square, from one to the next, along its first row's ends") {
  for (const std::uint32_t levels : {1U, 2U, 5U}) {
    const std::vector<GridCell> curve = hilbert_square(levels);
    const std::uint32_t side = 1U << levels;
    REQUIRE(curve.size() == side * side);
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (std::size_t i = 0; i < curve.size(); ++i) {
      seen.emplace(curve[i].row, curve[i].column);
      if (i == 0) continue;
      CHECK(std::abs(static_cast<int>(curve[i].row) - static_cast<int>(curve[i - 1].row)) +
                std::abs(static_cast<int>(curve[i].column) - static_cast<int>(curve[i - 1].column)) ==
            1);
    }
    CHECK(seen.size() == curve.size());
    CHECK((curve.front().row == 0 && curve.front().column == 0));
    CHECK((curve.back().row == 0 && curve.back().column == side - 1));
  }
}

TEST_CASE("outlines enclose the cells and no others, whatever the cells") {
  std::mt19937 engine(5);
  for (int round = 0; round < 300; ++round) {
    std::vector<GridCell> cells;
    for (std::uint32_t r = 0; r < 8; ++r)
      for (std::uint32_t c = 0; c < 8; ++c)
        if (engine() % 100 < 20U + static_cast<unsigned>(round) % 70U) cells.push_back({r, c});
    std::shuffle(cells.begin(), cells.end(), engine);
    const auto rings = outlines(cells);
    std::int64_t area = 0;
    for (const auto& ring : rings) {
      CHECK(ring.size() >= 4);
      area += twice_area(ring);
      for (std::size_t i = 0; i < ring.size(); ++i) {  // every corner turns
        const CellCorner& a = ring[i];
        const CellCorner& b = ring[(i + 1) % ring.size()];
        const CellCorner& c = ring[(i + 2) % ring.size()];
        CHECK((a.row == b.row) != (a.column == b.column));
        CHECK((a.row == b.row) != (b.row == c.row));
      }
    }
    CHECK(area == 2 * static_cast<std::int64_t>(cells.size()));
    // Each cell's middle is inside by the even-odd rule, other cells' are not.
    std::set<std::pair<std::uint32_t, std::uint32_t>> in;
    for (const GridCell& cell : cells) in.emplace(cell.row, cell.column);
    for (std::uint32_t r = 0; r < 8; ++r)
      for (std::uint32_t c = 0; c < 8; ++c) {
        bool inside = false;
        for (const auto& ring : rings)
          for (std::size_t i = 0; i < ring.size(); ++i) {
            const CellCorner& a = ring[i];
            const CellCorner& b = ring[(i + 1) % ring.size()];
            if (a.column == b.column && a.column > c && std::min(a.row, b.row) <= r && r < std::max(a.row, b.row))
              inside = !inside;
          }
        CHECK(inside == in.contains({r, c}));
      }
  }
}

TEST_CASE("a population raster becomes PSUs of the size asked for, nobody counted twice or left out") {
  const GridCountry country;
  const Survey survey = country.survey();
  const Frame frame = read_frame(survey, true);
  double inside = 0;
  double outside = 0;
  for (std::uint32_t r = 0; r < kRows; ++r)
    for (std::uint32_t c = 0; c < kColumns; ++c)
      if (const float here = people_at(r, c); here > 0) (c < 1050 ? inside : outside) += here;
  CHECK(std::accumulate(frame.size.begin(), frame.size.end(), 0.0) == doctest::Approx(inside).epsilon(1e-12));
  CHECK(frame.outside == doctest::Approx(outside));
  CHECK(frame.outside_cells > 0);
  REQUIRE(frame.areas() > 200);
  std::size_t far = 0;
  for (const double size : frame.size) far += std::abs(size - 500) > 25 ? 1 : 0;
  CHECK(far <= 2);  // the last of each province

  // The ground of a PSU is its cells, and people of all cells in it are its size.
  std::vector<std::uint32_t> some = {0, static_cast<std::uint32_t>(frame.areas() / 2),
                                     static_cast<std::uint32_t>(frame.areas() - 1)};
  const std::vector<Shape> shapes = read_shapes(survey, frame, some);
  for (std::size_t k = 0; k < some.size(); ++k) {
    double people = 0;
    for (std::uint32_t r = 0; r < kRows; ++r)
      for (std::uint32_t c = 0; c < kColumns; ++c)
        if (const float here = people_at(r, c);
            here > 0 && contains(shapes[k], place_at(30 + (c + 0.5) * 0.001, -5 - (r + 0.5) * 0.001)))
          people += here;
    CHECK(people == doctest::Approx(frame.size[some[k]]));
  }
}

TEST_CASE("how a raster is tiled or compressed is no matter") {
  const GridCountry country;
  test::write_raster(country.folder / "strips.tif", {.rows = kRows, .columns = kColumns}, people_at);
  test::write_raster(country.folder / "big.tif", {.rows = kRows, .columns = kColumns, .tile = 1024}, people_at);
  const Frame one = read_frame(country.survey(), true);
  for (const char* other_file : {"strips.tif", "big.tif"}) {
    const Frame other = read_frame(country.survey(other_file), true);
    REQUIRE(one.areas() == other.areas());
    for (std::size_t i = 0; i < one.areas(); ++i) {
      CHECK(one.id[i] == other.id[i]);
      CHECK(one.size[i] == other.size[i]);
    }
  }
}

TEST_CASE("a raster is gone through once: the frame keeps its PSUs, for their ground and for who reads it again") {
  const GridCountry country;
  const Survey survey = country.survey();
  const Frame frame = read_frame(survey, true);
  REQUIRE(frame.grid != nullptr);
  CHECK(frame.select({0, 1}).grid == frame.grid);
  fs::remove(country.folder / "people.tif");
  CHECK_FALSE(read_shapes(survey, frame, {0}).front().empty());
  CHECK(read_places(survey, frame).places.size() == frame.areas());
  CHECK(read_frame(survey, true, frame.grid).grid == frame.grid);
  Survey larger = survey;  // its PSUs are others
  larger.frame.grid_size = 1000;
  CHECK_THROWS_AS(read_frame(larger, true, frame.grid), Error);
}

TEST_CASE("a raster of more cells than are read is refused before memory goes") {
  const GridCountry country;
  const std::string survey = country.folder.write("survey.toml", country.text());
  const std::string file = country.folder / "people.tif";
  const char* options[] = {"TILED=YES", "BLOCKXSIZE=4096", "BLOCKYSIZE=4096", "SPARSE_OK=TRUE", "BIGTIFF=YES", nullptr};
  {
    const GDALDatasetUniquePtr dataset(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
        file.c_str(), 400'000, 400'000, 1, GDT_Float32, const_cast<char**>(options)));
    REQUIRE(dataset);
    double ground[6] = {30, 0.00001, 0, -5, 0, -0.00001};
    dataset->SetGeoTransform(ground);
    OGRSpatialReference crs;
    REQUIRE(crs.importFromEPSG(4326) == OGRERR_NONE);
    dataset->SetSpatialRef(&crs);
  }
  const test::Outcome outcome = test::run({"check", survey}, 10);
  CAPTURE(outcome.err);
  CHECK(outcome.code == 2);
  CHECK(outcome.err.find("more than 10 thousand million") != std::string::npos);
}

TEST_CASE("draw from a raster: plan, maps, and it verifies, one changed cell does not") {
  const GridCountry country;
  const std::string survey = country.folder.write("survey.toml", country.text());
  const fs::path plan = country.folder / "plan";
  const test::Outcome drawn = test::run({"draw", survey, "-o", plan});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  CHECK(drawn.err.find("outside-boundary") != std::string::npos);
  CHECK(fs::exists(plan / "maps" / "psus.pdf"));
  const CsvTable psus = parse_csv(read_file(plan / "tables" / "psus.csv"), "psus.csv");
  CHECK(psus.records.size() == 20);
  for (const auto& record : psus.records) CHECK(!record[*psus.column("longitude")].empty());
  CHECK(test::run({"verify", plan}).code == 0);
  CHECK(test::run({"check", survey}).code == 0);
  std::string split = country.text();
  split.replace(split.find("[areas]\n"), 8, "[areas]\nsegment_above = 60\nsegment_size = 30\n");
  const std::string large = country.folder.write("large.toml", split);
  REQUIRE(test::run({"draw", large, "-o", country.folder / "large", "--tables-only"}).code == 0);
  CHECK(read_file(country.folder / "large" / "tables" / "segments.csv").find(",population,") != std::string::npos);
  CHECK(test::run({"check", large}).out.find("large-area") != std::string::npos);
  test::write_raster(
      country.folder / "people.tif", {.rows = kRows, .columns = kColumns, .tile = 256},
      [](std::uint32_t r, std::uint32_t c) { return people_at(r, c) + (r == 9 && c == 9 ? 3.0F : 0.0F); });
  CHECK(test::run({"verify", plan}).code == 1);
}

TEST_CASE("what can be wrong with a raster is said") {
  const GridCountry country;
  const auto refused = [&](const std::string& file, const test::RasterLayout& layout, float value) {
    test::write_raster(country.folder / file, layout, [&](std::uint32_t, std::uint32_t) { return value; });
    try {
      read_frame(country.survey(file), true);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const auto has = [](const std::string& text, const char* words) { return text.find(words) != std::string::npos; };
  CHECK(has(refused("crs.tif", {.rows = 9, .columns = 9, .crs = false}, 1), "has no CRS"));
  CHECK(has(refused("turned.tif", {.rows = 9, .columns = 9, .turn = 0.0004}, 1), "warp it first"));
  CHECK(has(refused("negative.tif", {.rows = 9, .columns = 9}, -1), "negative or infinite"));
  CHECK(has(refused("far.tif", {.rows = 9, .columns = 9, .west = 100}, 1), "lies in any of the boundaries"));
  CHECK(has(refused("empty.tif", {.rows = 9, .columns = 9}, 0), "no cell with people"));
  country.folder.write("text.tif", "this is no raster");
  CHECK_THROWS_AS(read_frame(country.survey("text.tif"), true), Error);
  const std::string whole = read_file(country.folder / "people.tif");
  country.folder.write("cut.tif", whole.substr(0, whole.size() / 2));
  CHECK_THROWS_AS(read_frame(country.survey("cut.tif"), true), Error);
  CHECK_THROWS_AS(read_frame(country.survey("none.tif"), true), Error);

  std::string text = country.text();
  text.replace(text.find("grid_size = 500\n"), 16, "");
  CHECK_THROWS_WITH_AS(parse_survey(text, "s.toml"), doctest::Contains("grid_size"), Error);
  text = country.text();
  text.replace(text.find("[boundaries]"), text.find("[areas]") - text.find("[boundaries]"), "");
  CHECK_THROWS_WITH_AS(parse_survey(text, "s.toml"), doctest::Contains("needs [boundaries]"), Error);
}
