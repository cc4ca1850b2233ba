#include "planner/frame/strata.h"

#include "planner/base/error.h"
#include "tests/support/sample_frame.h"

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

std::vector<std::string> ids(const Frame& frame, const Stratum& stratum) {
  std::vector<std::string> out;
  for (const auto area : stratum.areas) out.emplace_back(frame.id[area]);
  return out;
}

}  // namespace

TEST_CASE("strata come in the order of their names, with their sizes") {
  const Frame frame = test::frame_of({5, 6, 7}, {"South", "North", "South"});
  const Strata strata = build_strata(frame);
  REQUIRE(strata.size() == 2);
  CHECK(strata[0].name == "North");
  CHECK(strata[1].name == "South");
  CHECK(strata[1].size == 12);
  CHECK(ids(frame, strata[1]) == std::vector<std::string>{"a0", "a2"});
}

TEST_CASE("without stratum columns there is one stratum") {
  CHECK(build_strata(test::frame_of({1, 2})).at(0).name == "all");
}

TEST_CASE("order columns run in serpentine, and numbers as numbers") {
  Frame frame = test::frame_of({1, 1, 1, 1, 1, 1, 1, 1});
  frame.columns = {TextColumn("district"), TextColumn("ward")};
  for (const char* district : {"2", "2", "10", "10", "1", "1", "2", "10"}) frame.columns[0].push_back(district);
  for (const char* ward : {"x", "y", "x", "y", "x", "y", "z", "x"}) frame.columns[1].push_back(ward);
  frame.order = {0, 1};
  // District 1 with wards up, 2 with wards down, 10 up again; equal wards by id.
  CHECK(ids(frame, build_strata(frame)[0]) == std::vector<std::string>{"a4", "a5", "a6", "a1", "a0", "a2", "a7", "a3"});
}

TEST_CASE("two strata of one name are refused") {
  Frame frame = test::frame_of({1, 1});
  frame.columns = {TextColumn("a"), TextColumn("b")};
  frame.columns[0].push_back("x / y");
  frame.columns[1].push_back("z");
  frame.columns[0].push_back("x");
  frame.columns[1].push_back("y / z");
  frame.strata = {0, 1};
  CHECK_THROWS_AS(build_strata(frame), Error);
}

TEST_CASE("small and empty strata are found") {
  const Frame frame = test::frame_of({5, 6, 7, 8}, {"N", "N", "S", "E"});
  const auto small = small_strata(frame.select({0, 1, 2}), 2);
  REQUIRE(small.size() == 1);
  CHECK(small[0].kind == "small-stratum");
  CHECK(small[0].items == std::vector<std::string>{"S (1 areas)"});
  const auto empty = empty_strata(frame, {0, 1, 2});
  REQUIRE(empty.size() == 1);
  CHECK(empty[0].kind == "empty-stratum");
  CHECK(empty[0].items[0].starts_with("E "));
}

TEST_CASE("a frame of which nothing is left is refused") {
  CHECK_THROWS_AS(build_strata(test::frame_of({})), Error);
}
