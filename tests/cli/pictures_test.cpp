#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/support/pdf.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

/// Draws the sample country's survey with some of its text replaced.
fs::path drawn(const test::SampleCountry& country, const std::vector<std::pair<std::string, std::string>>& changes,
               const std::string& name = "plan") {
  std::string text = read_file(country.survey);
  for (const auto& [from, to] : changes) {
    REQUIRE(text.find(from) != std::string::npos);
    text.replace(text.find(from), from.size(), to);
  }
  const fs::path plan = country.folder / name;
  const test::Outcome outcome = test::run({"draw", country.folder.write(name + ".toml", text), "-o", plan});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  return plan;
}

}  // namespace

TEST_CASE("pictures that look otherwise are told apart, and such as differ by a dot are not") {
  test::Picture white{120, 120, std::vector<std::uint8_t>(120 * 120, 255)};
  test::Picture other = white;
  for (int y = 60; y < 72; ++y)
    for (int x = 30; x < 90; ++x) other.dots[static_cast<std::size_t>(y * 120 + x)] = 0;
  CHECK(test::share_that_differs(white, white) == 0);
  CHECK(test::share_that_differs(white, other) == doctest::Approx(20.0 / 400));
  test::Picture moved = white;  // a thin line, a dot further down
  test::Picture line = white;
  for (int x = 0; x < 120; ++x) {
    line.dots[static_cast<std::size_t>(61 * 120 + x)] = 100;
    moved.dots[static_cast<std::size_t>(62 * 120 + x)] = 100;
  }
  CHECK(test::share_that_differs(line, moved) == 0);
  CHECK(test::share_that_differs(white, {60, 60, std::vector<std::uint8_t>(3600, 255)}) == 1);
}

TEST_CASE("pages look as approved: overview, strata, teams, PSUs, the listing form, visits after it") {
  const test::SampleCountry country;
  const fs::path plan = drawn(country, {});
  test::check_looks_as_approved(country.folder, plan / "maps" / "overview.pdf", 1, "overview");
  test::check_looks_as_approved(country.folder, plan / "maps" / "strata.pdf", 1, "stratum");
  test::check_looks_as_approved(country.folder, plan / "maps" / "teams.pdf", 1, "team");
  test::check_looks_as_approved(country.folder, plan / "maps" / "psus.pdf", 2, "psu");
  test::check_looks_as_approved(country.folder, plan / "lists" / "assignments.pdf", 1, "listing-form");
  std::string listing = "psu_id,household_id,eligible_children\n";
  const CsvTable psus = parse_csv(read_file(plan / "tables" / "psus.csv"), "psus.csv");
  for (const auto& psu : psus.records)
    for (int household = 1; household <= 60 && psu[*psus.column("release")] == "0"; ++household)
      listing += psu[*psus.column("psu_id")] + "," + std::to_string(100 + household) + "," +
                 std::to_string(household % 5 < 2 ? 1 + household % 3 : 0) + "\n";
  REQUIRE(test::run({"households", plan, "--listing", country.folder.write("listing.csv", listing)}).code == 0);
  test::check_looks_as_approved(country.folder, plan / "lists" / "assignments.pdf", 1, "visits");
}

TEST_CASE("pages look as approved: a random walk in Khmer on Letter, with a UTM grid and sheets of a large unit") {
  const test::SampleCountry country(400, "mode = \"random-walk\"\ntake = 5\n");
  const fs::path plan =
      drawn(country,
            {{"[maps]\n",
              "[documents]\nlanguage = \"km\"\n[maps]\npaper = \"Letter\"\ngrid = \"utm\"\nsheet_scale = 100000\n"}});
  test::check_looks_as_approved(country.folder, plan / "lists" / "assignments.pdf", 1, "walk-km");
  test::check_looks_as_approved(country.folder, plan / "maps" / "psus.pdf", 1, "psu-km");
  test::check_looks_as_approved(country.folder, plan / "maps" / "psus.pdf", 2, "psu-sheet-km");
}

TEST_CASE("pages look as approved: buildings in batches in Thai, and the map of their unit") {
  const test::SampleCountry country(400, "mode = \"footprints\"\ntake = 5\nfootprints = \"buildings.fgb\"\n");
  const fs::path plan = drawn(country, {{"[maps]\n", "[documents]\nlanguage = \"th\"\n[maps]\n"}});
  test::check_looks_as_approved(country.folder, plan / "lists" / "assignments.pdf", 1, "buildings-th");
  test::check_looks_as_approved(country.folder, plan / "maps" / "psus.pdf", 1, "psu-buildings-th");
}

TEST_CASE("pages look as approved: one trip and a sketch in French, and segments along buildings") {
  const test::SampleCountry country(400, "mode = \"listing\"\ntake = 5\ntrips = 1\n");
  const std::string segments = "segment_above = 120\nsegment_size = 50\ncount = 40";
  const fs::path plan =
      drawn(country, {{"count = 40", segments}, {"[maps]\n", "[documents]\nlanguage = \"fr\"\n[maps]\n"}});
  const fs::path sheets = plan / "lists" / "assignments.pdf";
  // The pages of the first sheet that has a sketch, by their words.
  const auto page_with = [&](const std::string& words) {
    for (int page = 1; page < 60; ++page)
      if (test::text_of_pdf(country.folder, sheets, "-f " + std::to_string(page) + " -l " + std::to_string(page))
              .find(words) != std::string::npos)
        return page;
    return 0;
  };
  const int sketch = page_with("Croquis. ");
  REQUIRE(sketch > 0);
  test::check_looks_as_approved(country.folder, sheets, sketch, "sketch-fr");
  test::check_looks_as_approved(country.folder, sheets, sketch + 1, "one-trip-fr");
  const fs::path cut =
      drawn(country, {{"count = 40", segments}, {"trips = 1", "footprints = \"buildings.fgb\""}}, "cut");
  const std::string table = read_file(cut / "tables" / "segments.csv");
  REQUIRE(table.find("buildings") != std::string::npos);
  for (int page = 1; page <= 40; ++page)
    if (test::text_of_pdf(country.folder, cut / "maps" / "psus.pdf",
                          "-f " + std::to_string(page) + " -l " + std::to_string(page))
            .find("segment to work") != std::string::npos) {
      test::check_looks_as_approved(country.folder, cut / "maps" / "psus.pdf", page, "psu-segments");
      return;
    }
  FAIL("no map shows segments");
}
