#include "planner/base/output_folder.h"
#include "tests/support/chromium.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"
#include "tests/support/sample_frame.h"
#include "tests/support/temp_folder.h"

#include <cmath>
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
  for (const char* file : {"design.html", "design.json", "design.txt", "alternatives.csv", "strata.csv"})
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
  const test::Outcome drawn = test::run({"draw", survey, "-o", country.folder / "plan", "--tables-only"});
  CHECK(drawn.code == 1);
  CHECK(drawn.err.find("no design reaches what the survey file asks for") != std::string::npos);
  CHECK_FALSE(fs::exists(country.folder / "plan"));
}

TEST_CASE("margins that nothing can meet say which one binds and by how much") {
  const test::SampleCountry country;
  for (const char* rule : {"proportional", "multivariate"}) {
    CAPTURE(rule);
    const std::string survey = country.folder.write(
        "margin.toml",
        test::survey_text("frame.gpkg",
                          "[target]\ninterviews = 150\nmargin = 0.004\n[areas]\nminimum_per_stratum = 1\n"
                          "allocation = \"" +
                              std::string(rule) + "\"\n[households]\ntake = 5\n[costs]\nper_area = 300\n"));
    const test::Outcome outcome = test::run({"design", survey});
    CHECK(outcome.code == 1);
    CHECK(outcome.out.find("country: the margin is 0.0") != std::string::npos);
    CHECK(outcome.out.find("0.004 is wanted") != std::string::npos);
    CHECK(outcome.err.find("out of reach: country") != std::string::npos);
  }
}

TEST_CASE("a take that is solved keeps to what can be worked, and says so where that binds") {
  const test::SampleCountry country;
  // Areas cost much and interviews little: the more of an area the better.
  const std::string costs = "[costs]\nper_area = 90000\nper_interview = 1\nrho = 0.001\n";
  for (const int most : {6, 9}) {
    const std::string survey = country.folder.write(
        "bound.toml",
        test::survey_text("frame.gpkg", "[target]\ninterviews = 150\n[areas]\nminimum_per_stratum = 1\n" + costs +
                                            "[households]\nsolve_most = " + std::to_string(most) + "\n"));
    const test::Outcome outcome = test::run({"design", survey, "--json"});
    CAPTURE(outcome.err);
    REQUIRE(outcome.code == 0);
    const auto json = nlohmann::json::parse(outcome.out);
    CHECK(json["take"] == most);
    CHECK(json["why"].get<std::string>().find("take is at its bound " + std::to_string(most) +
                                              " (households.solve_most)") != std::string::npos);
  }
}

TEST_CASE("a multivariate allocation with certain areas is not called proved") {
  const test::TempFolder temp;
  std::string csv = "ea_code,ea_name,households,region,urban,district,ward\n";
  for (int i = 0; i < 60; ++i)
    csv += "E" + std::to_string(i) + ",P," + (i % 30 == 0 ? "3000" : "60") + "," + (i < 30 ? "N" : "S") + ",town,D,W\n";
  temp.write("f.csv", csv);
  for (const char* certainty : {"once", "hits"}) {
    const std::string survey = temp.write(
        "s.toml", test::survey_text("f.csv",
                                    "[target]\ninterviews = 100\nmargin = 0.25\n[areas]\nallocation = "
                                    "\"multivariate\"\ncertainty = \"" +
                                        std::string(certainty) + "\"\n[households]\ntake = 8\nlist_most = 5000\n"));
    const test::Outcome outcome = test::run({"design", survey, "--json"});
    CAPTURE(outcome.err);
    REQUIRE(outcome.code == 0);
    const auto json = nlohmann::json::parse(outcome.out);
    CHECK(json["whole_numbers_proved"] == (std::string(certainty) == "hits"));
  }
}

TEST_CASE("a domain without an area that can be drawn is refused by name") {
  const test::TempFolder temp;
  std::string csv = "ea_code,ea_name,households,region,urban,district,ward\n";
  for (int i = 0; i < 40; ++i)
    csv += "E" + std::to_string(i) + ",P," + (i % 4 == 0 ? "0" : "60") + "," + (i < 20 ? "N" : "S") + "," +
           (i % 4 == 0 ? "camp" : "town") + ",D,W\n";
  temp.write("f.csv", csv);
  const std::string survey = temp.write(
      "s.toml", test::survey_text("f.csv",
                                  "[target]\ninterviews = 50\ndomains = [\"urban\"]\nmargin_by_domain = 0.3\n"
                                  "[areas]\ncount = 20\n[households]\ntake = 5\n"));
  const test::Outcome outcome = test::run({"design", survey});
  CHECK(outcome.code == 2);
  CHECK(outcome.err.find("no area with urban = \"camp\" can be drawn") != std::string::npos);
}

TEST_CASE("an earlier survey's file gives rho, and a wrong one is refused with the record") {
  const test::SampleCountry country;
  std::string csv = "cluster,online\n";
  for (int k = 0; k < 200; ++k) csv += std::to_string(k / 10) + "," + ((k / 10 + k % 3) % 3 == 0 ? "1" : "0") + "\n";
  country.folder.write("earlier.csv", csv);
  const std::string survey = country.folder.write(
      "rho.toml",
      test::survey_text("frame.gpkg",
                        "[target]\ninterviews = 100\n[areas]\nminimum_per_stratum = 1\n[households]\ntake = "
                        "5\n[costs]\nper_area = 300\nrho = { file = \"earlier.csv\", psu = \"cluster\", "
                        "answer = \"online\" }\n"));
  const test::Outcome outcome = test::run({"design", survey, "--json"});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const auto json = nlohmann::json::parse(outcome.out);
  CHECK(json["rho"]["source"] == "earlier.csv, 200 answers in 20 areas");
  CHECK(json["rho"]["value"] >= 0);
  country.folder.write("earlier.csv", csv + "20,maybe\n");
  const test::Outcome wrong = test::run({"design", survey});
  CHECK(wrong.code == 2);
  CHECK(wrong.err.find("earlier.csv: record 201: online is \"maybe\", not a number") != std::string::npos);
}

TEST_CASE("design.html: areas and take are moved, and its figures are those of a design with them") {
  const test::SampleCountry country;
  const auto survey_of = [&](const std::string& name, const std::string& areas, const std::string& take) {
    return country.folder.write(
        name,
        test::survey_text("frame.gpkg", "[target]\ninterviews = 150\n[areas]\nminimum_per_stratum = 1\n" + areas +
                                            "[households]\nmode = \"listing\"\n" + take +
                                            "[costs]\nper_area = 400\nper_household = 6\nper_interview = 25\nrho = "
                                            "0.06\n"));
  };
  const fs::path out = country.folder / "design";
  REQUIRE(test::run({"design", survey_of("open.toml", "", ""), "-o", out}).code == 0);
  const std::string page = read_file(out / "design.html");
  CHECK(page.find("default-src 'none'") != std::string::npos);
  CHECK(page.find("<link") == std::string::npos);
  CHECK(page.find(" src=") == std::string::npos);
  if (!test::have_chromium()) return;
  // At the answer, what design says; moved by 3 areas and one interview, what it says of these.
  const auto answer = nlohmann::json::parse(read_file(out / "design.json"));
  for (const int moved : {0, 3}) {
    CAPTURE(moved);
    const int areas = answer["areas"].get<int>() + moved;
    const int take = answer["take"].get<int>() + moved / 3;
    const std::string asked =
        survey_of("given.toml", "count = " + std::to_string(areas) + "\n", "take = " + std::to_string(take) + "\n");
    const auto said = nlohmann::json::parse(test::run({"design", asked, "--json"}).out);
    const std::string found = test::found_by(country.folder, out / "design.html",
                                             "for (const [id, value] of [['areas', " + std::to_string(areas) +
                                                 "], ['take', " + std::to_string(take) + R"js(]]) {
      const slider = document.getElementById(id);
      slider.value = value;
      slider.dispatchEvent(new Event("input"));
    }
    const figure = (id) => document.getElementById(id).querySelector("dd").textContent.replace(/[,>]/g, "");
    document.title = JSON.stringify([document.getElementById("areas-shown").textContent].concat(
        ["chance", "interviews", "margin", "cost", "effective"].map(figure)).map(Number));
)js");
    const auto shown = nlohmann::json::parse(found);
    CAPTURE(found);
    CHECK(shown[0] == areas);
    CHECK(std::abs(shown[1].get<double>() - said["chance"].get<double>()) < (moved == 0 ? 0.005 : 0.02));
    CHECK(shown[2].get<double>() == doctest::Approx(said["expected_interviews"].get<double>()).epsilon(0.02));
    CHECK(shown[3].get<double>() == doctest::Approx(said["margin"].get<double>()).epsilon(0.02));
    CHECK(shown[4].get<double>() == doctest::Approx(said["cost"].get<double>()).epsilon(0.02));
    CHECK(shown[5].get<double>() ==
          doctest::Approx(said["domains"][0]["effective_interviews"].get<double>()).epsilon(0.03));
  }
}
