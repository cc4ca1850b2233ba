#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

/// The sample country's survey with lines more in its sections, drawn: sixteen PSUs and one of each document.
fs::path drawn(const test::SampleCountry& country, const std::string& areas, const std::string& maps,
               const std::string& documents) {
  std::string text = read_file(country.survey);
  text.replace(text.find("count = 40"), 10, "count = 16\nminimum_per_stratum = 1\n" + areas);
  text.insert(text.find("[maps]\n") + 7, maps);
  const fs::path plan = country.folder / "plan";
  const test::Outcome outcome =
      test::run({"draw", country.folder.write("s.toml", text + "[documents]\n" + documents), "-o", plan});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  return plan;
}

/// Files and folders of a plan, but for a team's and a unit's own.
std::set<std::string> documents_of(const fs::path& plan) {
  std::set<std::string> out;
  for (const char* folder : {".", "lists", "maps", "maps/pictures", "capi"})
    if (fs::is_directory(plan / folder))
      for (const auto& entry : fs::directory_iterator(plan / folder)) {
        const std::string name = fs::relative(entry.path(), plan).generic_string();
        if (std::none_of(name.begin(), name.end(), [](char c) { return c >= '1' && c <= '9'; })) out.insert(name);
      }
  return out;
}

const std::set<std::string> kCommon = {"capi",
                                       "lists",
                                       "lists/assignments.pdf",
                                       "lists/assignments.xlsx",
                                       "lists/teams.csv",
                                       "log.jsonl",
                                       "manifest.json",
                                       "maps",
                                       "maps/overview.pdf",
                                       "maps/psus.pdf",
                                       "maps/strata.pdf",
                                       "maps/teams.pdf",
                                       "plan.gpkg",
                                       "plan.qgs",
                                       "report.html",
                                       "survey.toml",
                                       "tables"};

std::set<std::string> common_and(std::set<std::string> more) {
  more.insert(kCommon.begin(), kCommon.end());
  return more;
}

}  // namespace

TEST_CASE("listing, segments, every data collection system, pictures and a map for phones come with one draw") {
  const test::SampleCountry country(400, "mode = \"listing\"\ntake = 5\n");
  const fs::path plan = drawn(country, "segment_above = 120\nsegment_size = 50\nmerge_below = 30\n",
                              "pictures = [\"svg\"]\noffline_zoom = 8\ngrid = \"utm\"\n",
                              "capi = [\"odk\", \"surveycto\", \"survey-solutions\", \"cspro\"]\nlanguage = \"km\"\n");
  CHECK(documents_of(plan) == common_and({"capi/cspro", "capi/odk", "capi/survey-solutions", "capi/surveycto",
                                          "lists/listing.xlsx", "maps/offline.mbtiles", "maps/pictures"}));
  CHECK(test::run({"verify", plan}).code == 0);
  CHECK(test::run({"release", plan, "--replicate", "1", "--why", "a test"}).code == 0);
  std::string listing = "psu_id,household_id,eligible_children\n";
  const CsvTable psus = parse_csv(read_file(plan / "tables" / "psus.csv"), "psus.csv");
  for (const auto& record : psus.records)
    for (int i = 1; i < 20 && !record[*psus.column("release")].empty(); ++i)
      listing += record[*psus.column("psu_id")] + "," + std::to_string(i) + ",2\n";
  const test::Outcome households =
      test::run({"households", plan, "--listing", country.folder.write("listing.csv", listing)});
  CAPTURE(households.err);
  CHECK(households.code == 0);
  const test::Outcome verified = test::run({"verify", plan});
  CAPTURE(verified.out);
  CHECK(verified.code == 0);
}

TEST_CASE("a random walk from buildings has its sheets, phone files and maps") {
  const test::SampleCountry country(400, "mode = \"random-walk\"\ntake = 5\nfootprints = \"buildings.fgb\"\n");
  const fs::path plan = drawn(country, "", "", "capi = [\"odk\"]\nlanguage = \"fr\"\n");
  CHECK(documents_of(plan) == common_and({"capi/odk"}));
  CHECK(test::run({"verify", plan}).code == 0);
}

TEST_CASE("buildings drawn by position have theirs, and a listing on one trip its pages") {
  const test::SampleCountry buildings(400, "mode = \"footprints\"\ntake = 3\nfootprints = \"buildings.fgb\"\n");
  CHECK(documents_of(drawn(buildings, "", "", "capi = [\"odk\"]\n")) == common_and({"capi/odk"}));
  const test::SampleCountry one_trip(400, "mode = \"listing\"\ntrips = 1\ntake = 5\n");
  CHECK(documents_of(drawn(one_trip, "", "", "capi = [\"odk\"]\n")) == common_and({"capi/odk", "lists/listing.xlsx"}));
}
