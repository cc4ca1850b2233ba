#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/real/real_data.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <map>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

std::string survey(const std::string& frame, const std::string& rules) {
  return "[survey]\ntitle = \"Barangays\"\ncountry = \"PHL\"\nseed = \"s\"\n[yields]\neligible = 0.4\ncaregiver = "
         "1\nhousehold = "
         "0.9\nchild = 0.9\n[frame]\nfile = \"" +
         frame +
         "\"\nid = \"bgy_code\"\nname = \"barangay\"\nsize = \"population_2015\"\nsize_per_household = 4.4\nstrata = "
         "[\"region\", \"urban_rural\"]\n"
         "order = [\"province\", \"municipality\"]\ncarry = [\"province\", \"municipality\"]\n" +
         rules + "[areas]\ncount = 100\n[households]\ntake = 10\n";
}

}  // namespace

TEST_CASE("Philippines: check finds exactly what is dirty") {
  const std::string frame = test::real_data("philippines-barangays/barangays.gpkg");
  if (frame.empty()) return;
  const test::TempFolder temp;
  const test::Outcome outcome = test::run({"check", temp.write("s.toml", survey(frame, "")), "--json"});
  CHECK(outcome.code == 1);
  const auto json = nlohmann::json::parse(outcome.out);
  CHECK(json["areas"] == 42058);
  std::map<std::string, int> counts;
  for (const auto& finding : json["findings"]) counts[finding["kind"]] = finding["count"];
  CHECK(counts["missing-geometry"] == 187);
  CHECK(counts["missing-size"] == 1242);
  CHECK(counts["duplicate-id"] == 21);
  CHECK(counts["zero-size"] == 8);
}

TEST_CASE("Philippines: with rules set, a hundred barangays make a full plan with maps") {
  const std::string frame = test::real_data("philippines-barangays/barangays.gpkg");
  if (frame.empty()) return;
  const test::TempFolder temp;
  const std::string file = temp.write(
      "s.toml",
      survey(frame, "on_missing_size = \"exclude\"\non_duplicate_id = \"first\"\non_missing_geometry = \"exclude\"\n"));
  const test::Outcome outcome = test::run({"draw", file, "-o", temp / "plan"});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const CsvTable psus = parse_csv(read_file(temp / "plan" / "tables" / "psus.csv"), "psus.csv");
  CHECK(psus.records.size() == 100);
  for (const auto& record : psus.records) CHECK_FALSE(record[*psus.column("longitude")].empty());
  for (const char* document :
       {"maps/overview.pdf", "maps/psus.pdf", "lists/assignments.pdf", "lists/assignments.xlsx", "plan.gpkg"})
    CHECK(fs::file_size(temp / "plan" / document) > 10'000);
  CHECK(test::run({"verify", temp / "plan"}).code == 0);
}
