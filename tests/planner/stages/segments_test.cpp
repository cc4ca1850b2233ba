#include "planner/stages/segments.h"

#include "planner/design/segment_count.h"
#include "tests/support/rounds.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

constexpr std::int64_t kSpacing = 1000;

GroundPoints buildings(std::size_t n, unsigned seed, unsigned grid) {
  std::mt19937 engine(seed);
  GroundPoints out;
  for (std::size_t i = 0; i < n; ++i) {
    const auto east = static_cast<std::int64_t>(engine() % grid) * kSpacing;
    out.push_back({{east, static_cast<std::int64_t>(engine() % grid) * kSpacing}, 1, {}});
  }
  return out;
}

Shape square(std::int64_t side) {
  Shape shape;
  shape.polygons.push_back({{{{0, 0}, {side, 0}, {side, side}, {0, side}, {0, 0}}}});
  return shape;
}

bool has(const GroundPart& part, const GroundPoint& point) {
  return std::any_of(part.points.begin(), part.points.end(),
                     [&](const GroundPoint& each) { return each.place == point.place; });
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
    const unsigned grid = seed % 3 == 0 ? 4 : 100'000;
    const GroundPoints all = buildings(n, seed, grid);
    const Shape area = square(grid * kSpacing);
    const std::vector<GroundPart> parts = part_ground(area, all, {}, pieces);
    CHECK(parts.size() <= pieces);
    std::uint64_t sum = 0;
    for (const GroundPart& part : parts) {
      CHECK(part.points.size() == part.weight);
      CHECK(part.weight > 0);
      for (const GroundPoint& point : part.points) CHECK(contains(part.ground, point.place));
      sum += part.weight;
      if (seed % 3 != 0 && n >= pieces) {
        CHECK(std::abs(static_cast<double>(part.weight) - static_cast<double>(n) / pieces) <= 2);
      }
    }
    CHECK(sum == n);
    if (seed % 3 != 0) CHECK(parts.size() == std::min<std::size_t>(pieces, n));
    const std::vector<GroundPart> again = part_ground(area, {all.rbegin(), all.rend()}, {}, pieces);
    REQUIRE(again.size() == parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) CHECK(bounds(again[i].ground).low == bounds(parts[i].ground).low);
  }
  const GroundPoints one(9, {{5, 5}, 1, {}});
  CHECK(part_ground(square(10), one, {}, 3).size() == 1);
}

TEST_CASE("cells count by their people") {
  GroundPoints cells;
  for (std::int64_t k = 0; k < 10; ++k) cells.push_back({{k * 1000, 0}, k == 0 ? 9000U : 1000U, {500, 500}});
  const std::vector<GroundPart> parts = part_ground(square(10'000), cells, {}, 2);
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].points.size() == 1);
  CHECK(parts[0].weight == parts[1].weight);
}

TEST_CASE("roads make the borders of segments: no building is parted from its block") {
  // Four blocks of a hundred buildings; a cross of roads that is not in the middle.
  constexpr std::int64_t kSide = 1'000'000;
  GroundPoints all;
  const auto block = [&](std::int64_t west, std::int64_t south, std::int64_t east, std::int64_t north) {
    for (std::int64_t i = 0; i < 10; ++i)
      for (std::int64_t j = 0; j < 10; ++j)
        all.push_back({{west + (east - west) * (i + 1) / 11, south + (north - south) * (j + 1) / 11}, 1, {}});
  };
  block(0, 0, 300'000, 600'000);
  block(300'000, 0, kSide, 600'000);
  block(0, 600'000, 300'000, kSide);
  block(300'000, 600'000, kSide, kSide);
  const std::vector<GroundLine> roads = {{{300'000, -50'000}, {300'000, 2 * kSide}},
                                         {{-9'000'000, 600'000}, {kSide, 600'000}},
                                         {{500'000, 100'000}, {600'000, 100'000}}};  // leads nowhere
  const std::vector<GroundPart> four = part_ground(square(kSide), all, roads, 4);
  REQUIRE(four.size() == 4);
  for (const GroundPart& part : four) {
    CHECK(part.weight == 100);
    for (const GroundPoint& point : part.points) CHECK(contains(part.ground, point.place));
    const bool west = part.points.front().place.longitude < 300'000;
    const bool south = part.points.front().place.latitude < 600'000;
    for (const GroundPoint& point : part.points) {
      CHECK((point.place.longitude < 300'000) == west);
      CHECK((point.place.latitude < 600'000) == south);
    }
    // Its ground is its block, to a cell of the net.
    const Box box = bounds(part.ground);
    CHECK(std::abs((west ? box.high : box.low).longitude - 300'000) <= 2 * kSide / 512);
    CHECK(std::abs((south ? box.high : box.low).latitude - 600'000) <= 2 * kSide / 512);
  }
  // Two of two blocks each, side by side; three: one block is cut, for a segment should have 133.
  const std::vector<GroundPart> two = part_ground(square(kSide), all, roads, 2);
  REQUIRE(two.size() == 2);
  CHECK(two[0].weight == 200);
  CHECK(two[0].ground.polygons.size() == 1);
  // Eight: each block is cut in two.
  for (const GroundPart& part : part_ground(square(kSide), all, roads, 8)) CHECK(part.weight == 50);
  // In any order.
  const std::vector<GroundPart> again =
      part_ground(square(kSide), {all.rbegin(), all.rend()}, {roads.rbegin(), roads.rend()}, 4);
  for (std::size_t i = 0; i < 4; ++i) CHECK(has(again[i], four[i].points.front()));
}

TEST_CASE("whatever the roads, every building is in one segment, on its ground, and segments do not overlap") {
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::mt19937 engine(seed);
    constexpr unsigned kGrid = 3000;
    constexpr std::int64_t kSide = kGrid * kSpacing;
    const GroundPoints all = buildings(1 + engine() % 400, seed, kGrid);
    const auto somewhere = [&] {
      const auto east = static_cast<std::int64_t>(engine() % (3 * kGrid)) * kSpacing - kSide;
      return Place{east, static_cast<std::int64_t>(engine() % (3 * kGrid)) * kSpacing - kSide};
    };
    std::vector<GroundLine> lines(engine() % 30);
    for (GroundLine& line : lines) line = {somewhere(), somewhere(), somewhere()};
    const auto pieces = static_cast<std::uint32_t>(2 + engine() % 9);
    const std::vector<GroundPart> parts = part_ground(square(kSide), all, lines, pieces);
    CHECK(parts.size() <= pieces);
    std::size_t standing = 0;
    for (const GroundPart& part : parts) {
      standing += part.points.size();
      CHECK(!part.points.empty());
      CHECK(part.weight == part.points.size());
    }
    CHECK(standing == all.size());
    for (int k = 0; k < 300; ++k) {
      const auto at = [&] { return static_cast<std::int64_t>(engine() % (kGrid * kSpacing)); };
      const Place place{at(), at()};
      const auto in = std::count_if(parts.begin(), parts.end(),
                                    [&](const GroundPart& part) { return contains(part.ground, place); });
      CHECK(in == 1);
    }
  }
}

TEST_CASE("a segment is drawn as often as its probability says, and a sketch has one for every number") {
  const std::vector<GroundPart> parts = {{{}, {}, 10}, {{}, {}, 25}, {{}, {}, 5}};
  std::vector<int> times(3, 0);
  constexpr int kRounds = static_cast<int>(test::rounds(20000));
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
    const double p = static_cast<double>(parts[i].weight) / 40;
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
