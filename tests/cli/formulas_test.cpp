#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

// Files come from many hands, and plans are opened in spreadsheets.

namespace {

/// Cells as they stand in a file of fields that are set apart by `separator` and hold none.
std::vector<std::string> cells(const std::string& text, char separator) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == separator || c == '\n'))
      out.emplace_back();
    else if (c != '"')
      out.back() += c;
  }
  return out;
}

}  // namespace

TEST_CASE("no cell of any table is a formula, and the way from a listing to weights takes ids as they were") {
  const test::TempFolder temp;
  std::string frame = "code,\"=col\",s,n\n", listing = "psu_id,household_id,eligible_children,head\n",
              as_written = listing;
  for (int i = 1; i <= 12; ++i) {
    const std::string id = (i % 3 == 0 ? "=1+" : i % 3 == 1 ? "@ea" : "-x") + std::to_string(i);
    frame += id + ",\"=HYPERLINK(\"\"http://x\"\")\",+cmd|' /C calc'!A" + std::to_string(i % 2) + "," +
             std::to_string(20 + i) + "\n";
    for (int h = 1; h <= 5; ++h) {
      const std::string rest = ",=h" + std::to_string(h) + ",1,\"=cmd|' /C calc'!A0\"\n";
      listing += id + rest;
      as_written += "'" + id + ",'" + rest.substr(1);
    }
  }
  temp.write("list.csv", frame);
  const std::string survey = temp.write(
      "survey.toml",
      "[survey]\ncountry = \"SLD\"\nseed = \"s\"\n[target]\ninterviews = 5\n[yields]\neligible = 1\nhousehold = 1\n"
      "child = 1\ncaregiver = 1\n[frame]\nfile = \"list.csv\"\nid = \"code\"\nsize = \"n\"\nstrata = [\"s\"]\ncarry = "
      "[\"=col\"]\n[areas]\ncount = 12\nminimum_per_stratum = 1\n[households]\ntake = 2\n[documents]\nnames = true\n"
      "capi = [\"odk\", \"surveycto\", \"survey-solutions\", \"cspro\"]\n");
  std::string households;
  for (const std::string& text : {listing, as_written}) {
    const std::string plan = temp / "plan";
    const test::Outcome drawn = test::run({"draw", survey, "-o", plan, "--force"});
    CAPTURE(drawn.err);
    REQUIRE(drawn.code == 0);
    const test::Outcome listed = test::run({"households", plan, "--listing", temp.write("listing.csv", text)});
    CAPTURE(listed.err);
    REQUIRE(listed.code == 0);
    CHECK(test::run({"verify", plan}).code == 0);
    std::set<std::string> kinds;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(plan)) {
      const std::string ending = entry.path().extension();
      if (ending != ".csv" && ending != ".tab") continue;
      kinds.insert(ending);
      CAPTURE(entry.path().string());
      for (const std::string& cell : cells(read_file(entry.path()), ending == ".csv" ? ',' : '\t')) {
        CAPTURE(cell);
        CHECK((cell.empty() || cell.find_first_of("=+-@") != 0));
      }
    }
    CHECK(kinds.contains(".csv"));
    const CsvTable psus = parse_csv(read_file(fs::path(plan) / "tables" / "psus.csv"), "psus.csv");
    CHECK(psus.column("=col"));
    CHECK(psus.records.front()[*psus.column("stratum")] == "+cmd|' /C calc'!A0");
    const std::string now = read_file(fs::path(plan) / "tables" / "households.csv");
    CHECK(now.find(",'=h1,") != std::string::npos);
    if (!households.empty()) CHECK(now == households);
    households = now;
  }
}
