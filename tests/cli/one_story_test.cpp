#include "tests/support/program.h"
#include "tests/support/sample_country.h"
#include "tests/support/sample_frame.h"
#include "tests/support/temp_folder.h"

#include <cmath>
#include <cstdint>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
using nlohmann::json;

namespace {

/// A survey of the made-up country, and whether it can be drawn.
struct Told {
  const char* name;
  const char* more;  ///< of the survey file
  bool fit;
};

const Told kSurveys[] = {
    {"given", "[target]\ninterviews = 100\n[areas]\ncount = 40\n[households]\nmode = \"listing\"\ntake = 5\n", true},
    {"take given", "[target]\ninterviews = 150\n[households]\nmode = \"listing\"\ntake = 6\n", true},
    {"count given", "[target]\ninterviews = 150\n[areas]\ncount = 60\n[households]\nmode = \"listing\"\n", true},
    {"nothing given",
     "[target]\ninterviews = 150\n[households]\nmode = \"listing\"\n"
     "[costs]\nper_area = 400\nper_household = 6\nper_interview = 25\nrho = 0.06\n",
     true},
    {"equal probabilities",
     "[target]\ninterviews = 150\n[areas]\nmethod = \"simple-random\"\n[households]\nmode = \"listing\"\ntake = 8\n",
     true},
    {"Neyman allocation",
     "[target]\ninterviews = 100\n[areas]\ncount = 40\nallocation = \"neyman\"\nvariable = \"population\"\n"
     "[households]\nmode = \"listing\"\ntake = 5\n",
     true},
    {"a walk and small areas merged",
     "[target]\ninterviews = 150\n[areas]\nmerge_below = 60\n[households]\nmode = \"random-walk\"\ntake = 6\n", true},
    {"self-weighting",
     "[target]\ninterviews = 150\n[areas]\ncount = 50\nmethod = \"pivotal\"\n[households]\nmode = \"listing\"\n"
     "take_rule = \"self-weighting\"\ntake = 5\n",
     true},
    {"size strata",
     "strata_from = { column = \"population\", count = 2 }\n[target]\ninterviews = 100\n[areas]\ncount = 60\n"
     "[households]\nmode = \"listing\"\ntake = 5\n",
     true},
    {"fewer than the strata need",
     "[target]\ninterviews = 100\n[areas]\ncount = 10\nminimum_per_stratum = 2\n"
     "[households]\nmode = \"listing\"\ntake = 5\n",
     false},
    {"out of reach", "[target]\ninterviews = 100000\n[households]\nmode = \"listing\"\ntake = 5\n", false},
    {"yields of nowhere",
     "[target]\ninterviews = 100\n[[yields.where]]\ncolumn = \"region\"\nvalue = \"Atlantis\"\n"
     "eligible = { mean = 0.3, low = 0.2, high = 0.4 }\n[areas]\ncount = 40\n"
     "[households]\nmode = \"listing\"\ntake = 5\n",
     false},
};

/// What a command says; its exit code is that of the answer.
json said(const std::vector<std::string>& arguments, bool fit) {
  const test::Outcome outcome = test::run(arguments);
  CAPTURE(outcome.err);
  if (fit) {
    const json out = json::parse(outcome.out, nullptr, false);
    REQUIRE(out.is_object());
    return out;
  }
  CHECK(outcome.code != 0);
  return {};
}

}  // namespace

TEST_CASE("check, design, draw, study and simulate tell one story of twelve surveys") {
  const test::SampleCountry country;
  for (const Told& told : kSurveys) {
    const std::string name = told.name;
    CAPTURE(name);
    const std::string survey = country.folder.write("told.toml", test::survey_text("frame.gpkg", told.more));
    const std::string plan = country.folder / "told";
    const test::Outcome checked = test::run({"check", survey, "--json"});
    CAPTURE(checked.err);
    const json check = json::parse(checked.out, nullptr, false);
    REQUIRE(check.is_object());
    CHECK(check["fit"] == told.fit);
    CHECK((checked.code == 0) == told.fit);
    const json draw = said({"draw", survey, "-o", plan, "--tables-only", "--force", "--json"}, told.fit);
    const json study = said({"study", survey, "--draws", "100", "--method", "systematic", "--total", "population",
                             "--threads", "1", "--json"},
                            told.fit);
    const json simulation =
        said({"simulate", survey, "--draws", "100", "--total", "population", "--threads", "1", "--json"}, told.fit);
    const test::Outcome designed = test::run({"design", survey, "--json"});
    CAPTURE(designed.err);
    if (!told.fit) {
      CHECK(designed.code != 0);
      REQUIRE(!check["reasons"].empty());
      continue;
    }
    const json design = json::parse(designed.out, nullptr, false);
    REQUIRE(design.is_object());

    for (const json& areas : {draw["areas"], study["areas"], simulation["areas"]})
      CHECK(areas == check["drawable_areas"]);
    for (const json& psus : {draw["psus"], study["psus"], simulation["areas_asked"], design["areas"]})
      CHECK(psus == check["psus"]);
    for (const std::size_t strata : {draw["strata"].size(), study["strata"].get<std::size_t>(),
                                     simulation["strata"].get<std::size_t>(), design["strata"].size()})
      CHECK(strata == check["strata"].get<std::size_t>());
    CHECK(design["take"] == check["take"]);
    for (const json& stratum : draw["strata"]) CHECK(stratum["take"] == check["take"]);
    const double expected = check["expected_interviews"];
    CHECK(draw["expected_interviews"].get<double>() == doctest::Approx(expected).epsilon(1e-9));
    CHECK(design["expected_interviews"].get<double>() == doctest::Approx(expected).epsilon(1e-9));
    CHECK(draw["chance"].get<double>() == doctest::Approx(check["chance"].get<double>()).epsilon(1e-9));
    CHECK(simulation["releases"][0]["chance"]["computed"].get<double>() ==
          doctest::Approx(check["chance"].get<double>()).epsilon(1e-9));
  }
}

TEST_CASE("a date column that the survey does not use keeps no command from working") {
  const test::TempFolder folder;
  std::string frame = "{\"type\":\"FeatureCollection\",\"features\":[";
  for (int k = 0; k < 60; ++k)
    frame += std::string(k == 0 ? "" : ",") + "{\"type\":\"Feature\",\"properties\":{\"ea_code\":\"E" +
             std::to_string(100 + k) + "\",\"ea_name\":\"n\",\"households\":" + std::to_string(50 + k) +
             ",\"region\":\"A\",\"urban\":\"u\",\"district\":\"d\",\"ward\":\"w\",\"listed_on\":\"2026/01/" +
             (k % 28 < 9 ? "0" : "") + std::to_string(1 + k % 28) +
             "\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[" + std::to_string(k) + ",1]}}";
  folder.write("frame.geojson", frame + "]}");
  const std::string survey = folder.write(
      "survey.toml", test::survey_text("frame.geojson",
                                       "[target]\ninterviews = 50\n[areas]\ncount = 20\n[households]\nmode = "
                                       "\"listing\"\ntake = 5\n"));
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"check", survey}, std::vector<std::string>{"study", survey, "--draws", "100"},
        std::vector<std::string>{"simulate", survey, "--draws", "100"}}) {
    const test::Outcome outcome = test::run(arguments);
    CAPTURE(arguments.front());
    CAPTURE(outcome.err);
    CHECK(outcome.code != 2);
    CHECK(outcome.err.find("listed_on") == std::string::npos);
  }
}
