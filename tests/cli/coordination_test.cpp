#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <string>
#include <vector>

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
    // Both have a reserve, which is no matter: the main samples are kept whole, or spared but for what is certain.
    CHECK(overlap["other"].get<double>() == 40);
    const auto reached = overlap["reached"].get<double>();
    CHECK(std::abs(reached - overlap["expected"].get<double>()) < 5);
    CHECK((avoid ? reached < 10 : reached == 40));
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
  // What is opened later of the first wave changes nothing of what the second was drawn to keep.
  REQUIRE(test::run({"release", first, "--replicate", "1", "--why", "a test"}).code == 0);
  CHECK(test::run({"verify", country.folder / "preferring"}).code == 0);
  const test::Outcome third = test::run(
      {"draw", second, "-o", country.folder / "third", "--tables-only", "--seed", "x", "--prefer", first, "--json"});
  REQUIRE(third.code == 0);
  CHECK(nlohmann::json::parse(third.out)["overlap"]["other"].get<double>() > 70);

  const test::Outcome systematic = test::run({"draw", country.survey, "-o", country.folder / "x", "--avoid", first});
  CHECK(systematic.code == 2);
  CHECK(systematic.err.find("permanent random numbers") != std::string::npos);
  CHECK(test::run({"draw", second, "-o", country.folder / "x", "--avoid", first, "--prefer", first}).code == 2);
  CHECK(!fs::exists(country.folder / "x"));
}

namespace {

std::string survey_of(const std::string& frame, const std::string& areas) {
  return "[survey]\ncountry = \"TST\"\n[target]\ninterviews = 100\n[frame]\nfile = \"" + frame +
         "\"\nid = \"id\"\nsize = \"size\"\nstrata = [\"stratum\"]\n[yields]\neligible = 1\nhousehold = 1\nchild = "
         "1\ncaregiver = 1\n" +
         areas;
}

}  // namespace

TEST_CASE("whether waves have reserves is no matter to what they share: all of the main sample") {
  std::string rows = "id,size,stratum\n";
  for (int k = 0; k < 600; ++k)
    rows += "a" + std::to_string(k) + "," + std::to_string(20 + 13 * (k % 17)) + "," + (k % 3 == 0 ? "u" : "r") + "\n";
  const test::TempFolder temp;
  temp.write("f.csv", rows);
  for (const char* one : {"systematic", "pareto", "poisson"})
    for (const bool first_reserve : {false, true})
      for (const bool second_reserve : {false, true}) {
        const auto survey = [&](const std::string& file, const std::string& method, bool reserve) {
          return temp.write(
              file, survey_of("f.csv", "[areas]\ncount = 125\nmethod = \"" + method + "\"\n" +
                                           (reserve ? "reserve_replicates = 2\n" : "") + "[households]\ntake = 5\n"));
        };
        CAPTURE(std::string(one));
        CAPTURE(first_reserve);
        CAPTURE(second_reserve);
        const fs::path first = temp / "one";
        const fs::path second = temp / "two";
        REQUIRE(test::run({"draw", survey("one.toml", one, first_reserve), "-o", first, "--tables-only", "--seed", "1",
                           "--force"})
                    .code == 0);
        const std::string next = std::string(one) == "poisson" ? "poisson" : "pareto";
        const test::Outcome drawn = test::run({"draw", survey("two.toml", next, second_reserve), "-o", second,
                                               "--tables-only", "--seed", "2", "--prefer", first, "--force", "--json"});
        CAPTURE(drawn.err);
        REQUIRE(drawn.code == 0);
        const auto overlap = nlohmann::json::parse(drawn.out)["overlap"];
        if (std::string(one) != "poisson") CHECK(overlap["other"] == 125);
        CHECK(overlap["reached"] == overlap["other"]);
        CHECK(overlap["expected"].get<double>() == doctest::Approx(overlap["other"].get<double>()));
      }
}

TEST_CASE("a frame that has changed since the first wave keeps what can be kept, by a table of what became of areas") {
  std::string before = "id,size,stratum\n";
  std::string after = before;
  std::string table = "old,new\n";
  for (int k = 0; k < 300; ++k) {
    const std::string old = "a" + std::to_string(k);
    before += old + ",60,all\n";
    if (k < 100) {  // renamed
      after += "b" + std::to_string(k) + ",60,all\n";
      table += old + ",b" + std::to_string(k) + "\n";
    } else if (k < 150) {  // split
      for (const char* part : {"x", "y"}) {
        after += old + part + ",30,all\n";
        table += old + "," + old + part + "\n";
      }
    } else if (k < 200) {  // merged in pairs
      if (k % 2 == 0) after += "m" + std::to_string(k) + ",120,all\n";
      table += old + ",m" + std::to_string(k - k % 2) + "\n";
    } else {
      after += old + ",60,all\n";
    }
  }
  const test::TempFolder temp;
  temp.write("before.csv", before);
  temp.write("after.csv", after);
  const std::string renamed = temp.write("renamed.csv", table);
  const std::string areas = "[areas]\ncount = 60\nmethod = \"poisson\"\n[households]\ntake = 5\n";
  const std::string one = temp.write("one.toml", survey_of("before.csv", areas));
  const std::string two = temp.write("two.toml", survey_of("after.csv", areas));
  const fs::path first = temp / "one";
  REQUIRE(test::run({"draw", one, "-o", first, "--tables-only", "--seed", "1"}).code == 0);
  const auto overlap = [&](const char* how, const std::vector<std::string>& more) {
    std::vector<std::string> line = {"draw", two,       "-o", temp / "two", "--tables-only", "--seed",
                                     "2",    "--force", how,  first,        "--json"};
    line.insert(line.end(), more.begin(), more.end());
    const test::Outcome drawn = test::run(line);
    CAPTURE(drawn.err);
    REQUIRE(drawn.code == 0);
    auto json = nlohmann::json::parse(drawn.out)["overlap"];
    json["told"] = drawn.err;
    return json;
  };
  const auto without = overlap("--prefer", {});
  CHECK(without["told"].get<std::string>().find("say with --renamed what they became") != std::string::npos);
  const auto with = overlap("--prefer", {"--renamed", renamed});
  CHECK(with["told"].get<std::string>().find("--renamed") == std::string::npos);
  const auto other = with["other"].get<double>();
  // A third is as it was, a third has another name: all of these are kept. Of a split area one part of two is, and of
  // two that were merged one is, and the other by chance.
  CHECK(with["reached"].get<double>() > 0.85 * other);
  CHECK(without["reached"].get<double>() < 0.6 * other);
  CHECK(std::abs(with["reached"].get<double>() - with["expected"].get<double>()) < 10);
  CHECK(fs::exists(temp / "two" / "tables" / "renamed.csv"));
  CHECK(test::run({"verify", temp / "two"}).code == 0);
  const auto avoiding = overlap("--avoid", {"--renamed", renamed});
  CHECK(avoiding["reached"].get<double>() < 0.1 * other);
  CHECK(test::run({"verify", temp / "two"}).code == 0);

  const std::string wrong = temp.write("wrong.csv", "old,new\nnobody,b1\na1,nowhere\n");
  const test::Outcome refused =
      test::run({"draw", two, "-o", temp / "x", "--seed", "2", "--tables-only", "--prefer", first, "--renamed", wrong});
  CHECK(refused.code == 2);
  CHECK(refused.err.find("no area nobody") != std::string::npos);
  CHECK(test::run({"draw", two, "-o", temp / "x", "--renamed", renamed}).code == 2);
  CHECK(!fs::exists(temp / "x"));
}
