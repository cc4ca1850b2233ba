#include "planner/sampling/list/systematic.h"

#include "planner/base/error.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

std::uint64_t sum(const std::vector<std::uint64_t>& sizes) {
  return std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
}

}  // namespace

TEST_CASE("over all starts every unit is hit exactly n times its size") {
  // All total starts are equally likely, so hits / total is the unit's expectation, exactly.
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::uint64_t> sizes(1 + random() % 8);
    for (auto& size : sizes) size = random() % 12;
    if (sum(sizes) == 0) continue;
    const auto n = static_cast<std::uint32_t>(random() % 9);
    std::vector<std::uint64_t> hits(sizes.size(), 0);
    for (std::uint64_t start = 0; start < sum(sizes); ++start) {
      const auto drawn = systematic_pps_from(sizes, n, start);
      CHECK(drawn.size() == n);
      CHECK(std::is_sorted(drawn.begin(), drawn.end()));
      for (const auto unit : drawn) ++hits[unit];
    }
    for (std::size_t i = 0; i < sizes.size(); ++i) CHECK(hits[i] == n * sizes[i]);
  }
}

TEST_CASE("a unit smaller than the interval is drawn at most once, a larger one at least once") {
  std::mt19937 random(8);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::uint64_t> sizes(2 + random() % 6);
    for (auto& size : sizes) size = 1 + random() % 30;
    const auto n = static_cast<std::uint32_t>(1 + random() % 5);
    for (std::uint64_t start = 0; start < sum(sizes); ++start) {
      const auto drawn = systematic_pps_from(sizes, n, start);
      for (std::uint32_t i = 0; i < sizes.size(); ++i) {
        const auto times = static_cast<std::uint64_t>(std::count(drawn.begin(), drawn.end(), i));
        CHECK(times >= n * sizes[i] / sum(sizes));
        CHECK(times <= (n * sizes[i] + sum(sizes) - 1) / sum(sizes));
      }
    }
  }
}

TEST_CASE("sizes up to the largest stay exact") {
  // Two units that differ by one in 2^61: the last start hits the last unit, and not one step before its turn.
  const std::uint64_t big = (std::uint64_t{1} << 61) - 1;
  const std::vector<std::uint64_t> sizes = {big, big + 1};
  CHECK(systematic_pps_from(sizes, 1, big - 1) == std::vector<std::uint32_t>{0});
  CHECK(systematic_pps_from(sizes, 1, big) == std::vector<std::uint32_t>{1});
  CHECK(systematic_pps_from(sizes, 2, 0) == std::vector<std::uint32_t>{0, 1});
  CHECK(systematic_pps_from(sizes, 3, 2 * big).size() == 3);
}

TEST_CASE("equal probability draws are n different units") {
  for (std::uint32_t units = 1; units < 40; ++units) {
    for (std::uint32_t n = 0; n <= units; ++n) {
      Stream stream = make_stream({"s", ""}, {"t", std::to_string(units), std::to_string(n)});
      const auto drawn = systematic_equal(units, n, stream);
      CHECK(std::set<std::uint32_t>(drawn.begin(), drawn.end()).size() == n);
    }
  }
}

TEST_CASE("nothing is drawn of nothing") {
  Stream stream = make_stream({"s", ""}, {"t", "t", "t"});
  CHECK(systematic_pps({}, 0, stream).empty());
  const std::vector<std::uint64_t> zeros = {0, 0};
  CHECK_THROWS_AS(systematic_pps(zeros, 1, stream), Error);
}

TEST_CASE("units of size 0 are never drawn") {
  const std::vector<std::uint64_t> sizes = {0, 5, 0, 5, 0};
  for (std::uint64_t start = 0; start < 10; ++start)
    for (const auto unit : systematic_pps_from(sizes, 3, start)) CHECK(sizes[unit] > 0);
}
