#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"
#include "tests/support/sample_frame.h"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

/// A survey of the made-up country under another code.
std::string survey_of(const test::SampleCountry& country, const std::string& code, const std::string& areas,
                      const std::string& households, const std::string& interviews = "100") {
  std::string text = test::survey_text(
      "frame.gpkg", "[target]\ninterviews = " + interviews + "\n[areas]\nminimum_per_stratum = 1\n" + areas +
                        "[households]\n" + households + "[costs]\nper_area = 300\nper_interview = 20\nrho = 0.05\n");
  text.replace(text.find("SLD"), 3, code);
  return country.folder.write(code + ".toml", text);
}

}  // namespace

TEST_CASE("several countries are designed and drawn at once, as one by one, with one table") {
  const test::SampleCountry country;
  const std::string one = survey_of(country, "XAA", "count = 40\n", "take = 4\n");
  const std::string two = survey_of(country, "XBB", "", "");
  const fs::path designs = country.folder / "designs";
  const test::Outcome designed = test::run({"design", one, two, "-o", designs, "--json"});
  CAPTURE(designed.err);
  REQUIRE(designed.code == 0);
  const auto json = nlohmann::json::parse(designed.out);
  REQUIRE(json["countries"].size() == 2);
  auto first = json["countries"][0];
  CHECK(first["country"] == "XAA");
  first.erase("country");
  CHECK(first == nlohmann::json::parse(test::run({"design", one, "--json"}).out));
  const CsvTable table = parse_csv(read_file(designs / "countries.csv"), "countries.csv");
  REQUIRE(table.records.size() == 2);
  CHECK(table.records[1][0] == "XBB");
  CHECK(parse_number(table.records[1][*table.column("chance")]).value() >= 0.95);
  CHECK(read_file(designs / "countries.txt").find("all") != std::string::npos);
  for (const char* file : {"XAA/design.json", "XAA/design.svg", "XBB/strata.csv"}) CHECK(fs::exists(designs / file));

  const fs::path plans = country.folder / "plans";
  const test::Outcome drawn = test::run({"draw", one, two, "-o", plans, "--tables-only"});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  CHECK(drawn.out.find("XBB") != std::string::npos);
  CHECK(test::run({"verify", plans / "XAA"}).code == 0);
  CHECK(test::run({"verify", plans / "XBB"}).code == 0);
  REQUIRE(test::run({"draw", two, "-o", country.folder / "alone", "--tables-only"}).code == 0);
  CHECK(read_file(plans / "XBB/tables/psus.csv") == read_file(country.folder / "alone" / "tables/psus.csv"));
  const CsvTable drawn_table = parse_csv(read_file(plans / "countries.csv"), "countries.csv");
  CHECK(drawn_table.records[0][*drawn_table.column("areas")] == "40");
  CHECK(drawn_table.records[1] == table.records[1]);

  CHECK(test::run({"draw", one, two, "-o", plans, "--tables-only"}).code == 2);  // never overwritten without --force
  CHECK(test::run({"draw", one, two, "-o", plans, "--tables-only", "--force"}).code == 0);
}

TEST_CASE("what is wrong with several surveys is told of all, and nothing is left behind") {
  const test::SampleCountry country;
  const std::string good = survey_of(country, "XAA", "count = 40\n", "take = 4\n");
  const std::string far = survey_of(country, "XBB", "", "", "90000");
  const std::string wrong = survey_of(country, "XCC", "count = 40\nbogus = 1\n", "take = 4\n");
  const std::string same = country.folder.write("again.toml", read_file(good));

  const test::Outcome twice = test::run({"draw", good, same, wrong, "-o", country.folder / "p"});
  CHECK(twice.code == 2);
  CHECK(twice.err.find("survey.country is XAA, as in ") != std::string::npos);
  CHECK(twice.err.find("bogus") != std::string::npos);

  const test::Outcome out_of_reach = test::run({"draw", far, good, "-o", country.folder / "p", "--tables-only"});
  CHECK(out_of_reach.code == 1);
  CHECK(out_of_reach.err.find("XBB: no design reaches") != std::string::npos);
  CHECK_FALSE(fs::exists(country.folder / "p"));

  const test::Outcome judged = test::run({"design", far, good, "-o", country.folder / "d"});
  CHECK(judged.code == 1);
  CHECK(judged.out.find("falls short") != std::string::npos);
  CHECK(judged.out.find("XBB: the chance to reach the target is 0 with") != std::string::npos);
  CHECK(fs::exists(country.folder / "d" / "XBB" / "design.txt"));
}
