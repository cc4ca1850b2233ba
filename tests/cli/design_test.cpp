#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/sample_frame.h"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

/// A survey of the made-up country that leaves areas and take to be worked out.
std::string unsolved(const test::SampleCountry& country, const std::string& more,
                     const std::string& interviews = "150") {
  return country.folder.write(
      "unsolved.toml",
      test::survey_text("frame.gpkg",
                        "[target]\ninterviews = " + interviews + "\n[areas]\nreserve_replicates = 1\n" +
                            "minimum_per_stratum = 1\n[households]\nmode = \"listing\"\n"
                            "[costs]\nper_area = 400\nper_household = 6\nper_interview = 25\nrho = 0.06\n" +
                            more));
}

}  // namespace

TEST_CASE("design works areas and take out, tells what it hangs on and leaves tables and pictures") {
  const test::SampleCountry country;
  const std::string survey = unsolved(country, "");
  const fs::path out = country.folder / "design";
  const test::Outcome outcome = test::run({"design", survey, "-o", out, "--json", "--threads", "1"});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const auto json = nlohmann::json::parse(outcome.out);
  CHECK(json["reached"] == true);
  CHECK(json["chance"] >= 0.95);
  CHECK(json["expected_interviews"] > 150);
  CHECK(json["yields"][0]["yield"] == "eligible");
  std::uint32_t areas = 0;
  for (const auto& stratum : json["strata"]) areas += stratum["areas"].get<std::uint32_t>();
  CHECK(json["areas"] == areas);
  for (const char* file : {"design.json", "design.txt", "alternatives.csv", "strata.csv"})
    CHECK(fs::file_size(out / file) > 100);
  CHECK(read_file(out / "design.svg").find("<svg") != std::string::npos);
  CHECK(read_file(out / "design.png").starts_with("\x89PNG"));

  SUBCASE("the same with any number of threads") {
    CHECK(test::run({"design", survey, "--json", "--threads", "3"}).out == outcome.out);
  }
  SUBCASE("and draw takes it from there, so that the plan verifies") {
    const std::string plan = country.folder / "plan";
    const test::Outcome drawn = test::run({"draw", survey, "-o", plan, "--tables-only", "--json"});
    CAPTURE(drawn.err);
    REQUIRE(drawn.code == 0);
    CHECK(nlohmann::json::parse(drawn.out)["psus"] == json["areas"]);
    CHECK(nlohmann::json::parse(read_file(fs::path(plan) / "manifest.json"))["settled"]["take"] == json["take"]);
    CHECK(test::run({"verify", plan}).code == 0);
  }
}

TEST_CASE("a target beyond the frame is answered with no, and by how much") {
  const test::SampleCountry country;
  const std::string survey = unsolved(country, "", "90000");
  const test::Outcome outcome = test::run({"design", survey});
  CHECK(outcome.code == 1);
  CHECK(outcome.out.find("the chance to reach the target is 0 with") != std::string::npos);
  const test::Outcome drawn = test::run({"draw", survey, "-o", country.folder / "plan"});
  CHECK(drawn.code == 1);
  CHECK(drawn.err.find("no design reaches what the survey file asks for") != std::string::npos);
  CHECK_FALSE(fs::exists(country.folder / "plan"));
}
