#include "config/survey.h"
#include "planner/base/output_folder.h"
#include "tests/support/pdf.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

// What examples/first-survey/README.md says that a reader will see.

namespace {

struct FirstSurvey {
  test::TempFolder folder;
  fs::path files = folder / "first";
  FirstSurvey() { fs::copy(fs::path(FAIRDRAW_SOURCE) / "examples" / "first-survey", files); }
};

std::string with(std::string text, const std::string& before, const std::string& more) {
  const std::size_t at = text.find(before);
  REQUIRE(at != std::string::npos);
  return text.insert(at, more);
}

}  // namespace

TEST_CASE("the office's list is drafted, fit, and joined once its zeros are back") {
  const FirstSurvey first;
  const std::string draft = first.files / "draft.toml";
  REQUIRE(test::run({"init", first.files / "EA list 2022.xlsx", "-o", draft}).code == 0);
  const Survey survey = read_survey(draft);
  CHECK(survey.frame.id == std::vector<std::string>{"EA code"});
  CHECK(survey.frame.format.header_row == 4);
  CHECK(survey.frame.on_total_row == OnTotal::exclude);
  CHECK(survey.keys.contains("areas.method"));
  const test::Outcome fit = test::run({"check", draft});
  CHECK(fit.code == 0);
  CHECK(fit.out.find("fit: 399 areas in 12 strata, 100 PSUs, take 10") != std::string::npos);
  const std::string joined = with(survey.text, "[areas]\n",
                                  "[[frame.join]]\nfile = \"ea_boundaries.gpkg\"\non = { \"EA code\" = \"GEOCODE\" }\n"
                                  "geometry = true\n");
  const auto check = [&](const std::string& text) {
    const test::TempFolder& folder = first.folder;
    return test::run({"check", folder.write("first/s.toml", text)});
  };
  const test::Outcome lost = check(joined);
  CHECK(lost.code == 2);
  CHECK(lost.err.find("frame.digits = { \"EA code\" = 11 } gives the frame's theirs back") != std::string::npos);
  const test::Outcome whole = check(with(joined, "id = \"EA code\"\n", "digits = { \"EA code\" = 11 }\n"));
  CHECK(whole.code == 0);
  CHECK(whole.out.find("unjoined") == std::string::npos);
}

TEST_CASE("where the page ends, the design is the one that it tells, and the draw follows it") {
  const FirstSurvey first;
  const std::string survey = first.files / "survey.toml";
  const test::Outcome design = test::run({"design", survey});
  REQUIRE(design.code == 0);
  for (const char* words : {"92 areas x 14 interviews", "1,310 child interviews expected", "cost 49,963",
                            "margin of a share of 50 %: 0.034 (children)"}) {
    CAPTURE(words);
    CHECK(design.out.find(words) != std::string::npos);
  }
  const test::Outcome drawn = test::run({"draw", survey, "-o", first.folder / "plan"});
  REQUIRE(drawn.code == 0);
  CHECK(drawn.out.find("92 PSUs in 12 strata") != std::string::npos);
  CHECK(test::run({"verify", first.folder / "plan"}).code == 0);
  // Two units are too large: their sheets, and no others, say to stay inside the segment.
  const std::string sheets =
      test::letters_of(test::text_of_pdf(first.folder, first.folder / "plan" / "lists" / "assignments.pdf"));
  const std::string stay = test::letters_of("Here that is the segment to work");
  std::size_t times = 0;
  for (std::size_t at = sheets.find(stay); at != std::string::npos; at = sheets.find(stay, at + 1)) ++times;
  CHECK(times == 2);
}
