#include "planner/base/output_folder.h"
#include "tests/support/convert.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

struct Drawn : test::SamplePlan {
  Drawn() : SamplePlan(test::Documents::none) {}
};

bool says(const test::Outcome& outcome, const std::string& part) {
  return outcome.out.find(part) != std::string::npos || outcome.err.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a plan verifies, also with --json and from another place") {
  const Drawn drawn;
  CHECK(test::run({"verify", drawn.plan}).code == 0);
  const test::Outcome json = test::run({"verify", drawn.plan, "--json"});
  CHECK(nlohmann::json::parse(json.out)["verified"] == true);
  const test::TempFolder elsewhere;
  fs::copy(drawn.plan, elsewhere / "plan", fs::copy_options::recursive);
  CHECK(test::run({"verify", elsewhere / "plan"}).code == 0);
}

TEST_CASE("the frame in another order or format verifies, and only its bytes are said to differ") {
  const Drawn drawn;
  const std::string frame = drawn.country.folder / "frame.gpkg";
  const std::string turned = drawn.country.folder / "turned.gpkg";
  test::convert(frame, turned, "GPKG", {"-sql", "SELECT * FROM areas ORDER BY households DESC"});
  const test::Outcome other_order = test::run({"verify", drawn.plan, "--frame", turned});
  CAPTURE(other_order.out);
  CHECK(other_order.code == 0);
  CHECK(says(other_order, "only the bytes differ"));
  const std::string table = drawn.country.folder / "table.csv";
  test::convert_to_table(frame, table, "CSV");
  const test::Outcome as_table = test::run({"verify", drawn.plan, "--frame", table});
  CAPTURE(as_table.out);
  CHECK(as_table.code == 0);
  CHECK(says(as_table, "only the bytes differ"));
  const std::string bare = drawn.country.folder / "bare.csv";
  test::convert(frame, bare, "CSV");
  const test::Outcome without_geometry = test::run({"verify", drawn.plan, "--frame", bare});
  CHECK(without_geometry.code == 0);
  CHECK(says(without_geometry, "longitude and latitude were not checked"));
}

TEST_CASE("one changed size does not verify") {
  const Drawn drawn;
  const std::string changed = drawn.country.folder / "changed.gpkg";
  test::convert(drawn.country.folder / "frame.gpkg", changed, "GPKG",
                {"-dialect", "SQLITE", "-sql",
                 "SELECT *, CASE WHEN fid = 7 THEN households + 1 ELSE households END AS households2 FROM areas"});
  const std::string renamed = drawn.country.folder / "renamed.gpkg";
  test::convert(
      changed, renamed, "GPKG",
      {"-sql",
       "SELECT ea_code, ea_name, ward, district, region, urban, households2 AS households, geom FROM \"SELECT\""});
  const test::Outcome outcome = test::run({"verify", drawn.plan, "--frame", renamed});
  CAPTURE(outcome.err);
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "the frame's content is not what was drawn from"));
}

TEST_CASE("one changed byte of a table does not verify, and its row and column are named") {
  const Drawn drawn;
  const std::string file = "plan/tables/psus.csv";
  std::string psus = read_file(drawn.country.folder / file);
  const std::size_t at = psus.find(",0,1,1,");
  REQUIRE(at != std::string::npos);
  psus[at + 1] = '1';
  drawn.country.folder.write(file, psus);
  const test::Outcome outcome = test::run({"verify", drawn.plan});
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "tables/psus.csv: was changed after it was written"));
  CHECK(says(outcome, "replicate: \"1\", drawn again \"0\""));
}

TEST_CASE("a changed survey file, a missing and a new file do not verify") {
  const Drawn drawn;
  std::string survey = read_file(drawn.plan / "survey.toml");
  survey.replace(survey.find("count = 40"), 10, "count = 41");
  drawn.country.folder.write("plan/survey.toml", survey);
  CHECK(says(test::run({"verify", drawn.plan}), "survey.toml: areas.count is 41; the draw had 40"));
  CHECK(test::run({"verify", drawn.plan}).code == 1);

  const Drawn other;
  fs::remove(other.plan / "tables" / "strata.csv");
  other.country.folder.write("plan/extra.txt", "x");
  const test::Outcome outcome = test::run({"verify", other.plan});
  CHECK(outcome.code == 1);
  CHECK(says(outcome, "tables/strata.csv: is gone"));
  CHECK(says(outcome, "extra.txt: is not in the manifest"));
}

TEST_CASE("map layers that changed are told, and change no verdict") {
  const Drawn drawn;
  drawn.country.folder.write("roads.gpkg", "something else");
  std::filesystem::remove(drawn.country.folder / "buildings.fgb");
  const test::Outcome outcome = test::run({"verify", drawn.plan});
  CHECK(outcome.code == 0);
  CHECK(says(outcome, "roads.gpkg: is not what the documents were made from"));
  CHECK(says(outcome, "buildings.fgb: is not there any more"));
}

TEST_CASE("another version of a method is not compared") {
  const Drawn drawn;
  std::string manifest = read_file(drawn.plan / "manifest.json");
  manifest.replace(manifest.find("systematic-pps 1"), 16, "systematic-pps 7");
  drawn.country.folder.write("plan/manifest.json", manifest);
  const test::Outcome outcome = test::run({"verify", drawn.plan});
  CHECK(outcome.code == 2);
  CHECK(says(outcome, "systematic-pps 7"));
}

TEST_CASE("documents that other libraries or fonts made are not compared, and these are named") {
  const test::SamplePlan drawn(test::Documents::all);
  auto manifest = nlohmann::json::parse(read_file(drawn.plan / "manifest.json"));
  for (const char* name : {"Boost", "Cairo", "GDAL", "Mapnik", "PROJ", "Pango", "QPDF", "SQLite", "XlsxWriter",
                           "font DejaVu Sans Mono", "font Noto Sans Regular", "font Noto Sans Bold"}) {
    CAPTURE(name);
    CHECK(manifest["libraries"].contains(name));
  }
  const test::Outcome same = test::run({"verify", drawn.plan});
  CHECK(same.code == 0);
  CHECK(!says(same, "documents were not compared"));
  // As a machine would have written it that has another Mapnik and a font that is not here.
  const std::string here = manifest["libraries"]["Mapnik"];
  manifest["libraries"]["Mapnik"] = "1.0";
  manifest["libraries"]["font of old"] = "3.000";
  for (auto& [file, made_from] : manifest["documents"].items()) made_from = std::string(64, '0');
  drawn.country.folder.write("plan/manifest.json", manifest.dump());
  const test::Outcome other = test::run({"verify", drawn.plan});
  CAPTURE(other.out);
  CHECK(other.code == 0);
  CHECK(says(other, "with other libraries (Mapnik 1.0, here " + here + "; font of old 3.000, here none)"));
}

TEST_CASE("what is no plan, or has lost its frame, is said so") {
  const Drawn drawn;
  CHECK(test::run({"verify", drawn.country.folder.path()}).code == 2);
  CHECK(test::run({"verify", drawn.country.folder / "none"}).code == 2);
  fs::rename(drawn.country.folder / "frame.gpkg", drawn.country.folder / "moved.gpkg");
  const test::Outcome lost = test::run({"verify", drawn.plan});
  CHECK(lost.code == 2);
  CHECK(says(lost, "say where with --frame"));
  CHECK(test::run({"verify", drawn.plan, "--frame", drawn.country.folder / "moved.gpkg"}).code == 0);
  drawn.country.folder.write("plan/log.jsonl",
                             "not JSON\n{\"what\": 5}\n[]\n{\"what\": \"draw\", \"survey_folder\": 7}\n");
  CHECK(test::run({"verify", drawn.plan, "--frame", drawn.country.folder / "moved.gpkg"}).code == 0);
  drawn.country.folder.write("plan/manifest.json", "{\"fairdraw\": 3");
  CHECK(says(test::run({"verify", drawn.plan}), "is not a manifest"));
}
