#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/record/manifest.h"
#include "tests/support/convert.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> rows_of(const fs::path& plan, const std::string& name) {
  const CsvTable table = parse_csv(read_file(plan / "tables" / name), name);
  std::vector<Row> out;
  for (const auto& record : table.records) {
    out.emplace_back();
    for (std::size_t i = 0; i < table.header.size(); ++i) out.back()[table.header[i]] = record[i];
  }
  return out;
}

/// The country's survey with lines more in [areas].
std::string with_areas(const test::SampleCountry& country, const std::string& lines, const std::string& name) {
  std::string text = read_file(country.survey);
  text.insert(text.find("count = 40"), lines);
  return country.folder.write(name, text);
}

const std::string kSegments = "segment_above = 120\nsegment_size = 50\n";

}  // namespace

TEST_CASE("large areas are cut along their buildings: the drawn segment's probability reaches the household") {
  const test::SampleCountry country(400, "mode = \"listing\"\ntake = 5\nfootprints = \"buildings.fgb\"\n");
  const std::string survey = with_areas(country, kSegments, "cut.toml");
  const fs::path plan = country.folder / "plan";
  const test::Outcome drawn = test::run({"draw", survey, "-o", plan, "--tables-only"});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  std::map<std::string, double> sum, worked;
  std::size_t cut = 0;
  for (const Row& row : rows_of(plan, "segments.csv")) {
    if (row.at("how") != "buildings") continue;
    ++cut;
    sum[row.at("psu_id")] += std::stod(row.at("segment_probability"));
    if (row.at("worked") == "1") worked[row.at("psu_id")] += std::stod(row.at("segment_probability"));
  }
  REQUIRE(cut > 10);
  for (const auto& [psu, total] : sum) CHECK(total == doctest::Approx(1).epsilon(1e-12));
  std::string listing = "psu_id,household_id,eligible_children\n";
  std::map<std::string, double> inclusion;
  for (const Row& row : rows_of(plan, "psus.csv")) {
    if (worked.contains(row.at("psu_id")))
      CHECK(std::stod(row.at("segment_probability")) == worked.at(row.at("psu_id")));
    inclusion[row.at("psu_id")] = std::stod(row.at("inclusion_probability")) * std::stod(row.at("segment_probability"));
    if (row.at("release") != "0") continue;
    for (int i = 0; i < 30; ++i) listing += row.at("psu_id") + "," + std::to_string(i) + ",1\n";
  }
  REQUIRE(test::run({"households", plan, "--listing", country.folder.write("l.csv", listing)}).code == 0);
  for (const Row& row : rows_of(plan, "households.csv"))
    CHECK(std::stod(row.at("overall_probability")) ==
          doctest::Approx(inclusion.at(row.at("psu_id")) * std::stod(row.at("household_probability"))));
  CHECK(test::run({"verify", plan}).code == 0);
}

TEST_CASE(
    "without buildings a sketch page has the segment for every number, and the listing tells how many were made") {
  const test::SampleCountry country;
  const fs::path plan = country.folder / "plan";
  REQUIRE(test::run({"draw", with_areas(country, kSegments, "sketch.toml"), "-o", plan, "--tables-only"}).code == 0);
  std::map<std::string, std::map<std::string, Row>> rows;
  for (const Row& row : rows_of(plan, "segments.csv")) rows[row.at("psu_id")][row.at("segments")] = row;
  std::string id, planned;
  for (const Row& row : rows_of(plan, "psus.csv"))
    if (row.at("release") == "0" && row.at("segments") != "1") {
      id = row.at("psu_id");
      planned = row.at("segments");
    }
  REQUIRE(!id.empty());
  const std::string made = planned == "5" ? "6" : "5";
  const auto listing = [&](const std::string& segments) {
    std::string text = "psu_id,household_id,eligible_children,segments\n";
    for (int i = 0; i < 12; ++i) text += id + "," + std::to_string(i) + ",1," + segments + "\n";
    return country.folder.write("l.csv", text);
  };
  REQUIRE(test::run({"households", plan, "--listing", listing(made)}).code == 0);
  for (const Row& row : rows_of(plan, "psus.csv")) {
    if (row.at("psu_id") != id) continue;
    CHECK(row.at("segments") == made);
    CHECK(row.at("segment") == rows.at(id).at(made).at("segment"));
    CHECK(std::stod(row.at("segment_probability")) == 1.0 / std::stod(made));
  }
  CHECK(test::run({"verify", plan}).code == 0);
  const test::Outcome many = test::run({"households", plan, "--again", "--listing", listing("99")});
  CHECK(many.code == 2);
  CHECK(many.err.find("which its page has no row for") != std::string::npos);
  CHECK(test::run({"households", plan, "--again", "--listing", listing("")}).code == 0);  // as planned
  for (const Row& row : rows_of(plan, "psus.csv"))
    if (row.at("psu_id") == id) CHECK(row.at("segments") == planned);
}

TEST_CASE("footprints: buildings in batches with positions, waypoints for phones, the same from any format") {
  const test::SampleCountry country(400, "mode = \"footprints\"\ntake = 3\nfootprints = \"buildings.fgb\"\n");
  const fs::path plan = country.folder / "plan";
  const test::Outcome drawn = test::run({"draw", country.survey, "-o", plan});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  std::set<std::string> psus;
  for (const Row& row : rows_of(plan, "households.csv")) {
    psus.insert(row.at("psu_id"));
    CHECK(!row.at("start_longitude").empty());
    CHECK(std::stod(row.at("household_probability")) <= 1);
  }
  CHECK(psus.size() == 40);
  CHECK(read_file(plan / "lists" / "team-1.gpx").find("-001</name>") != std::string::npos);
  CHECK(read_file(plan / "lists" / "team-3.kml").find("batch 1") != std::string::npos);
  CHECK(test::run({"verify", plan}).code == 0);

  const auto tables = [&](const std::string& file, const std::string& name) {
    std::string text = read_file(country.survey);
    text.replace(text.find("footprints = \"buildings.fgb\""), 28, "footprints = \"" + file + "\"");
    const test::Outcome again =
        test::run({"draw", country.folder.write(name + ".toml", text), "-o", country.folder / name, "--tables-only"});
    CAPTURE(again.err);
    REQUIRE(again.code == 0);
    return read_file(country.folder / name / "tables" / "households.csv");
  };
  test::convert(country.folder / "buildings.fgb", country.folder / "buildings.gpkg", "GPKG");
  test::convert_to_table(country.folder / "buildings.fgb", country.folder / "buildings.csv", "CSV");
  const std::string expected = read_file(plan / "tables" / "households.csv");
  CHECK(tables("buildings.gpkg", "from-gpkg") == expected);
  CHECK(tables("buildings.csv", "from-csv") == expected);
}

TEST_CASE("what can be wrong with footprints is said: far away, no CRS, no confidence, an area without one") {
  const test::SampleCountry country(400, "mode = \"footprints\"\ntake = 3\nfootprints = \"b.csv\"\n");
  const auto draw_with = [&](const std::string& csv, const std::string& more = "") {
    country.folder.write("b.csv", csv);
    std::string text = read_file(country.survey);
    text.insert(text.find("footprints ="), more);
    const test::Outcome outcome =
        test::run({"draw", country.folder.write("s.toml", text), "-o", country.folder / "plan", "--tables-only"});
    CHECK(outcome.code == 2);
    CHECK(!fs::exists(country.folder / "plan"));
    return outcome.err;
  };
  CHECK(draw_with("longitude,latitude\n100,50\n100.1,50\n").find("not one building stands in any of the areas drawn") !=
        std::string::npos);
  CHECK(draw_with("longitude,latitude\n100,50\n", "confidence = 0.7\n").find("confidence") != std::string::npos);
  CHECK(draw_with("a,b\n1,2\n").find("not one building") != std::string::npos);
  // One building in one area: the others have none.
  const fs::path whole = country.folder / "whole";
  std::string text = read_file(country.survey);
  text.replace(text.find("b.csv"), 5, "buildings.fgb");
  REQUIRE(test::run({"draw", country.folder.write("w.toml", text), "-o", whole, "--tables-only"}).code == 0);
  const Row first = rows_of(whole, "households.csv").front();
  const std::string err = draw_with(
      "longitude,latitude,confidence\n" + first.at("start_longitude") + "," + first.at("start_latitude") + ",0.9\n",
      "confidence = 0.7\n");
  CHECK(err.find("not one building of households.footprints stands there") != std::string::npos);
  CHECK(err.find("PSU " + first.at("psu_id") + ":") == std::string::npos);
}
