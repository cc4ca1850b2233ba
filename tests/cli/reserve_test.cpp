#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
namespace fs = std::filesystem;

// Whatever is said of the main sample is the same with and without a reserve.

namespace {

/// A survey of the sample country with so many replicates in reserve.
std::string with_reserve(const test::SampleCountry& country, const std::string& areas, int replicates) {
  std::string text = read_file(country.survey);
  const std::size_t at = text.find("reserve_replicates = 1\n");
  text.replace(at, 23, areas + (replicates > 0 ? "reserve_replicates = " + std::to_string(replicates) + "\n" : ""));
  return country.folder.write("r" + std::to_string(replicates) + ".toml", text);
}

/// The rows of replicate 0, without their draw_probability.
std::vector<std::vector<std::string>> main_rows(const fs::path& plan) {
  const CsvTable table = parse_csv(read_file(plan / "tables" / "psus.csv"), "psus.csv");
  const auto replicate = table.column("replicate");
  const auto changes = table.column("draw_probability");
  REQUIRE(replicate);
  REQUIRE(changes);
  std::vector<std::vector<std::string>> out;
  for (std::vector<std::string> row : table.records) {
    if (row[*replicate] != "0") continue;
    row.erase(row.begin() + static_cast<std::ptrdiff_t>(*changes));
    out.push_back(std::move(row));
  }
  return out;
}

nlohmann::json answer(const std::vector<std::string>& line) {
  std::vector<std::string> whole = line;
  whole.emplace_back("--json");
  const test::Outcome outcome = test::run(whole);
  CAPTURE(outcome.err);
  REQUIRE(outcome.code <= 1);
  return nlohmann::json::parse(outcome.out);
}

}  // namespace

TEST_CASE("the main sample's rows are the same with and without a reserve, by methods of every kind") {
  const test::SampleCountry country;
  for (const char* method : {"systematic", "sampford", "simple-random", "pareto", "poisson", "local-pivotal-2", "grts",
                             "cube", "stratified-cube"}) {
    CAPTURE(std::string(method));
    const std::string areas =
        "method = \"" + std::string(method) + "\"\n" +
        (std::string(method).find("cube") == std::string::npos ? "" : "balance = [\"population\"]\n");
    std::vector<std::vector<std::string>> alone;
    for (const int replicates : {0, 1, 3}) {
      CAPTURE(replicates);
      const fs::path plan = country.folder / "plan";
      const test::Outcome drawn = test::run(
          {"draw", with_reserve(country, areas, replicates), "-o", plan, "--tables-only", "--force", "--json"});
      CAPTURE(drawn.err);
      REQUIRE(drawn.code == 0);
      if (replicates == 0) alone = main_rows(plan);
      CHECK(!alone.empty());
      CHECK(main_rows(plan) == alone);
      CHECK(fs::exists(plan / "tables" / "replicates.csv") == (replicates > 0));
    }
    // Every replicate opens, in order, and what is in the field verifies.
    for (const char* k : {"1", "2", "3"})
      REQUIRE(test::run({"release", country.folder / "plan", "--replicate", k, "--why", "a test"}).code == 0);
    CHECK(test::run({"release", country.folder / "plan", "--replicate", "3", "--why", "a test"}).code == 2);
    CHECK(test::run({"verify", country.folder / "plan"}).code == 0);
  }
}

TEST_CASE("design, study, check and simulate say the same of the main sample with and without a reserve") {
  const test::SampleCountry country;
  const std::string without = with_reserve(country, "", 0);
  const std::string with = with_reserve(country, "", 2);
  for (const std::vector<std::string>& line :
       {std::vector<std::string>{"design"}, {"study", "--draws", "100", "--method", "systematic"}}) {
    std::vector<std::string> one = line;
    std::vector<std::string> two = line;
    one.insert(one.begin() + 1, without);
    two.insert(two.begin() + 1, with);
    nlohmann::json a = answer(one);
    nlohmann::json b = answer(two);
    for (nlohmann::json* each : {&a, &b}) each->erase("survey");
    CHECK(a == b);
  }
  const auto a = answer({"simulate", without, "--draws", "200"});
  const auto b = answer({"simulate", with, "--draws", "200"});
  CHECK(a.at("releases").at(0) == b.at("releases").at(0));
  CHECK(a.at("releases").size() == 1);
  CHECK(b.at("releases").size() == 3);
}
