#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;

// A table with a row per stratum says the same as keys of the survey file do.

namespace {

std::string frame() {
  std::string out = "id,size,region\n";
  for (int k = 0; k < 120; ++k)
    out += "a" + std::to_string(100 + k) + "," + std::to_string(50 + k * 37 % 180) + "," +
           (k % 3 == 0   ? "North"
            : k % 3 == 1 ? "South"
                         : "Île d'Est") +
           "\n";
  return out;
}

std::string survey(const std::string& areas, const std::string& more = "",
                   const std::string& households = "take = 8\n") {
  return "[survey]\ncountry = \"TST\"\nseed = \"strata\"\n[target]\ninterviews = 120\n"
         "[yields]\neligible = { mean = 0.4, low = 0.35, high = 0.45 }\nhousehold = 0.95\nchild = 0.93\ncaregiver = "
         "0.9\n"
         "[frame]\nfile = \"f.csv\"\nid = \"id\"\nsize = \"size\"\nstrata = [\"region\"]\n[areas]\n" +
         areas + "[households]\n" + households +
         "[costs]\nper_area = 300\nper_listed = 0.7\nper_household = 5\nper_interview = 20\nrho = 0.05\n" + more;
}

class Tried {
 public:
  Tried() { folder_.write("f.csv", frame()); }

  nlohmann::json design(const std::string& text) const {
    const test::Outcome outcome = test::run({"design", folder_.write("s.toml", text), "--json"});
    CAPTURE(outcome.err);
    REQUIRE(outcome.code <= 1);
    return nlohmann::json::parse(outcome.out);
  }

  nlohmann::json with_table(const std::string& table, const std::string& text) const {
    folder_.write("strata.csv", table);
    return design(text);
  }

  test::Outcome refused(const std::string& table, const std::string& text, const std::string& command = "check") const {
    folder_.write("strata.csv", table);
    return test::run({command, folder_.write("s.toml", text)});
  }

  const test::TempFolder& folder() const { return folder_; }

 private:
  test::TempFolder folder_;
};

const std::string kTable = "strata = \"strata.csv\"\n";

}  // namespace

TEST_CASE("counts, bounds, costs and yields of a table are those of the survey file's own keys") {
  const Tried tried;
  const std::string fixed = "allocation = \"fixed\"\n";
  CHECK(tried.with_table("stratum,count\nSouth,9\n\"Île d'Est\",5\nNorth,7\n", survey(fixed + kTable)) ==
        tried.design(survey(fixed + "fixed = { North = 7, South = 9, \"Île d'Est\" = 5 }\n")));

  CHECK(tried.with_table("stratum,minimum,maximum\nNorth,12,\nSouth,,4\nÎle d'Est,,\n",
                         survey("count = 24\n" + kTable)) ==
        tried.design(survey("count = 24\nminimum_in = { North = 12 }\nmaximum_in = { South = 4 }\n")));

  const std::string optimal = "allocation = \"optimal\"\n";
  const nlohmann::json dear = tried.with_table(
      "stratum,per_area,eligible,eligible_low,eligible_high,child\nNorth,900,,,,\nSouth,,0.3,0.2,0.5,0.8\nÎle "
      "d'Est,,,,,\n",
      survey(optimal + kTable));
  CHECK(dear == tried.design(survey(optimal,
                                    "[[costs.where]]\ncolumn = \"region\"\nvalue = \"North\"\nper_area = 900\n"
                                    "[[yields.where]]\ncolumn = \"region\"\nvalue = \"South\"\n"
                                    "eligible = { mean = 0.3, low = 0.2, high = 0.5 }\nchild = 0.8\n")));
  CHECK(dear != tried.design(survey(optimal)));
}

TEST_CASE("a table's variances are what Neyman's allocation goes by: areas as size times standard deviation") {
  const Tried tried;
  const nlohmann::json json = tried.with_table("stratum,variance\nNorth,1\nSouth,9\nÎle d'Est,1\n",
                                               survey("allocation = \"neyman\"\ncount = 40\n" + kTable));
  std::vector<double> sizes{0, 0, 0};  // of North, South and Île d'Est, as strata.csv has them
  for (int k = 0; k < 120; ++k) sizes[static_cast<std::size_t>(k % 3)] += 50 + k * 37 % 180;
  const double whole = sizes[0] + 3 * sizes[1] + sizes[2];
  const std::vector<double> share{sizes[0] / whole, 3 * sizes[1] / whole, sizes[2] / whole};
  for (std::size_t h = 0; h < 3; ++h) CHECK(std::abs(json["strata"][h]["areas"].get<double>() - 40 * share[h]) <= 1);
}

TEST_CASE("takes of a table are those that PSUs ask for, and other strata keep the survey's") {
  const Tried tried;
  tried.folder().write("strata.csv", "stratum,count,take\nNorth,7,5\nSouth,9,12\nÎle d'Est,5,\n");
  const std::string plan = tried.folder().path() / "plan";
  const test::Outcome drawn =
      test::run({"draw", tried.folder().write("s.toml", survey("allocation = \"fixed\"\n" + kTable)), "-o", plan,
                 "--tables-only"});
  CAPTURE(drawn.err);
  REQUIRE(drawn.code == 0);
  const CsvTable psus = parse_csv(read_file(plan + "/tables/psus.csv"), "psus.csv");
  for (const auto& psu : psus.records) {
    const std::string& stratum = psu[psus.column("stratum").value()];
    CHECK(psu[psus.column("take").value()] == (stratum == "North" ? "5" : stratum == "South" ? "12" : "8"));
  }
  const CsvTable strata = parse_csv(read_file(plan + "/tables/strata.csv"), "strata.csv");
  CHECK(strata.records[0][strata.column("take").value()] == "5");
  CHECK(strata.records[2][strata.column("take").value()] == "8");
  CHECK(test::run({"verify", plan}).code == 0);

  // The table is an input of the plan: another one is told.
  tried.folder().write("strata.csv", "stratum,count,take\nNorth,7,5\nSouth,9,11\nÎle d'Est,5,\n");
  const test::Outcome changed = test::run({"verify", plan});
  CHECK(changed.code == 1);
  CHECK(changed.out.find("is not what the sample was drawn from") != std::string::npos);
}

TEST_CASE("what is wrong in a table of strata is told at once, with the row and the nearest name") {
  const Tried tried;
  const auto told = [&](const std::string& table, const std::string& areas, const std::string& message,
                        const std::string& households = "take = 8\n") {
    CAPTURE(table);
    for (const char* command : {"check", "design"}) {
      const test::Outcome outcome = tried.refused(table, survey(areas, "", households), command);
      CHECK(outcome.code != 0);
      CAPTURE(outcome.err);
      CAPTURE(outcome.out);
      CHECK((outcome.err + outcome.out).find(message) != std::string::npos);
    }
  };
  const std::string counted = "count = 24\n" + kTable;
  const std::string fixed = "allocation = \"fixed\"\n" + kTable;
  told("stratum,minimum\nNorht,5\nSouth,\nÎle d'Est,\n", counted,
       "row 1: the frame has no stratum \"Norht\"; did you mean \"North\"?");
  told("stratum,minimum\nNorth,5\nSouth,\n", counted, "has no row for stratum \"Île d'Est\"");
  told("stratum,minimum\nNorth,5\nNorth,6\nSouth,\nÎle d'Est,\n", counted, "row 2: stratum \"North\" is there twice");
  told("stratum,minimun\nNorth,5\nSouth,\nÎle d'Est,\n", counted,
       "column minimun is none that a table of strata has; did you mean \"minimum\"?");
  told("stratum,minimum\nNorth,5.5\nSouth,\nÎle d'Est,\n", counted,
       "row 1: minimum is 5.5; it should be a whole number");
  told("stratum,per_area\nNorth,dear\nSouth,\nÎle d'Est,\n", counted, "row 1: per_area is \"dear\"");
  told("stratum,minimum,maximum\nNorth,5,4\nSouth,,\nÎle d'Est,,\n", counted, "is 5, above its maximum, 4");
  told("stratum,count\nNorth,5\nSouth,6\nÎle d'Est,7\n", fixed + "fixed = { North = 6 }\n",
       "row 1: count of stratum \"North\" is 5, and areas.fixed says 6; leave one of them out");
  told("stratum,count\nNorth,5\nSouth,6\nÎle d'Est,7\n", counted, "goes with areas.allocation = \"fixed\"");
  told("stratum,count\nNorth,5\nSouth,6\nÎle d'Est,\n", fixed, "areas.fixed has no count for stratum \"Île d'Est\"");
  told("stratum,take\nNorth,5\nSouth,6\nÎle d'Est,7\n", counted, "takes follow from sizes",
       "take = 8\ntake_rule = \"self-weighting\"\n");
  told("stratum,eligible,eligible_low\nNorth,0.5,0.4\nSouth,,\nÎle d'Est,,\n", counted,
       "row 1: a range needs both eligible_low and eligible_high");
  told("stratum,eligible\nNorth,1.5\nSouth,\nÎle d'Est,\n", counted, "row 1: eligible is \"1.5\"");
  told("name,take\nNorth,5\n", counted, "has no column stratum");
  const test::Outcome missing = test::run({"check", tried.folder().write("s.toml", survey("strata = \"none.csv\"\n"))});
  CHECK(missing.code == 2);
  CHECK(missing.err.find("there is no such file") != std::string::npos);
}
