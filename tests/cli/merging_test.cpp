#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/support/convert.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <filesystem>
#include <map>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

/// The survey of a made-up country whose areas of fewer than 110 households join others.
std::string merging_survey(const test::SampleCountry& country, const std::string& frame = "frame.gpkg") {
  std::string text = read_file(country.survey);
  text.replace(text.find("frame.gpkg"), 10, frame);
  text.insert(text.find("[households]"), "merge_below = 110\n");
  return country.folder.write("merging.toml", text);
}

double sum_of(const CsvTable& table, const std::string& column) {
  double sum = 0;
  for (const auto& record : table.records) sum += std::stod(record[*table.column(column)]);
  return sum;
}

}  // namespace

TEST_CASE("small areas are drawn with a neighbour: members in a table, in sums, on lists and maps, it verifies") {
  const test::SampleCountry country;
  const std::string survey = merging_survey(country);
  const fs::path plan = country.folder / "plan";
  const test::Outcome drawn = test::run({"draw", survey, "-o", plan});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  const CsvTable psus = parse_csv(read_file(plan / "tables" / "psus.csv"), "psus.csv");
  const CsvTable members = parse_csv(read_file(plan / "tables" / "members.csv"), "members.csv");
  std::map<std::string, double> size_of, of_members;
  for (const auto& record : psus.records) {
    size_of[record[*psus.column("psu_id")]] = std::stod(record[*psus.column("measure_of_size")]);
    CHECK(std::stod(record[*psus.column("measure_of_size")]) >= 110);
  }
  for (const auto& record : members.records)
    of_members[record[*members.column("psu_id")]] += std::stod(record[*members.column("measure_of_size")]);
  REQUIRE(of_members.size() > 3);
  for (const auto& [psu, size] : of_members) CHECK(size == size_of.at(psu));
  CHECK(test::run({"verify", plan}).code == 0);

  // Nothing of the country is lost: the strata's sizes add up to what they were.
  const fs::path plain = country.folder / "plain";
  REQUIRE(test::run({"draw", country.survey, "-o", plain, "--tables-only"}).code == 0);
  const CsvTable with = parse_csv(read_file(plan / "tables" / "strata.csv"), "strata.csv");
  const CsvTable without = parse_csv(read_file(plain / "tables" / "strata.csv"), "strata.csv");
  CHECK(sum_of(with, "size") == sum_of(without, "size"));
  CHECK(sum_of(with, "areas") < sum_of(without, "areas"));
}

TEST_CASE("check tells what joins what, a frame without geometry goes by its order, and does not verify the other") {
  const test::SampleCountry country;
  const auto count = [&](const std::string& survey, const std::string& words) {
    const auto json = nlohmann::json::parse(test::run({"check", survey, "--json"}).out);
    std::size_t found = 0;
    for (const auto& finding : json["findings"])
      if (finding["kind"] == "small-area")
        for (const auto& item : finding["first"])
          if (item.get<std::string>().find(words) != std::string::npos) ++found;
    return found;
  };
  const std::string survey = merging_survey(country);
  CHECK(count(survey, "m of border") > 10);
  const fs::path plan = country.folder / "plan";
  REQUIRE(test::run({"draw", survey, "-o", plan, "--tables-only"}).code == 0);

  test::convert(country.folder / "frame.gpkg", country.folder / "frame.csv", "CSV");
  const std::string by_order = merging_survey(country, "frame.csv");
  CHECK(count(by_order, "next to it on the list") > 10);
  const test::Outcome verified = test::run({"verify", plan, "--frame", country.folder / "frame.csv"});
  CHECK(verified.code == 1);
  CAPTURE(verified.err);
  CHECK(verified.out.find("no geometry") != std::string::npos);
}
