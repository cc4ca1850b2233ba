#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/sample_frame.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

TEST_CASE("LibreOffice opens the workbooks and shows what the plan's tables say") {
  if (std::system("command -v soffice >/dev/null") != 0) {
    MESSAGE("skipped: LibreOffice is not installed");
    return;
  }
  const test::SampleCountry country(400, "mode = \"random-walk\"\ntake = 5\n");
  std::string text = read_file(country.survey);
  text.replace(text.find("title = \"Test\""), 14, "title = \"=HYPERLINK(1)\"");  // no cell is a formula
  const fs::path plan = country.folder / "plan";
  REQUIRE(test::run({"draw", country.folder.write("walk.toml", text), "-o", plan}).code == 0);
  const fs::path out = country.folder / "csv";
  const std::string command =
      "cd '" + country.folder.path().string() + "' && HOME='" + country.folder.path().string() +
      "' timeout 120 soffice --headless --norestore -env:UserInstallation=file://" +
      (country.folder / "profile").string() +
      " --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'"
      " --outdir '" +
      out.string() + "' '" + (plan / "lists" / "assignments.xlsx").string() + "' >/dev/null 2>&1";
  REQUIRE(std::system(command.c_str()) == 0);
  CHECK(read_file(out / "assignments-Index.csv").find("=HYPERLINK(1), 2026-11-20") != std::string::npos);
  const CsvTable stops = parse_csv(read_file(plan / "lists" / "teams.csv"), "teams.csv");
  std::size_t shown = 0;
  for (const auto& stop : stops.records) {
    const std::string number = stop[*stops.column("team")];
    const std::string team = read_file(out / ("assignments-Team " + number + ".csv"));
    const std::string& id = stop[*stops.column("psu_id")];
    if (id.empty()) continue;
    CAPTURE(id);
    CHECK(team.find(id) != std::string::npos);
    CHECK(read_file(out / ("assignments-Team " + number + " visits.csv")).find(id) != std::string::npos);
    ++shown;
  }
  CHECK(shown == 40);
}
