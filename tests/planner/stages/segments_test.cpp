#include "planner/stages/segments.h"

#include "planner/design/segment_count.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

std::vector<Place> buildings(std::size_t n, unsigned seed, unsigned grid) {
  std::mt19937 engine(seed);
  std::vector<Place> out;
  for (std::size_t i = 0; i < n; ++i)
    out.push_back(
        {static_cast<std::int64_t>(engine() % grid) * 1000, static_cast<std::int64_t>(engine() % grid) * 1000});
  return out;
}

Psu psu_called(const std::string& id) {
  Psu psu;
  psu.id = id;
  return psu;
}

}  // namespace

TEST_CASE("areas above the threshold have segments of about the size asked for") {
  AreasStage areas;
  CHECK(segments_wanted(1e6, areas) == 1);
  areas.segment_above = 200;
  areas.segment_size = 100;
  CHECK(segments_wanted(200, areas) == 1);
  CHECK(segments_wanted(201, areas) == 2);
  CHECK(segments_wanted(349, areas) == 3);
  CHECK(households_worked(349, areas) == doctest::Approx(349.0 / 3));
}

TEST_CASE("every building is in one part, and parts are nearly equal, wherever buildings can be told apart") {
  for (unsigned seed = 0; seed < 200; ++seed) {
    const std::size_t n = 1 + seed % 97;
    const std::uint32_t pieces = 1 + seed % 7;
    const std::vector<Place> all = buildings(n, seed, seed % 3 == 0 ? 4 : 100'000);
    const std::vector<GroundPart> parts = compact_parts(all, pieces);
    CHECK(parts.size() <= pieces);
    std::uint64_t sum = 0;
    for (const GroundPart& part : parts) {
      const auto standing = std::count_if(all.begin(), all.end(), [&](const Place& p) { return inside(part.box, p); });
      CHECK(static_cast<std::uint64_t>(standing) == part.buildings);
      CHECK(part.buildings > 0);
      sum += part.buildings;
      if (seed % 3 != 0 && n >= pieces) {
        CHECK(std::abs(static_cast<double>(part.buildings) - static_cast<double>(n) / pieces) <= 2);
      }
    }
    CHECK(sum == n);
    if (seed % 3 != 0) CHECK(parts.size() == std::min<std::size_t>(pieces, n));
    std::vector<Place> turned(all.rbegin(), all.rend());
    const std::vector<GroundPart> again = compact_parts(turned, pieces);
    REQUIRE(again.size() == parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) CHECK(again[i].box.low == parts[i].box.low);
  }
  const std::vector<Place> one(9, Place{5, 5});
  CHECK(compact_parts(one, 3).size() == 1);
}

TEST_CASE("a segment is drawn as often as its probability says, and a sketch has one for every number") {
  const std::vector<GroundPart> parts = {{{}, 10}, {{}, 25}, {{}, 5}};
  std::vector<int> times(3, 0);
  constexpr int kRounds = 20000;
  for (int round = 0; round < kRounds; ++round) {
    const std::vector<Segment> segments = draw_segment(0, psu_called("p"), parts, 80, {std::to_string(round), "TST"});
    REQUIRE(segments.size() == 3);
    CHECK(std::count_if(segments.begin(), segments.end(), [](const Segment& each) { return each.worked; }) == 1);
    for (std::size_t i = 0; i < 3; ++i) times[i] += segments[i].worked ? 1 : 0;
    if (round > 0) continue;
    CHECK(segments[1].probability == 25.0 / 40);
    CHECK(segments[1].households == 50);
  }
  for (std::size_t i = 0; i < 3; ++i) {
    const double p = static_cast<double>(parts[i].buildings) / 40;
    CHECK(std::abs(times[i] - kRounds * p) < 5 * std::sqrt(kRounds * p * (1 - p)));
  }
  std::vector<int> of_five(5, 0);
  for (int round = 0; round < kRounds; ++round) {
    const std::vector<Segment> rows = sketch_segments(0, psu_called("p"), 4, 400, {std::to_string(round), "TST"});
    REQUIRE(rows.size() == 11);  // 2 to 12
    CHECK(rows[2].worked);
    CHECK(rows[3].segments == 5);
    CHECK(rows[3].probability == 0.2);
    ++of_five[rows[3].number - 1];
  }
  for (const int times_drawn : of_five) CHECK(std::abs(times_drawn - kRounds / 5) < 5 * std::sqrt(kRounds * 0.16));
}
