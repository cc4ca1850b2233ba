#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"
#include "planner/record/manifest.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"
#include "tests/support/sample_frame.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

CsvTable table(const fs::path& plan, const std::string& name) {
  return parse_csv(read_file(plan / "tables" / name), name);
}

}  // namespace

TEST_CASE("draw writes the whole plan folder, for its owner only, and the same bytes each time") {
  const test::SampleCountry country;
  const fs::path plan = country.folder / "plan";
  const test::Outcome outcome = test::run({"draw", country.survey, "-o", plan});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  for (const char* file : {"manifest.json", "survey.toml", "log.jsonl", "plan.gpkg", "tables/strata.csv",
                           "tables/psus.csv", "tables/households.csv", "tables/respondents.csv",
                           "lists/assignments.xlsx", "lists/assignments.pdf", "maps/overview.pdf", "maps/psus.pdf"}) {
    CAPTURE(file);
    CHECK(fs::is_regular_file(plan / file));
    struct stat status {};
    ::stat((plan / file).c_str(), &status);
    CHECK((status.st_mode & 0777) == 0600);
  }
  const fs::path again = country.folder / "again";
  REQUIRE(test::run({"draw", country.survey, "-o", again}).code == 0);
  CHECK(digests_below(plan) == digests_below(again));
  CHECK(read_file(plan / "manifest.json") == read_file(again / "manifest.json"));
}

TEST_CASE("the tables hold what was asked: counts, sums of probabilities, reserve") {
  const test::SamplePlan drawn(test::Documents::none);
  const auto& [country, plan] = drawn;
  CHECK_FALSE(fs::exists(plan / "maps"));
  const CsvTable psus = table(plan, "psus.csv");
  std::size_t main = 0;
  for (const auto& record : psus.records) {
    main += record[*psus.column("replicate")] == "0" ? 1 : 0;
    const double inclusion = *parse_number(record[*psus.column("inclusion_probability")]);
    CHECK(inclusion * *parse_number(record[*psus.column("design_weight")]) == doctest::Approx(1));
    CHECK(inclusion <= *parse_number(record[*psus.column("draw_probability")]));
    CHECK_FALSE(record[*psus.column("longitude")].empty());
  }
  CHECK(main == 40);
  const CsvTable strata = table(plan, "strata.csv");
  double allocated = 0;
  for (const auto& record : strata.records) allocated += *parse_number(record[*strata.column("allocated")]);
  CHECK(allocated == 40);
  CHECK(table(plan, "households.csv").records.empty());
}

TEST_CASE("draw says what it drew, in words and in JSON") {
  const test::SampleCountry country;
  const test::Outcome words = test::run({"draw", country.survey, "-o", country.folder / "a", "--tables-only"});
  CHECK(words.out.find("40 PSUs in ") != std::string::npos);
  CHECK(words.out.find("the target is 1000") != std::string::npos);
  CHECK(words.err.find("the plan expects fewer child interviews than the target") != std::string::npos);
  const test::Outcome json = test::run({"draw", country.survey, "-o", country.folder / "b", "--tables-only", "--json"});
  const auto parsed = nlohmann::json::parse(json.out);
  CHECK(parsed["psus"] == 40);
  CHECK(parsed["reserve"].get<int>() <= 40);
  double drawn = 0;
  for (const auto& stratum : parsed["strata"]) drawn += stratum["drawn"].get<double>();
  CHECK(drawn == 40);
}

TEST_CASE("a random walk gets starts inside the area, and a contact list with tables") {
  const test::SampleCountry country(300, "mode = \"random-walk\"\ntake = 4\n");
  const fs::path plan = country.folder / "plan";
  REQUIRE(test::run({"draw", country.survey, "-o", plan, "--tables-only"}).code == 0);
  const CsvTable households = table(plan, "households.csv");
  const CsvTable respondents = table(plan, "respondents.csv");
  CHECK(households.records.size() == respondents.records.size());
  std::map<std::string, std::set<std::string>> starts;
  for (const auto& record : households.records) {
    CHECK(record[*households.column("household_probability")].empty());
    CHECK_FALSE(record[*households.column("start_longitude")].empty());
    CHECK_FALSE(record[*households.column("direction")].empty());
    starts[record[*households.column("psu_id")]].insert(record[*households.column("start")]);
  }
  CHECK(starts.size() == 40);
  for (const auto& [psu, numbers] : starts) CHECK(numbers.size() == 2);  // one for each interviewer
  for (const auto& record : respondents.records) CHECK_FALSE(record[*respondents.column("table")].empty());
}

TEST_CASE("random tables are printed for one to eight children") {
  const test::SampleCountry country(300,
                                    "mode = \"random-walk\"\ntake = 3\n[respondents]\nmethod = \"random-table\"\n");
  const fs::path plan = country.folder / "plan";
  REQUIRE(test::run({"draw", country.survey, "-o", plan, "--tables-only"}).code == 0);
  const CsvTable respondents = table(plan, "respondents.csv");
  for (const auto& record : respondents.records)
    for (std::uint64_t children = 1; children <= 8; ++children) {
      const auto child = parse_whole(record[*respondents.column("select_" + std::to_string(children))]);
      REQUIRE(child);
      CHECK(*child >= 1);
      CHECK(*child <= children);
    }
}

TEST_CASE("mode none draws areas alone") {
  const test::SampleCountry country(300, "mode = \"none\"\n");
  const fs::path plan = country.folder / "plan";
  const test::Outcome outcome = test::run({"draw", country.survey, "-o", plan, "--tables-only"});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(table(plan, "psus.csv").records.size() >= 40);
}

TEST_CASE("--seed wins over the survey's, and other seeds draw other areas") {
  const test::SampleCountry country;
  REQUIRE(test::run({"draw", country.survey, "-o", country.folder / "a", "--tables-only"}).code == 0);
  REQUIRE(test::run({"draw", country.survey, "-o", country.folder / "b", "--tables-only", "--seed", "other"}).code ==
          0);
  CHECK(read_file(country.folder / "a" / "tables" / "psus.csv") !=
        read_file(country.folder / "b" / "tables" / "psus.csv"));
  CHECK(parse_manifest(read_file(country.folder / "b" / "manifest.json"), "m").seed == "other");
}

TEST_CASE("a golden plan: the tables of a small draw are pinned") {
  const test::TempFolder temp;
  std::string csv = "ea_code,ea_name,households,region,urban,district,ward\n";
  for (int i = 0; i < 60; ++i)
    csv += "E" + std::to_string(100 + i) + ",Place " + std::to_string(i) + "," + std::to_string(50 + (i * 37) % 91) +
           "," + (i < 30 ? "North" : "South") + "," + (i % 3 == 0 ? "urban" : "rural") + ",D" + std::to_string(i / 10) +
           ",W" + std::to_string(i / 5) + "\n";
  temp.write("f.csv", csv);
  const std::string survey = temp.write(
      "s.toml", test::survey_text("f.csv", "[areas]\ncount = 8\nreserve_replicates = 1\n[households]\ntake = 5\n"));
  REQUIRE(test::run({"draw", survey, "-o", temp / "plan", "--tables-only"}).code == 0);
  const std::string golden = std::string(FAIRDRAW_SOURCE) + "/tests/data/golden";
  for (const char* name : {"psus.csv", "strata.csv", "replicates.csv"})
    CHECK(read_file(temp / "plan" / "tables" / name) == read_file(golden + "/" + name));
}
