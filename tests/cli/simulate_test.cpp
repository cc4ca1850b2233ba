#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"
#include "tests/support/sample_frame.h"

#include <cmath>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

std::string reserved(const test::SampleCountry& country, const std::string& areas, const std::string& more = "") {
  return country.folder.write(
      "reserved.toml",
      test::survey_text("frame.gpkg", "[target]\ninterviews = 80\nchance = 0.9\n[areas]\ncount = 20\n" + areas +
                                          "[households]\ntake = 5\n" + more));
}

}  // namespace

TEST_CASE("simulate finds probabilities as stated and the chance as computed, with any number of threads") {
  const test::SampleCountry country;
  const std::string survey = reserved(country, "minimum_per_stratum = 1\nreserve_replicates = 1\n",
                                      "[costs]\nper_area = 100\nper_interview = 10\n");
  const fs::path out = country.folder / "simulation";
  const test::Outcome outcome =
      test::run({"simulate", survey, "--draws", "800", "--threads", "1", "-o", out, "--json"});
  CAPTURE(outcome.err);
  CAPTURE(outcome.out);
  const auto json = nlohmann::json::parse(outcome.out);
  CHECK(json["probabilities_hold"] == true);
  CHECK(json["counts_hold"] == true);
  CHECK(json["fewest_areas"] == 20);
  CHECK(json["most_areas"] == 20);
  REQUIRE(json["releases"].size() == 2);
  const auto& alone = json["releases"][0];
  CHECK(alone["areas"]["mean"] == 20);
  CHECK(json["releases"][1]["areas"]["mean"] > 30);
  CHECK(json["releases"][1]["chance"]["seen"] >= alone["chance"]["seen"]);
  // Areas drawn without replacement differ less than the computed chance takes them to: only a large gap is wrong.
  CHECK(std::abs(alone["chance"]["seen"].get<double>() - alone["chance"]["computed"].get<double>()) < 0.06);
  CHECK(outcome.code == (json["target_holds"] == true ? 0 : 1));
  CHECK(json["cost"]["mean"].get<double>() ==
        doctest::Approx(2000 + 10 * alone["interviews"]["mean"].get<double>()).epsilon(1e-9));

  // The frame's own totals come back without bias: means within five standard errors.
  for (const auto& total : json["totals"]) {
    CAPTURE(total["column"]);
    CHECK(std::abs(total["bias"].get<double>()) <=
          5 * total["bias_error"].get<double>() + 1e-9 * std::abs(total["truth"].get<double>()));
  }
  const CsvTable areas = parse_csv(read_file(out / "inclusion.csv"), "inclusion.csv");
  CHECK(areas.records.size() == json["areas"]);
  double stated = 0;
  for (const auto& record : areas.records)
    stated += parse_number(record[*areas.column("inclusion_probability")]).value();
  CHECK(stated == doctest::Approx(20).epsilon(1e-12));
  for (const char* file : {"simulation.txt", "totals.csv", "interviews.csv", "simulation.svg", "simulation.png"})
    CHECK(fs::file_size(out / file) > 100);

  CHECK(test::run({"simulate", survey, "--draws", "800", "--threads", "3", "--json"}).out == outcome.out);
}

TEST_CASE("simulate draws by any method, and for areas alone") {
  const test::SampleCountry country;
  for (const char* method :
       {"with-replacement", "pareto", "rao-hartley-cochran", "local-pivotal-2", "systematic-equal"}) {
    CAPTURE(method);
    const bool hits = method == std::string("with-replacement");
    const std::string survey = reserved(country, "method = \"" + std::string(method) + "\"\nminimum_per_stratum = 1\n" +
                                                     (hits ? "certainty = \"hits\"\n" : ""));
    const test::Outcome outcome = test::run({"simulate", survey, "--draws", "300", "--total", "population", "--json"});
    CAPTURE(outcome.err);
    REQUIRE(outcome.code != 2);
    const auto json = nlohmann::json::parse(outcome.out);
    CHECK(json["probabilities_hold"] == true);
    CHECK(json["totals"].size() == 2);  // and the number of areas
  }
  const std::string none = country.folder.write(
      "none.toml",
      test::survey_text("frame.gpkg", "[areas]\ncount = 20\nminimum_per_stratum = 1\n[households]\nmode = \"none\"\n"));
  const test::Outcome outcome = test::run({"simulate", none, "--draws", "200"});
  CAPTURE(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("Interviews") == std::string::npos);
}

TEST_CASE("a survey that reaches its target too seldom is answered with no") {
  const test::SampleCountry country;
  const std::string survey =
      country.folder.write("short.toml", test::survey_text("frame.gpkg",
                                                           "[target]\ninterviews = 100\n[areas]\ncount = 20\n"
                                                           "minimum_per_stratum = 1\n[households]\ntake = 5\n"));
  const test::Outcome outcome = test::run({"simulate", survey, "--draws", "200"});
  CHECK(outcome.code == 1);
  CHECK(outcome.err.find("less often than target.chance") != std::string::npos);
  CHECK(test::run({"simulate", survey, "--draws", "5"}).code == 2);
  CHECK(test::run({"simulate", survey, "--total", "nowhere"}).code == 2);
}
