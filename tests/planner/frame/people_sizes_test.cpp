#include "planner/frame/people_sizes.h"

#include "tests/support/sample_frame.h"

#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// Four areas whose size is said to be the column `size`, with another column of these numbers.
Finding found(const std::string& size, const std::string& other, const std::vector<std::string>& numbers,
              const std::string& more = "") {
  Frame frame = test::frame_of({440, 880, 220, 660}, {"A", "A", "A", "A"});
  TextColumn column(other);
  for (const std::string& number : numbers) column.push_back(number);
  frame.columns.push_back(std::move(column));
  Survey survey = test::survey_of("strata = [\"region\"]\n" + more + "[areas]\ncount = 2\n[households]\ntake = 5\n");
  survey.frame.size = size;
  return people_taken_for_households(frame, survey);
}

}  // namespace

TEST_CASE("sizes that count people where households are meant are told, with the households' size beside them") {
  CHECK(found("households", "ward", {"1", "2", "3", "4"}).count == 0);
  CHECK(found("size", "ward", {"1", "2", "3", "4"}).count == 0);
  const Finding named = found("population_2019", "ward", {"1", "2", "3", "4"});
  REQUIRE(named.count == 1);
  CHECK(named.items.front() == "column \"population_2019\" counts people by its name");
  CHECK(named.treatment.find("your country's mean household size") != std::string::npos);
  // 2,200 people in 500 households.
  const Finding beside = found("total", "households_2019", {"100", "200", "50", "150"});
  REQUIRE(beside.count == 1);
  CHECK(beside.items.front() == "column \"households_2019\" says households: \"total\" is 4.4 times as much");
  CHECK(beside.treatment.find("4.4 as this frame has it") != std::string::npos);
  // No households, or as many of them as the size says; and where the survey has said it, nothing is left to say.
  CHECK(found("total", "households_2019", {"100", "", "50", "150"}).count == 0);
  CHECK(found("total", "households_2019", {"430", "870", "210", "650"}).count == 0);
  CHECK(found("population_2019", "ward", {"1", "2", "3", "4"}, "size_per_household = 4.4\n").count == 0);
}
