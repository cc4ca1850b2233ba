#include "planner/sampling/spread/space_filling.h"

#include "planner/sampling/probabilities.h"
#include "tests/support/every_outcome.h"
#include "tests/support/random_places.h"

#include <cmath>
#include <set>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
using namespace fairdraw::test;

TEST_CASE("Hilbert's curve goes from each cell of a grid to a neighbour") {
  Positions grid{2, {}};
  for (int y = 0; y < 32; ++y)
    for (int x = 0; x < 32; ++x)
      grid.coordinates.insert(grid.coordinates.end(), {static_cast<double>(x), static_cast<double>(y)});
  const auto order = hilbert_order(grid);
  CHECK(std::set<std::uint32_t>(order.begin(), order.end()).size() == 1024);
  for (std::size_t k = 1; k < order.size(); ++k) CHECK(squared_distance(grid, order[k - 1], order[k]) == 1);
}

TEST_CASE("draws along curves keep the probabilities asked for, over every outcome") {
  const std::vector<std::uint64_t> sizes = {3, 1, 2, 4, 2};
  const Positions positions{2, {0, 0, 0.9, 0.1, 0.2, 0.8, 1, 1, 0.5, 0.4}};
  const auto p = inclusion_probabilities(sizes, 2);
  const Outcomes by_hilbert = every_outcome([&](Stream& s) { return hilbert_systematic(sizes, 2, positions, s); });
  CHECK(largest_difference(first_order(by_hilbert, 5), p) < 1e-12);
}

TEST_CASE("a tessellated draw keeps the probabilities asked for") {
  // 40,000 draws: a count of expectation 40,000 p has a standard deviation below 100.
  const std::vector<std::uint64_t> sizes = {3, 1, 2, 4, 2, 5, 1};
  const Positions positions{2, {0, 0, 0.9, 0.1, 0.2, 0.8, 1, 1, 0.5, 0.4, 0.5, 0.4, 0.5, 0.4}};
  const auto p = inclusion_probabilities(sizes, 3);
  std::vector<double> times(sizes.size(), 0.0);
  Stream stream = make_stream({"grts", ""}, {"t", "t", "t"});
  for (int draw = 0; draw < 40000; ++draw) {
    const auto drawn = grts(sizes, 3, positions, stream);
    CHECK(drawn.size() == 3);
    for (const auto unit : drawn) times[unit] += 1;
  }
  for (std::size_t i = 0; i < sizes.size(); ++i) CHECK(std::abs(times[i] - 40000 * p[i]) < 500);
}

TEST_CASE("draws along curves are spread: a quarter of the ground gets its share") {
  const Positions positions = random_positions(4000, 2, 5, 1000000);
  const std::vector<std::uint64_t> sizes(4000, 1);
  Stream stream = make_stream({"spread", ""}, {"t", "t", "t"});
  for (int draw = 0; draw < 20; ++draw) {
    for (const auto& drawn : {grts(sizes, 400, positions, stream), hilbert_systematic(sizes, 400, positions, stream)}) {
      double units = 0;
      double in = 0;
      for (std::uint32_t i = 0; i < 4000; ++i)
        units += positions.of(i)[0] < 500000 && positions.of(i)[1] < 500000 ? 1 : 0;
      for (const auto i : drawn) in += positions.of(i)[0] < 500000 && positions.of(i)[1] < 500000 ? 1 : 0;
      // A simple random draw has a standard deviation of 8.2 here; a spread one errs at the borders alone.
      CHECK(std::abs(in - units / 10) < 12);
    }
  }
}

TEST_CASE("the ground of a tessellated draw is a plane") {
  Stream stream = make_stream({"s", ""}, {"t", "t", "t"});
  const std::vector<std::uint64_t> sizes = {1, 1};
  CHECK_THROWS(grts(sizes, 1, {3, {0, 0, 0, 1, 1, 1}}, stream));
}
