#include "planner/base/csv.h"
#include "planner/base/error.h"
#include "planner/base/folder_lock.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"
#include "planner/record/manifest.h"
#include "tests/support/program.h"
#include "tests/support/raster.h"
#include "tests/support/sample_country.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

/// A listing of every PSU in the field, 40 households each, every other with an eligible child.
std::string listing_of(const fs::path& plan) {
  const CsvTable psus = parse_csv(read_file(plan / "tables" / "psus.csv"), "psus.csv");
  std::string text = "psu_id,household_id,eligible_children\n";
  for (const auto& psu : psus.records)
    if (!psu[*psus.column("release")].empty())
      for (int i = 0; i < 40; ++i)
        text += psu[*psus.column("psu_id")] + "," + std::to_string(i) + "," + std::to_string(i % 2) + "\n";
  return text;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("after households and after release every document is of now, and what stayed the same is not made again") {
  const test::SamplePlan drawn(test::Documents::all);
  const auto& [country, plan] = drawn;
  const auto first = digests_below(plan);
  REQUIRE(first.contains("maps/psus.pdf"));
  const auto documents = [&folder = plan] {
    const auto manifest = nlohmann::json::parse(read_file(folder / "manifest.json"));
    return manifest.at("documents").get<std::map<std::string, std::string>>();
  };
  const auto made_from = documents();
  for (const auto& [name, digest] : first) {
    const std::string file = name;
    CAPTURE(file);
    CHECK(made_from.contains(file) == (!file.starts_with("tables/") && file != "survey.toml"));
  }

  const std::string listing = country.folder.write("listing.csv", listing_of(plan));
  REQUIRE(test::run({"households", plan, "--listing", listing}).code == 0);
  const auto listed = digests_below(plan);
  CHECK(listed.at("maps/psus.pdf") == first.at("maps/psus.pdf"));
  CHECK(documents().at("maps/psus.pdf") == made_from.at("maps/psus.pdf"));
  for (const char* file : {"report.html", "plan.gpkg", "lists/assignments.pdf", "lists/assignments.xlsx"})
    CHECK(listed.at(file) != first.at(file));
  CHECK(holds(read_file(plan / "report.html"), "households drawn"));
  CHECK(holds(read_file(plan / "plan.gpkg"), "households"));
  CHECK(test::run({"verify", plan}).code == 0);

  REQUIRE(test::run({"release", plan, "--replicate", "1", "--why", "a flood cut the road", "--who", "me"}).code == 0);
  const std::string report = read_file(plan / "report.html");
  CHECK(holds(report, "a flood cut the road"));
  CHECK(holds(report, "chance to reach"));
  CHECK_FALSE(holds(report, "does not say enough of its yields"));
  CHECK(digests_below(plan).at("maps/psus.pdf") != first.at("maps/psus.pdf"));
  CHECK(test::run({"verify", plan}).code == 0);
}

TEST_CASE("a document that was not made from the plan does not verify, even where the manifest agrees with it") {
  const test::SamplePlan drawn(test::Documents::all);
  const fs::path& plan = drawn.plan;
  const std::string before = digests_below(plan).at("lists/assignments.pdf");
  std::ofstream(plan / "lists" / "assignments.pdf", std::ios::app) << "\n% another\n";
  std::string manifest = read_file(plan / "manifest.json");
  const std::size_t at = manifest.find(before);
  REQUIRE(at != std::string::npos);
  manifest.replace(at, before.size(), digests_below(plan).at("lists/assignments.pdf"));
  std::ofstream(plan / "manifest.json", std::ios::binary) << manifest;
  const test::Outcome outcome = test::run({"verify", plan});
  CHECK(outcome.code == 1);
  CHECK(holds(outcome.out, "lists/assignments.pdf: made again from the plan, it is another"));
}

TEST_CASE("verify tells of every input that has changed, by the table of inputs") {
  const test::SampleCountry country;
  const fs::path plan = country.folder / "plan";
  country.folder.write("bases.csv", "team,longitude,latitude\n1,35,-2\n2,35.2,-2\n3,35.4,-2\n");
  country.folder.write("times.csv", "from,to,hours\n1,2,1\n");
  std::string text = read_file(country.survey);
  const std::string field = "[field]\n";
  text.insert(text.find(field) + field.size(), "bases = \"bases.csv\"\ntravel_times = \"times.csv\"\n");
  const std::string survey = country.folder.write("survey.toml", text);
  const test::Outcome drawn = test::run({"draw", survey, "-o", plan, "--tables-only"});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  CHECK(holds(read_file(plan / "manifest.json"), "\"travel times\""));
  country.folder.write("bases.csv", "team,longitude,latitude\n1,35,-2\n");
  country.folder.write("times.csv", "from,to,hours\n1,2,3\n");
  country.folder.write("regions.gpkg", "something else");
  const test::Outcome outcome = test::run({"verify", plan});
  CHECK(outcome.code == 0);
  for (const char* file : {"bases.csv", "times.csv", "regions.gpkg"})
    CHECK(holds(outcome.out, std::string(file) + ": is not what the documents were made from"));
}

TEST_CASE("verify tells that a raster of people has changed, and draws again from what there is") {
  const test::SampleCountry country;
  const fs::path plan = country.folder / "plan";
  const std::string raster = country.folder / "people.tif";
  const test::RasterLayout layout{.rows = 600, .columns = 600, .west = 34, .north = -3, .cell = 0.01};
  const auto write = [&](float more) {
    test::write_raster(raster, layout, [&](std::uint32_t row, std::uint32_t column) {
      return more + static_cast<float>(row * column % 7);
    });
  };
  write(1);
  std::string text = read_file(country.survey);
  const std::string households = "[households]\n";
  text.insert(text.find(households) + households.size(), "population = \"people.tif\"\n");
  text.insert(text.find("[areas]\n") + 8, "segment_above = 150\nsegment_size = 60\n");
  const std::string survey = country.folder.write("survey.toml", text);
  const test::Outcome drawn = test::run({"draw", survey, "-o", plan, "--tables-only"});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  CHECK(holds(read_file(plan / "tables" / "psus.csv"), "segment"));
  CHECK(test::run({"verify", plan}).code == 0);
  write(2);  // somebody has brought the file up to date
  const test::Outcome changed = test::run({"verify", plan});
  CHECK(holds(changed.out, "people.tif: is not what the sample was drawn from"));
  CHECK(changed.code == 1);  // the segments that were cut by it come out otherwise
  CHECK(holds(changed.out, "segments.csv"));
  fs::remove(raster);
  const test::Outcome gone = test::run({"verify", plan});
  CHECK(gone.code == 2);
  CHECK(holds(gone.err, "people.tif"));
}

TEST_CASE("verify tells of an earlier survey that has changed, and draws what was settled from it all the same") {
  const test::SampleCountry country;
  const fs::path plan = country.folder / "plan";
  std::string earlier = "cluster,online\n";
  for (int i = 0; i < 400; ++i) earlier += std::to_string(i / 20) + "," + std::to_string((i / 20 + i) % 3 == 0) + "\n";
  country.folder.write("earlier.csv", earlier);
  const std::string survey = country.folder.write(
      "survey.toml", read_file(country.survey) +
                         "[costs]\nrho = { file = \"earlier.csv\", psu = \"cluster\", answer = \"online\" }\n");
  const test::Outcome drawn = test::run({"draw", survey, "-o", plan, "--tables-only"});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  country.folder.write("earlier.csv", earlier + "21,1\n");
  const test::Outcome changed = test::run({"verify", plan});
  CHECK(changed.code == 0);
  CHECK(holds(changed.out, "earlier.csv: is not what the sample was drawn from"));
  fs::remove(country.folder / "earlier.csv");
  const test::Outcome gone = test::run({"verify", plan});
  CAPTURE(gone.err);
  CHECK(gone.code == 0);
  CHECK(holds(gone.out, "earlier.csv: is not there any more"));
}

TEST_CASE("one command at a time works on a plan, files of others stay, and nothing is left beside it") {
  const test::SamplePlan drawn(test::Documents::none);
  const auto& [country, plan] = drawn;
  const std::string listing = country.folder.write("listing.csv", listing_of(plan));
  std::ofstream(plan / "notes.txt") << "of the coordinator";
  const auto before = digests_below(plan);
  {
    const FolderLock lock(plan);
    CHECK_THROWS_AS(FolderLock{plan}, Error);
    const test::Outcome outcome = test::run({"households", plan, "--listing", listing});
    CHECK(outcome.code == 2);
    CHECK(holds(outcome.err, "another command is working on it"));
    CHECK(digests_below(plan) == before);
  }
  REQUIRE(test::run({"households", plan, "--listing", listing}).code == 0);
  CHECK(read_file(plan / "notes.txt") == "of the coordinator");
  for (const auto& entry : fs::directory_iterator(country.folder.path()))
    CHECK_FALSE(entry.path().filename().string().starts_with("."));
}
