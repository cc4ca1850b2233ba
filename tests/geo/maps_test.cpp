#include "geo/maps/map_furniture.h"
#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/support/pdf.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("a map's frame has a round scale that shows all of the ground, in true proportion") {
  for (const double extent : {80.0, 200.0, 1234.0, 45'678.0, 200'000.0}) {
    const MapFrame frame = frame_ground({10, 36, 190, 209}, {-extent / 2, -extent / 3}, {extent / 2, extent / 3}, 0.12);
    CHECK(frame.low.east <= -extent / 2);
    CHECK(frame.high.north >= extent / 3);
    CHECK((frame.high.east - frame.low.east) / 0.190 == doctest::Approx(frame.scale));
    CHECK((frame.high.north - frame.low.north) / 0.209 == doctest::Approx(frame.scale));
    CHECK(extent / (frame.high.east - frame.low.east) > 0.5);
  }
}

TEST_CASE("codes hold id and position") {
  CHECK(code_text("EA7", Place{3912345678, -512345678}) == "geo:-5.123457,39.123457?q=EA7");
  CHECK(code_text("a b&c", Place{0, 0}) == "geo:0,0?q=a%20b%26c");
  CHECK(code_text("EA7", std::nullopt) == "EA7");
}

TEST_CASE("every PSU has a page in the atlas and a sheet, with text that can be searched") {
  const test::SamplePlan drawn(test::Documents::all);
  const auto& [country, plan] = drawn;
  const std::string maps = test::text_of_pdf(country.folder, plan / "maps" / "psus.pdf");
  CHECK(count(maps, "map 1 of 40") == 1);
  CHECK(count(maps, "map 40 of 40") == 1);
  CHECK(count(maps, "Scale 1:") == 40);
  CHECK(count(maps, "PSU ") >= 40);
  const std::string sheets = test::text_of_pdf(country.folder, plan / "lists" / "assignments.pdf");
  CHECK(count(sheets, "sheet 40 of 40") >= 1);
  CHECK(sheets.find("Result codes:") != std::string::npos);
  CHECK(sheets.find("Consent:") != std::string::npos);
  CHECK(test::text_of_pdf(country.folder, plan / "maps" / "overview.pdf").find("Primary sampling units: 40") !=
        std::string::npos);
}

TEST_CASE("no name on a map stands upon another") {
  const test::SamplePlan drawn(test::Documents::all);
  const auto& [country, plan] = drawn;
  // Boxes of the words of every page, in points; of names that are turned they are too large, so those of roads are
  // left out.
  const std::string boxes = test::text_of_pdf(country.folder, plan / "maps" / "psus.pdf", "-bbox");
  struct Word {
    double left = 0, top = 0, right = 0, bottom = 0;
    std::string text;
  };
  std::vector<Word> page;
  std::size_t compared = 0;
  std::istringstream lines(boxes);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("<page ") != std::string::npos) page.clear();
    Word word;
    std::array<char, 256> text{};
    if (std::sscanf(line.c_str(), " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">%255[^<]", &word.left,
                    &word.top, &word.right, &word.bottom, text.data()) != 5)
      continue;
    word.text = text.data();
    constexpr double kPoints = 72 / 25.4;
    const bool on_map = word.top > 36 * kPoints && word.bottom < (297 - 53) * kPoints;
    const bool road = word.text.size() > 1 && word.text[0] >= 'A' && word.text[0] <= 'Z' &&
                      word.text.find_first_not_of("0123456789", 1) == std::string::npos;
    if (!on_map || road) continue;
    const double inset = (word.bottom - word.top) * 0.25;  // a font's box is higher than its letters
    word.top += inset;
    word.bottom -= inset;
    for (const Word& other : page) {
      CAPTURE(word.text);
      CAPTURE(other.text);
      ++compared;
      const bool apart = word.left >= other.right - 0.5 || other.left >= word.right - 0.5 || word.top >= other.bottom ||
                         other.top >= word.bottom;
      CHECK(apart);
    }
    page.push_back(word);
  }
  CHECK(compared > 1000);
}

TEST_CASE("every stratum and every team has its map, with all of its PSUs") {
  const test::SamplePlan drawn(test::Documents::all);
  const auto& [country, plan] = drawn;
  const CsvTable strata = parse_csv(read_file(plan / "tables" / "strata.csv"), "strata.csv");
  const std::string maps = test::text_of_pdf(country.folder, plan / "maps" / "strata.pdf");
  CHECK(count(maps, "are in the field") == strata.records.size());
  for (const auto& record : strata.records) CHECK(count(maps, record[*strata.column("stratum")]) >= 1);
  const CsvTable stops = parse_csv(read_file(plan / "lists" / "teams.csv"), "teams.csv");
  const std::string teams = test::text_of_pdf(country.folder, plan / "maps" / "teams.pdf");
  CHECK(stops.records.size() == 40);
  for (const auto& record : stops.records) CHECK(count(teams, record[*stops.column("psu_id")]) == 1);
  for (const char* name : {"Team 1", "Team 2", "Team 3"}) CHECK(count(teams, name) >= 1);
}
