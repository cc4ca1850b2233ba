#include "tests/support/sample_country.h"

#include "geo/open/country_writer.h"
#include "planner/base/output_folder.h"
#include "planner/synth/country.h"
#include "tests/support/made_once.h"
#include "tests/support/program.h"
#include "tests/support/sample_frame.h"

#include <fstream>
#include <vector>

#include <doctest/doctest.h>

namespace fairdraw::test {
namespace fs = std::filesystem;
namespace {

std::string survey_of_country(const std::string& households) {
  return survey_text("frame.gpkg",
                     "[boundaries]\nfile = \"regions.gpkg\"\nid = \"region\"\ntotal = \"census_households\"\n"
                     "[areas]\ncount = 40\nreserve_replicates = 1\n[households]\n" +
                         households +
                         "[field]\nteams = 3\nper_team = { interviewers = 2, interviews_per_day = 3 }\n"
                         "[maps]\nlayers = [{ file = \"buildings.fgb\", style = \"building\" }, "
                         "{ file = \"roads.gpkg\", style = \"road\", label = \"name\" }]\n");
}

/// The log of a copied plan names the folder that its survey file was copied to.
void move_log(const fs::path& plan, const std::string& from, const std::string& to) {
  std::string log = read_file(plan / "log.jsonl");
  const std::size_t at = log.find(from);
  REQUIRE(at != std::string::npos);
  std::ofstream(plan / "log.jsonl", std::ios::binary) << log.replace(at, from.size(), to);
}

}  // namespace

SampleCountry::SampleCountry(unsigned areas, const std::string& households) {
  const fs::path made = made_once("country of " + std::to_string(areas) + " areas", [&](const fs::path& into) {
    write_country(
        make_country(areas, "tests"), into,
        [](const MadeUpArea& area, std::uint32_t most) { return make_buildings(area, most, "tests"); },
        [](std::size_t, std::size_t) {});
  });
  fs::copy(made, folder.path());
  survey = folder.write("survey.toml", survey_of_country(households));
}

SamplePlan::SamplePlan(Documents documents, const std::string& households)
    : country(400, households), plan(country.folder / "plan") {
  const bool all = documents == Documents::all;
  std::string from;
  const fs::path made =
      made_once("plan of " + survey_of_country(households) + (all ? "documents" : ""), [&](const fs::path& into) {
        std::vector<std::string> line = {"draw", country.survey, "-o", into / "plan"};
        if (!all) line.emplace_back("--tables-only");
        const Outcome drawn = run(line);
        CAPTURE(drawn.err);
        REQUIRE(drawn.code == 0);
        std::ofstream(into / "country") << country.folder.path().string();
      });
  fs::copy(made / "plan", plan, fs::copy_options::recursive);
  move_log(plan, read_file(made / "country"), country.folder.path().string());
}

}  // namespace fairdraw::test
