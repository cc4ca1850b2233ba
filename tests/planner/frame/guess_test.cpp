#include "config/survey.h"
#include "planner/base/error.h"
#include "planner/frame/draft.h"

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

ColumnSummary text(const std::string& name, std::uint64_t distinct, std::uint64_t rows = 1000) {
  ColumnSummary column;
  column.name = name;
  column.rows = rows;
  column.distinct = distinct;
  column.single_spaced = rows;
  return column;
}

ColumnSummary number(const std::string& name, std::uint64_t distinct, double mean) {
  ColumnSummary column = text(name, distinct);
  column.numbers = column.whole = true;
  column.mean = mean;
  return column;
}

}  // namespace

TEST_CASE("columns are guessed from names and values") {
  const FrameSummary frame{"f.gpkg",
                           "areas",
                           false,
                           1000,
                           true,
                           {text("province", 8), text("district", 60), text("EA_CODE", 1000), text("urban_rural", 2),
                            number("tot_hh", 300, 96), number("pop", 700, 430)}};
  const ColumnGuess guess = guess_columns(frame);
  CHECK(guess.id == "EA_CODE");
  CHECK(guess.size == "tot_hh");
  CHECK_FALSE(guess.counts_people);
  CHECK(guess.strata == std::vector<std::string>{"province", "urban_rural"});
  CHECK(guess.order == std::vector<std::string>{"district"});
}

TEST_CASE("a size that counts people is said to") {
  const FrameSummary frame{"f", "l", false, 1000, false, {text("code", 1000), number("population", 700, 430)}};
  CHECK(guess_columns(frame).counts_people);
}

TEST_CASE("a frame without id or size is refused with its columns") {
  CHECK_THROWS_WITH_AS(guess_columns({"f", "l", false, 1000, false, {text("code", 1000)}}),
                       doctest::Contains("no column looks like a measure of size"), Error);
  CHECK_THROWS_WITH_AS(guess_columns({"f", "l", false, 1000, false, {text("code", 10), number("households", 300, 90)}}),
                       doctest::Contains("none can be the id"), Error);
}

TEST_CASE("the draft is a survey file that reads") {
  const FrameSummary frame{"f.gpkg", "areas", false,
                           1000,     true,    {text("a \"quoted\" code", 1000), number("households", 300, 96)}};
  const Survey survey = parse_survey(draft_survey(frame, guess_columns(frame), "dir/f.gpkg"), "draft.toml");
  CHECK(survey.frame.id == "a \"quoted\" code");
  CHECK(survey.frame.file == "dir/f.gpkg");
  CHECK(survey.seed.empty());
}
