#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <map>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;

namespace {

int size_of(int k) {
  return 60 + k * 41 % 190;
}

/// 80 areas in two strata; those of `capital` in the last column.
std::string frame(const std::string& capital = "a110 a111 a154") {
  std::string out = "id,size,region,capital\n";
  for (int k = 0; k < 80; ++k) {
    const std::string id = "a" + std::to_string(100 + k);
    out += id + "," + std::to_string(size_of(k)) + "," + (k < 40 ? "North" : "South") + "," +
           (capital.find(id) != std::string::npos ? "yes" : "") + "\n";
  }
  return out;
}

std::string survey(const std::string& areas) {
  return "[survey]\ncountry = \"TST\"\nseed = \"certain\"\n[target]\ninterviews = 100\n[yields]\neligible = 0.4\n"
         "household = 0.95\nchild = 0.93\ncaregiver = 0.9\n[frame]\nfile = \"f.csv\"\nid = \"id\"\nsize = \"size\"\n"
         "strata = [\"region\"]\n[areas]\n" +
         areas + "[households]\ntake = 8\n";
}

}  // namespace

TEST_CASE("areas that the survey names are drawn for certain, and the others share what is left") {
  const test::TempFolder temp;
  temp.write("f.csv", frame());
  const std::string plan = temp.path() / "plan";
  const std::string list = "certain = [\"a154\", \"a110\", \"a111\"]\n";
  for (const std::string& how : {list, std::string("certain = \"capital\"\n")}) {
    const std::string file = temp.write("s.toml", survey("count = 16\nreserve_replicates = 1\n" + how));
    const test::Outcome drawn = test::run({"draw", file, "-o", plan, "--tables-only", "--force"});
    CAPTURE(drawn.err);
    REQUIRE(drawn.code == 0);
    const CsvTable psus = parse_csv(read_file(plan + "/tables/psus.csv"), "psus.csv");
    const CsvTable strata = parse_csv(read_file(plan + "/tables/strata.csv"), "strata.csv");
    const auto at = [](const CsvTable& table, const std::vector<std::string>& record, const char* column) {
      return record[table.column(column).value()];
    };
    std::map<std::string, double> rest{{"North", 0}, {"South", 0}};
    for (int k = 0; k < 80; ++k)
      if (k != 10 && k != 11 && k != 54) rest[k < 40 ? "North" : "South"] += size_of(k);
    std::map<std::string, double> allocated;
    for (const auto& stratum : strata.records)
      allocated[at(strata, stratum, "stratum")] = std::stod(at(strata, stratum, "allocated"));
    CHECK(allocated["North"] + allocated["South"] == 16);
    std::size_t certain = 0;
    for (const auto& psu : psus.records) {
      if (at(psus, psu, "replicate") != "0") continue;
      const std::string id = at(psus, psu, "psu_id");
      const bool named = id == "a110" || id == "a111" || id == "a154";
      certain += named ? 1 : 0;
      const std::string region = at(psus, psu, "stratum");
      const double left = allocated[region] - (region == "North" ? 2 : 1);
      const double p = named ? 1 : left * std::stod(at(psus, psu, "measure_of_size")) / rest[region];
      CAPTURE(id);
      CHECK(std::stod(at(psus, psu, "inclusion_probability")) == doctest::Approx(p).epsilon(1e-12));
      CHECK(at(psus, psu, "certainty") == (named ? "1" : "0"));
    }
    CHECK(certain == 3);
    CHECK(test::run({"verify", plan}).code == 0);
    const nlohmann::json design = nlohmann::json::parse(test::run({"design", file, "--json"}).out);
    CHECK(design["strata"][0]["certainty"] == 2);
    CHECK(design["strata"][1]["certainty"] == 1);
  }
}

TEST_CASE("an area that a certain one was merged into is certain") {
  const test::TempFolder temp;
  std::string list = frame("a110");
  list.replace(list.find("a110,"), list.find(",North,yes") - list.find("a110,"), "a110,3");
  temp.write("f.csv", list);
  const std::string plan = temp.path() / "plan";
  const test::Outcome drawn =
      test::run({"draw", temp.write("s.toml", survey("count = 10\nmerge_below = 20\ncertain = \"capital\"\n")), "-o",
                 plan, "--tables-only"});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  const CsvTable psus = parse_csv(read_file(plan + "/tables/psus.csv"), "psus.csv");
  const CsvTable members = parse_csv(read_file(plan + "/tables/members.csv"), "members.csv");
  bool found = false;
  for (const auto& member : members.records) found = found || member[members.column("member_id").value()] == "a110";
  CHECK(found);
  std::size_t certain = 0;
  for (const auto& psu : psus.records) certain += psu[psus.column("certainty").value()] == "1" ? 1 : 0;
  CHECK(certain == 1);
}

TEST_CASE("certain areas that can't be are told") {
  const test::TempFolder temp;
  temp.write("f.csv", frame("a110") + "a999,0,South,\n");
  const auto told = [&](const std::string& areas) {
    const test::Outcome outcome = test::run({"check", temp.write("s.toml", survey(areas))});
    CHECK(outcome.code != 0);
    return outcome.err + outcome.out;
  };
  CHECK(told("count = 10\ncertain = [\"b1\"]\n").find("names area b1, which the frame does not have") !=
        std::string::npos);
  CHECK(told("count = 10\ncertain = [\"a999\"]\n").find("a999, which can't be drawn") != std::string::npos);
  CHECK(told("count = 10\ncertain = \"region\"\n")
            .find("column region of area a100 is \"North\"; it should be 1, true") != std::string::npos);
  CHECK(told("count = 10\ncertain = \"capitol\"\n").find("capitol") != std::string::npos);
  CHECK(told("count = 10\ncertain = 7\n").find("areas.certain should be a column, or a list of ids") !=
        std::string::npos);
  CHECK(told("count = 10\ncertainty = \"hits\"\ncertain = [\"a110\"]\n").find("certainty = \"once\"") !=
        std::string::npos);
  CHECK(told("allocation = \"fixed\"\nfixed = { North = 1, South = 4 }\ncertain = [\"a110\"]\n")
            .find("1 are taken for certain (areas.certain); one more at least gives the others a chance") !=
        std::string::npos);
  CHECK(told("count = 10\nmaximum_per_stratum = 2\ncertain = [\"a110\"]\n").find("may have 2 areas at most") !=
        std::string::npos);
}
