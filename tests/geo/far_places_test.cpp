#include "geo/maps/map_grid.h"
#include "planner/base/output_folder.h"
#include "tests/support/pdf.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iomanip>
#include <regex>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

constexpr int kDots = 200;  ///< an inch
constexpr double kPerMillimetre = kDots / 25.4;

struct Degrees {
  double longitude, latitude;
};

/// Degrees that a metre east and a metre north are, on the ellipsoid of WGS 84.
/// Source: NIMA (2000), TR8350.2, section 7.
Degrees degrees_of_a_metre(double latitude) {
  constexpr double kA = 6378137;
  constexpr double kE2 = 0.00669437999014;
  const double sine = std::sin(latitude * M_PI / 180);
  const double w = std::sqrt(1 - kE2 * sine * sine);
  const double meridian = kA * (1 - kE2) / (w * w * w);
  const double normal = kA / w;
  return {180 / M_PI / (normal * std::cos(latitude * M_PI / 180)), 180 / M_PI / meridian};
}

std::string ring(double west, double south, double east, double north) {
  std::ostringstream out;
  out << std::setprecision(15) << "[[" << west << "," << south << "],[" << east << "," << south << "],[" << east << ","
      << north << "],[" << west << "," << north << "],[" << west << "," << south << "]]";
  return out.str();
}

/// Nine square areas around a place, three by three; what lies across the antimeridian is parted there.
std::string squares(Degrees middle, double side) {
  const Degrees metre = degrees_of_a_metre(middle.latitude);
  const double wide = side * metre.longitude;
  const double high = side * metre.latitude;
  std::string features;
  for (int row = -1; row <= 1; ++row)
    for (int column = -1; column <= 1; ++column) {
      const double west = middle.longitude + (column - 0.5) * wide;
      const double east = west + wide;
      const double south = middle.latitude + (row - 0.5) * high;
      const double north = south + high;
      std::string parts;
      if (east > 180 && west < 180)
        parts = "[" + ring(west, south, 180, north) + "],[" + ring(-180, south, east - 360, north) + "]";
      else if (west >= 180)
        parts = "[" + ring(west - 360, south, east - 360, north) + "]";
      else
        parts = "[" + ring(west, south, east, north) + "]";
      const bool drawn = row == 0 && column == 0;
      features += std::string(features.empty() ? "" : ",") + R"({"type":"Feature","properties":{"id":"E)" +
                  std::to_string(3 * row + column + 5) + R"(","name":"Area )" + std::to_string(3 * row + column + 5) +
                  R"(","n":)" + (drawn ? "1000000" : "1") + R"(},"geometry":{"type":"MultiPolygon","coordinates":[)" +
                  parts + "]}}";
    }
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

/// Metres that a text such as "2.5 km" says.
double metres(const std::string& text) {
  return std::stod(text) * (text.find("km") != std::string::npos ? 1000 : 1);
}

bool dark(const test::Picture& page, double x, double y) {
  return page.at(static_cast<int>(x), static_cast<int>(y)) < 90;
}

/// Draws the plan whose only PSU is the square in the middle, and measures its map with a ruler.
void measure(Degrees middle, double side, const std::string& further = "") {
  CAPTURE(middle.longitude);
  CAPTURE(middle.latitude);
  CAPTURE(side);
  const test::TempFolder folder;
  folder.write("frame.geojson", squares(middle, side));
  const std::string survey = folder.write(
      "survey.toml",
      "[survey]\ntitle = \"Far\"\ncountry = \"FAR\"\nseed = \"far\"\n[yields]\neligible = 0.5\nhousehold = 1\nchild = "
      "1\ncaregiver = 1\n[frame]\nfile = "
      "\"frame.geojson\"\nid = \"id\"\nname = \"name\"\nsize = \"n\"\n[areas]\ncount = 1\nminimum_per_stratum = "
      "1\n[households]\ntake = 5\n" +
          further);
  const fs::path plan = folder / "plan";
  const test::Outcome outcome = test::run({"draw", survey, "-o", plan});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const fs::path maps = plan / "maps" / "psus.pdf";
  const std::string text = test::text_of_pdf(folder, maps, "-raw");
  CAPTURE(text);
  for (const char* neighbour : {"Area 2", "Area 4", "Area 6", "Area 8"})
    CHECK(text.find(neighbour) != std::string::npos);
  const std::string laid_out = test::text_of_pdf(folder, maps);  // other texts of the line stand apart by spaces
  const std::size_t at = laid_out.find("Scale 1:");
  REQUIRE(at != std::string::npos);
  std::string digits;
  for (const char c : laid_out.substr(at + 8, laid_out.find("   ", at) - at - 8))
    if (c >= '0' && c <= '9') digits += c;
  const double scale = std::stod(digits);

  // The scale bar on paper, along its upper edge: 12 mm from the left, where maps have it.
  const test::Picture page = test::page_picture(folder, maps, 1, kDots);
  const double bar_y = (297 - 52 + 6 + 26 + 4) * kPerMillimetre;
  double end = 12 * kPerMillimetre;
  for (double x = end; x < 80 * kPerMillimetre; ++x)
    if (dark(page, x, bar_y) || dark(page, x, bar_y + 1)) end = x;
  const double bar = (end - 12 * kPerMillimetre) / kPerMillimetre;
  std::smatch match;
  const std::regex lengths("\\n0 ([0-9.]+ k?m) ([0-9.]+ k?m)\\n");
  REQUIRE(std::regex_search(text, match, lengths));
  CHECK(bar / 1000 * scale == doctest::Approx(metres(match[2])).epsilon(0.01));

  // The square's sides, from the middle of one border to the middle of the other.
  const auto border = [&](double from_x, double from_y, double step_x, double step_y) {
    double first = 0;
    for (double k = 0; k < 130 * kPerMillimetre; ++k) {
      const bool here = dark(page, from_x + k * step_x, from_y + k * step_y) &&
                        dark(page, from_x + (k + 2) * step_x, from_y + (k + 2) * step_y) &&
                        dark(page, from_x + (k + 4) * step_x, from_y + (k + 4) * step_y);
      if (here && first == 0) first = k;
      if (here) return k + 3.5;  // the border is 2.6 points wide: 7 dots
    }
    return first;
  };
  const double centre_x = 105 * kPerMillimetre + 9;  // beside the grid's lines
  const double centre_y = (36 + 209.0 / 2) * kPerMillimetre + 9;
  const double wide = border(centre_x, centre_y, 1, 0) + border(centre_x, centre_y, -1, 0);
  const double high = border(centre_x, centre_y, 0, 1) + border(centre_x, centre_y, 0, -1);
  CHECK(wide / kPerMillimetre / 1000 * scale == doctest::Approx(side).epsilon(0.02));
  CHECK(high / kPerMillimetre / 1000 * scale == doctest::Approx(side).epsilon(0.02));
  CHECK(wide / kPerMillimetre > 95);  // it fills the map
}

}  // namespace

TEST_CASE("maps measure right on paper: units of 200 m and of 200 km, at the equator and at 70 degrees north") {
  measure({36.8, -1.3}, 200);
  measure({36.8, -1.3}, 200'000);
  measure({25.7, 70}, 200);
  measure({25.7, 70}, 200'000);
  measure({25.7, 70}, 5'000, "[maps]\ngrid = \"utm\"\n");
}

TEST_CASE("maps measure right on paper across the antimeridian") {
  measure({180, -16.8}, 3'000);
  measure({179.99, -16.8}, 40'000);
  measure({-179.995, 66}, 3'000, "[maps]\ngrid = \"utm\"\n");
}

TEST_CASE("UTM zones, with those of Norway and Svalbard") {
  CHECK(utm_zone(36.8, -1.3) == "37S");
  CHECK(utm_zone(-180, 10) == "1N");
  CHECK(utm_zone(179.9, 10) == "60N");
  CHECK(utm_zone(180, 10) == "1N");
  CHECK(utm_zone(5.3, 60.4) == "32N");
  CHECK(utm_zone(15.6, 78.2) == "33N");
  CHECK(utm_zone(35, 78.2) == "37N");
}
