#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/record/manifest.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

using Row = std::map<std::string, std::string>;

/// A table's rows by psu_id.
std::map<std::string, Row> rows_of(const fs::path& plan, const std::string& name) {
  const CsvTable table = parse_csv(read_file(plan / "tables" / name), name);
  std::map<std::string, Row> out;
  for (const auto& record : table.records) {
    Row row;
    for (std::size_t i = 0; i < table.header.size(); ++i) row[table.header[i]] = record[i];
    out[row["psu_id"]] = row;
  }
  return out;
}

/// A listing of PSUs in the field, 60 households each, every third without an eligible child.
std::string listing_of(const std::map<std::string, Row>& psus, std::size_t most) {
  std::string text = "psu_id,household_id,eligible_children\n";
  std::size_t listed = 0;
  for (const auto& [id, row] : psus) {
    if (row.at("release").empty() || listed == most) continue;
    ++listed;
    for (int i = 0; i < 60; ++i) text += id + "," + std::to_string(i) + "," + std::to_string(i % 3) + "\n";
  }
  return text;
}

std::vector<std::string> last_log_line(const fs::path& plan) {
  const std::string log = read_file(plan / "log.jsonl");
  const std::size_t end = log.size() - 1;
  return {log.substr(log.rfind('\n', end - 1) + 1)};
}

}  // namespace

TEST_CASE("release opens a replicate, keeps what was drawn, updates the documents, and the plan verifies") {
  const test::SamplePlan drawn(test::Documents::all);
  const auto& [country, plan] = drawn;
  const std::string listing = country.folder.write("listing.csv", listing_of(rows_of(plan, "psus.csv"), 10));
  REQUIRE(test::run({"households", plan, "--listing", listing}).code == 0);
  const auto before = rows_of(plan, "psus.csv");
  const auto digests = digests_below(plan);
  const auto households = rows_of(plan, "households.csv");

  const std::string lost = before.begin()->first;
  const test::Outcome outcome = test::run(
      {"release", plan, "--replicate", "1", "--why", "a flood cut the road", "--who", "the coordinator",
       "--unreachable", before.at(lost).at("release").empty() ? std::next(before.begin())->first : lost, "--json"});
  CAPTURE(outcome.err);
  if (outcome.code == 2) return;  // the first two of the list are in reserve: nothing to test with
  REQUIRE(outcome.code == 0);
  const auto json = nlohmann::json::parse(outcome.out);
  CHECK(json["psus_unreachable"] == 1);
  CHECK(json["psus_opened"].get<int>() > 0);
  CHECK(json["chance"].get<double>() >= json["chance_before"].get<double>());

  const auto after = rows_of(plan, "psus.csv");
  REQUIRE(after.size() == before.size());
  for (const auto& [id, was] : before) {
    const Row& is = after.at(id);
    CHECK(is.at("draw_probability") == was.at("draw_probability"));
    CHECK(is.at("release") == (was.at("replicate") == "1" ? "1" : was.at("release")));
    if (was.at("certainty") == "0")
      CHECK(std::stod(is.at("inclusion_probability")) == doctest::Approx(std::stod(is.at("draw_probability"))));
  }
  // The households that were drawn stay; only their overall probability follows the area's.
  for (const auto& [psu, row] : rows_of(plan, "households.csv")) {
    CHECK(row.at("household_id") == households.at(psu).at("household_id"));
    CHECK(std::stod(row.at("overall_probability")) ==
          doctest::Approx(std::stod(row.at("household_probability")) *
                          std::stod(after.at(psu).at("inclusion_probability"))));
  }
  CHECK(read_file(plan / "tables" / "releases.csv").find("a flood cut the road,the coordinator") != std::string::npos);
  CHECK(digests_below(plan).at("lists/assignments.pdf") != digests.at("lists/assignments.pdf"));
  CHECK(digests_below(plan).at("maps/psus.pdf") != digests.at("maps/psus.pdf"));
  const std::string log = last_log_line(plan).front();
  CHECK(log.find("\"why\":\"a flood cut the road\"") != std::string::npos);
  CHECK(log.find("\"when\"") != std::string::npos);
  for (const auto& [id, row] : after) CHECK(log.find("\"" + id + "\"") == std::string::npos);  // never what was drawn
  const test::Outcome verified = test::run({"verify", plan});
  CAPTURE(verified.err);
  CHECK(verified.code == 0);

  // Listings of the new PSUs come in as any other.
  const std::string all = country.folder.write("all.csv", listing_of(after, 1000));
  CHECK(test::run({"households", plan, "--listing", all}).code == 0);
  CHECK(test::run({"verify", plan}).code == 0);
  CHECK(test::run({"release", plan, "--replicate", "1", "--why", "again"}).code == 2);
}

TEST_CASE("a release that can't be leaves the plan as it was, and a changed frame is refused") {
  const test::SamplePlan drawn(test::Documents::none);
  const auto& [country, plan] = drawn;
  const auto before = digests_below(plan);
  for (const std::vector<std::string>& more : {std::vector<std::string>{"--replicate", "2", "--why", "x"},
                                               {"--replicate", "0", "--why", "x"},
                                               {"--replicate", "1", "--why", ""},
                                               {"--replicate", "1", "--why", "x", "--stratum", "nowhere"},
                                               {"--replicate", "1", "--why", "x", "--unreachable", "nobody"},
                                               {"--replicate", "1", "--why", "x", "--frame", "/nowhere.gpkg"}}) {
    std::vector<std::string> arguments = {"release", plan};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const test::Outcome outcome = test::run(arguments);
    CAPTURE(outcome.err);
    CHECK(outcome.code == 2);
    CHECK(outcome.err.find("error") != std::string::npos);
  }
  CHECK(digests_below(plan) == before);
}

TEST_CASE("unreleased PSUs are in no document, and a stratum can be released alone") {
  const test::SamplePlan drawn(test::Documents::all, "mode = \"random-walk\"\ntake = 5\n");
  const auto& [country, plan] = drawn;
  const auto before = rows_of(plan, "psus.csv");
  std::string stratum;
  for (const auto& [id, row] : before)
    if (row.at("replicate") == "1") stratum = row.at("stratum");
  REQUIRE(test::run({"release", plan, "--replicate", "1", "--stratum", stratum, "--why", "x"}).code == 0);
  std::set<std::string> with_contacts;
  for (const auto& [psu, row] : rows_of(plan, "households.csv")) with_contacts.insert(psu);
  for (const auto& [id, row] : rows_of(plan, "psus.csv")) {
    const bool in_field = row.at("replicate") == "0" || row.at("stratum") == stratum;
    CHECK(row.at("release").empty() == !in_field);
    CHECK(with_contacts.contains(id) == in_field);
    CHECK((row.at("inclusion_probability") == before.at(id).at("inclusion_probability")) ==
          (row.at("stratum") != stratum || row.at("certainty") == "1"));
  }
  CHECK(test::run({"verify", plan}).code == 0);
}
