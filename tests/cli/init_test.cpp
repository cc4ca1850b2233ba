#include "config/survey.h"
#include "planner/sampling/methods.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"
#include "tests/support/temp_folder.h"

#include <filesystem>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("init drafts a survey file that check accepts") {
  const test::SampleCountry country;
  const std::string draft = country.folder / "draft.toml";
  const test::Outcome outcome = test::run({"init", country.folder / "frame.gpkg", "-o", draft});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const Survey survey = read_survey(draft);
  CHECK(survey.text.find("# Found by drawing 200 times by each of a few methods. For this frame: areas.method = ") !=
        std::string::npos);
  CHECK(survey.keys.contains("areas.method"));
  // The draft orders the list, so that only a method that goes along it is recommended.
  CHECK(survey.keys.contains("frame.order"));
  const std::size_t at = survey.text.find("\nmethod = \"") + 11;
  CHECK(find_method(survey.text.substr(at, survey.text.find('"', at) - at))->along_list);
  CHECK(survey.frame.id == std::vector<std::string>{"ea_code"});
  CHECK(survey.frame.name == "ea_name");
  CHECK(survey.frame.size == "households");
  CHECK(survey.frame.strata == std::vector<std::string>{"region", "urban"});
  CHECK(survey.frame.order == std::vector<std::string>{"district", "ward"});
  for (const char* line : {"\n# - population counts people, where the size counts households\n",
                           "\n# - children counts some of them only\n"}) {
    CAPTURE(line);
    CHECK(survey.text.find(line) != std::string::npos);
  }
  CHECK(test::run({"check", draft}).code == 0);
  const test::Outcome drawn = test::run({"draw", draft, "-o", country.folder / "plan"});
  CHECK(drawn.code == 2);
  CHECK(drawn.err.find("no seed") != std::string::npos);
  CHECK(test::run({"draw", draft, "-o", country.folder / "plan", "--seed", "s", "--tables-only"}).code == 0);
}

TEST_CASE("init prints to stdout, and never over a file unasked") {
  const test::SampleCountry country;
  CHECK(test::run({"init", country.folder / "frame.gpkg"}).out.find("[frame]") != std::string::npos);
  CHECK(test::run({"init", country.folder / "frame.gpkg", "-o", country.survey}).code == 2);
  CHECK(test::run({"init", country.folder / "none.gpkg"}).code == 2);
}

TEST_CASE("of a large file init reads rows that stand apart, and says so") {
  const test::TempFolder folder;
  std::string text = "code,stratum,households\n";
  for (int i = 0; i < 250'000; ++i)
    text += std::to_string(100'000 + i) + ",S" + std::to_string(i / 1000) + "," + std::to_string(40 + i % 97) + "\n";
  const test::Outcome outcome = test::run({"init", folder.write("list.csv", text)});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  for (const char* line :
       {"# Of the file's 250000 rows it read one in 3;", "[frame]                     # 250000 areas",
        "\nid = \"code\"\n", "\nsize = \"households\"\n", "\nstrata = [\"stratum\"]\n", "\ncount = 500\n"}) {
    CAPTURE(line);
    CHECK(outcome.out.find(line) != std::string::npos);
  }
}

TEST_CASE("a list of an office with subtotals among its rows gives a draft that check accepts") {
  const test::TempFolder folder;
  std::string text = "EA code,EA name,Region,No. of households\n";
  int all = 0;
  for (const char* region : {"North", "South", "West"}) {
    int sum = 0;
    for (int i = 0; i < 30; ++i) {
      const int households = 60 + 7 * i % 50 + 3 * i;
      sum += households;
      text += std::to_string(1'000'000 + 10'000 * (1 + region[0] % 7) + i) + ",Area " + std::to_string(i) + "," +
              region + "," + std::to_string(households) + "\n";
    }
    text += std::string(",Total ") + region + "," + region + "," + std::to_string(sum) + "\n";
    all += sum;
  }
  folder.write("list.csv", text + ",TOTAL,," + std::to_string(all) + "\n");
  const std::string draft = folder / "draft.toml";
  REQUIRE(test::run({"init", folder / "list.csv", "-o", draft}).code == 0);
  const std::string drafted = read_survey(draft).text;
  for (const char* line : {"[frame]                     # 90 areas", "\nid = \"EA code\"\n", "\nname = \"EA name\"\n",
                           "\non_total_row = \"exclude\"    # 4 rows are the sums of others: row "}) {
    CAPTURE(line);
    CHECK(drafted.find(line) != std::string::npos);
  }
  CHECK(drafted.find("segment_above") == std::string::npos);  // no area is as large as a total
  const test::Outcome checked = test::run({"check", draft});
  CAPTURE(checked.out);
  CHECK(checked.code == 0);
  CHECK(checked.out.find("total-row: 4; left out") != std::string::npos);
  CHECK(checked.out.find("missing-id") == std::string::npos);  // a total is not expected to have one
}
