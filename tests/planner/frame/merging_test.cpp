#include "planner/frame/merging.h"

#include "planner/frame/strata.h"
#include "tests/support/sample_frame.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

Survey merging_below(std::uint32_t households) {
  return test::survey_of("[areas]\ncount = 1\nmerge_below = " + std::to_string(households) +
                         "\n[households]\ntake = 1\n");
}

std::vector<std::vector<std::uint32_t>> groups_of(const Merging& merging) {
  std::vector<std::vector<std::uint32_t>> out;
  for (const Merging::Group& group : merging.groups) out.push_back(group.rows);
  return out;
}

using Groups = std::vector<std::vector<std::uint32_t>>;

}  // namespace

TEST_CASE("a small area joins the neighbour with the longest border") {
  const Frame frame = test::frame_of({100, 10, 200, 50});
  const Merging merging =
      merge_small_areas(frame, build_strata(frame), {{0, 1, 80}, {1, 2, 120}, {1, 3, 90}}, merging_below(40));
  CHECK(groups_of(merging) == Groups{{2, 1}});
  REQUIRE(merging.findings.size() == 1);
  CHECK(merging.findings[0].kind == "small-area");
  CHECK(merging.findings[0].items[0] == "a1 (10 households) joins a2, along 120 m of border");
}

TEST_CASE("of equal borders the smaller neighbour is joined, and what is still too small goes on") {
  const Frame frame = test::frame_of({100, 10, 20, 500});
  const Merging merging = merge_small_areas(frame, build_strata(frame),
                                            {{0, 1, 80}, {1, 2, 80}, {2, 3, 70}, {0, 2, 60}}, merging_below(40));
  // a1 joins a2 (80 m each way, and smaller); both, 30 households, share 140 m with a0 and 70 m with a3.
  CHECK(groups_of(merging) == Groups{{0, 2, 1}});
}

TEST_CASE("without borders the list decides: the same ward first, then the smaller, then the one before") {
  Frame frame = test::frame_of({100, 10, 90, 70, 12, 60});
  frame.columns.emplace_back("ward");
  for (const char* ward : {"w1", "w1", "w2", "w2", "w2", "w3"}) frame.columns.back().push_back(ward);
  frame.order = {0};
  const Merging merging = merge_small_areas(frame, build_strata(frame), {}, merging_below(40));
  CHECK(groups_of(merging) == Groups{{0, 1}, {3, 4}});
}

TEST_CASE("areas join within their stratum alone, and a lone one is told") {
  const Frame frame = test::frame_of({10, 100, 15, 100}, {"N", "S", "E", "S"});
  const Merging merging = merge_small_areas(frame, build_strata(frame), {}, merging_below(40));
  CHECK(merging.groups.empty());
  REQUIRE(merging.findings.size() == 1);
  CHECK(merging.findings[0].kind == "lone-area");
  CHECK(merging.findings[0].count == 2);
}

TEST_CASE("a merged area has its largest member's id, and sums of sizes and amounts") {
  Frame frame = test::frame_of({100, 10, 20});
  frame.columns.emplace_back("children");
  frame.columns.emplace_back("ward");
  frame.columns.emplace_back("urban");
  for (const char* children : {"40", "3", "5"}) frame.columns[0].push_back(children);
  for (const char* ward : {"7", "8", "9"}) frame.columns[1].push_back(ward);
  for (const char* urban : {"yes", "no", "no"}) frame.columns[2].push_back(urban);
  frame.merged[1] = {77};
  Survey with_amounts = merging_below(40);
  with_amounts.areas.balance = {"children", "urban"};
  const Merging merging = merge_small_areas(frame, build_strata(frame), {{0, 1, 5}, {0, 2, 5}}, with_amounts);
  const Frame merged = merged_frame(frame, merging, with_amounts);
  REQUIRE(merged.areas() == 1);
  CHECK(merged.id[0] == "a0");
  CHECK(merged.size[0] == 130);
  CHECK(merged.columns[0][0] == "48");
  CHECK(merged.columns[1][0] == "7");  // a code is no amount
  CHECK(merged.columns[2][0] == "yes");
  REQUIRE(merged.members.at(0).size() == 3);
  CHECK(merged.members.at(0)[1].id == "a1");
  CHECK(merged.members.at(0)[2].size == 20);
  CHECK(merged.merged.at(0) == std::vector<std::int64_t>{1, 77, 2});
}

TEST_CASE("nothing is lost in merging, nothing small is left beside a neighbour, whatever the frame") {
  std::mt19937 engine(3);
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(engine() % limit); };
  for (int round = 0; round < 200; ++round) {
    std::vector<double> sizes;
    std::vector<std::string> strata;
    const std::uint32_t areas = 2 + below(60);
    for (std::uint32_t i = 0; i < areas; ++i) {
      sizes.push_back(1 + below(80));
      strata.push_back(std::string(1, static_cast<char>('A' + below(4))));
    }
    const Frame frame = test::frame_of(sizes, strata);
    std::vector<SharedBorder> borders;
    for (std::uint32_t k = 0; k < areas; ++k) {
      const std::uint32_t a = below(areas);
      const std::uint32_t b = below(areas);
      if (a < b && strata[a] == strata[b]) borders.push_back({a, b, 1.0 + below(5)});
    }
    const Survey survey = merging_below(40);
    const Merging merging = merge_small_areas(frame, build_strata(frame), borders, survey);
    const Frame merged = merged_frame(frame, merging, survey);
    CHECK(std::accumulate(merged.size.begin(), merged.size.end(), 0.0) ==
          std::accumulate(sizes.begin(), sizes.end(), 0.0));
    std::set<std::uint32_t> seen;
    for (const Merging::Group& group : merging.groups)
      for (const std::uint32_t row : group.rows) {
        CHECK(seen.insert(row).second);
        CHECK(strata[row] == strata[group.rows.front()]);
        CHECK(sizes[row] <= sizes[group.rows.front()]);
      }
    for (const Stratum& stratum : build_strata(merged))
      for (const std::uint32_t area : stratum.areas) CHECK((merged.size[area] >= 40 || stratum.areas.size() == 1));
  }
}
