#include "tests/support/sample_country.h"

#include "geo/open/country_writer.h"
#include "planner/synth/country.h"
#include "tests/support/sample_frame.h"

namespace fairdraw::test {

SampleCountry::SampleCountry(unsigned areas, const std::string& households) {
  write_country(make_country(areas, "tests"), folder.path(), "tests", [](std::size_t, std::size_t) {});
  survey =
      folder.write("survey.toml",
                   survey_text("frame.gpkg",
                               "[boundaries]\nfile = \"regions.gpkg\"\nid = \"region\"\ntotal = \"census_households\"\n"
                               "[areas]\ncount = 40\nreserve_replicates = 1\n[households]\n" +
                                   households +
                                   "[field]\nteams = 3\nper_team = { interviewers = 2, interviews_per_day = 3 }\n"
                                   "[maps]\nlayers = [{ file = \"buildings.fgb\", style = \"building\" }, "
                                   "{ file = \"roads.gpkg\", style = \"road\", label = \"name\" }]\n"));
}

}  // namespace fairdraw::test
