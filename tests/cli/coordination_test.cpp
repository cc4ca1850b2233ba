#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;
namespace fs = std::filesystem;

TEST_CASE("a second wave keeps or spares the first one's places, says how many, and verifies") {
  const test::SampleCountry country;
  const fs::path first = country.folder / "first";
  REQUIRE(test::run({"draw", country.survey, "-o", first, "--tables-only"}).code == 0);
  std::string text = read_file(country.survey);
  text.insert(text.find("count = 40"), "method = \"pareto\"\n");
  const std::string second = country.folder.write("second.toml", text);

  for (const bool avoid : {false, true}) {
    const fs::path plan = country.folder / (avoid ? "avoiding" : "preferring");
    const test::Outcome drawn = test::run({"draw", second, "-o", plan, "--tables-only", "--seed", "another seed",
                                           avoid ? "--avoid" : "--prefer", first, "--json"});
    CAPTURE(drawn.err);
    REQUIRE(drawn.code == 0);
    const auto overlap = nlohmann::json::parse(drawn.out)["overlap"];
    CHECK(overlap["other"].get<double>() > 70);
    const auto reached = overlap["reached"].get<double>();
    CHECK(std::abs(reached - overlap["expected"].get<double>()) < 12);
    CHECK((avoid ? reached < 10 : reached > 65));
    CHECK(test::run({"verify", plan}).code == 0);

    // The other plan moves: verify says so, and is told where.
    const fs::path moved = country.folder / "moved";
    fs::rename(first, moved);
    const test::Outcome lost = test::run({"verify", plan});
    CHECK(lost.code == 2);
    CHECK(lost.err.find("--other") != std::string::npos);
    CHECK(test::run({"verify", plan, "--other", moved}).code == 0);
    CHECK(test::run({"verify", plan, "--other", plan}).code == 2);
    fs::rename(moved, first);
  }
  const test::Outcome systematic = test::run({"draw", country.survey, "-o", country.folder / "x", "--avoid", first});
  CHECK(systematic.code == 2);
  CHECK(systematic.err.find("permanent random numbers") != std::string::npos);
  CHECK(test::run({"draw", second, "-o", country.folder / "x", "--avoid", first, "--prefer", first}).code == 2);
  CHECK(!fs::exists(country.folder / "x"));
}
