#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/support/convert.h"
#include "tests/support/pdf.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

TEST_CASE("worksheets have filters, headings that stay and repeat, one page's width, allowed codes, and no formula") {
  const test::SamplePlan drawn(test::Documents::all, "mode = \"random-walk\"\ntake = 5\n");
  const auto& [country, plan] = drawn;
  const fs::path parts = country.folder / "parts";
  REQUIRE(std::system(("unzip -q '" + (plan / "lists" / "assignments.xlsx").string() + "' -d '" + parts.string() + "'")
                          .c_str()) == 0);
  std::size_t sheets = 0;
  std::size_t coded = 0;
  for (const auto& entry : fs::directory_iterator(parts / "xl" / "worksheets")) {
    if (entry.path().extension() != ".xml") continue;
    ++sheets;
    const std::string sheet = read_file(entry.path());
    CAPTURE(entry.path().string());
    CHECK(sheet.find("<autoFilter ref=\"A2:") != std::string::npos);
    CHECK(sheet.find("ySplit=\"2\" topLeftCell=\"B3\" activePane=\"bottomRight\" state=\"frozen\"") !=
          std::string::npos);
    CHECK(sheet.find("<pageSetUpPr fitToPage=\"1\"/>") != std::string::npos);
    CHECK(sheet.find("orientation=\"landscape\"") != std::string::npos);
    CHECK(sheet.find("<f>") == std::string::npos);
    if (sheet.find("<dataValidation type=\"whole\"") == std::string::npos) continue;
    ++coded;
    CHECK(sheet.find("<formula1>1</formula1><formula2>9</formula2>") != std::string::npos);
  }
  CHECK(sheets == 7);  // the index, and PSUs and visits of three teams
  CHECK(coded == 3);
  const std::string book = read_file(parts / "xl" / "workbook.xml");
  CHECK(book.find("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"6\">'Team 3 visits'!$1:$2</definedName>") !=
        std::string::npos);
}

TEST_CASE("LibreOffice opens the workbooks and shows what the plan's tables say") {
  if (!test::has_office()) {
    MESSAGE("skipped: LibreOffice is not installed");
    return;
  }
  const test::SampleCountry country(400, "mode = \"random-walk\"\ntake = 5\n");
  std::string text = read_file(country.survey);
  text.replace(text.find("title = \"Test\""), 14, "title = \"=HYPERLINK(1)\"");  // no cell is a formula
  const fs::path plan = country.folder / "plan";
  REQUIRE(test::run({"draw", country.folder.write("walk.toml", text), "-o", plan}).code == 0);
  const fs::path out = country.folder / "csv";
  const fs::path workbook = plan / "lists" / "assignments.xlsx";
  // Every sheet as a CSV file, as shown: separator, quotes, UTF-8, from line 1, all sheets.
  test::convert_by_office(country.folder, workbook,
                          "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", out);
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
  test::convert_by_office(country.folder, workbook, "pdf", country.folder.path());
  test::check_looks_as_approved(country.folder, country.folder / "assignments.pdf", 1, "workbook-index");
  test::check_looks_as_approved(country.folder, country.folder / "assignments.pdf", 2, "workbook-team");
}
