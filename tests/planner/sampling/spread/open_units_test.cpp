#include "planner/sampling/spread/open_units.h"

#include "tests/support/random_places.h"

#include <algorithm>
#include <set>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
using namespace fairdraw::test;

TEST_CASE("the nearest neighbours are those of all distances, while units leave") {
  for (const unsigned grid : {4U, 30U, 1000000U}) {
    for (unsigned seed = 0; seed < 6; ++seed) {
      const std::uint32_t units = 40 + 100 * seed;
      const Positions positions = random_positions(units, 2, seed, grid);
      OpenUnits<2> open(positions, std::vector<double>(units, 0.5));
      Stream stream = make_stream({"s", ""}, {"t", "t", std::to_string(seed)});
      std::vector<std::uint32_t> found;
      while (open.size() > 0) {
        const auto from = open.listed(stream.below(open.size()));
        const std::size_t k = 1 + stream.below(9);
        std::vector<double> all, near;
        for (std::size_t n = 0; n < open.size(); ++n)
          if (open.listed(n) != from)
            all.push_back(squared_distance(positions, open.unit(from), open.unit(open.listed(n))));
        std::sort(all.begin(), all.end());
        all.resize(std::min(all.size(), k));
        open.nearest(from, k, stream, found);
        std::set<std::uint32_t> different;
        for (const auto slot : found) {
          different.insert(open.unit(slot));
          near.push_back(squared_distance(positions, open.unit(from), open.unit(slot)));
        }
        CHECK(different.size() == found.size());
        CHECK(near == all);
        if (open.size() > 1) {
          const auto one = open.nearest(from, stream);
          CHECK(squared_distance(positions, open.unit(from), open.unit(one)) == all[0]);
          CHECK(open.none_nearer(from, one));
        }
        open.remove(std::vector<std::uint32_t>{from});
      }
    }
  }
}

TEST_CASE("of units at one distance each is taken as often as any other") {
  // Eight units around one, three of them to be taken: each with a chance of 3/8. 8,000 draws: a standard deviation
  // of 43.
  Positions positions{2, {0, 0}};
  for (const double x : {-1.0, 1.0})
    for (const double y : {-2.0, 2.0}) positions.coordinates.insert(positions.coordinates.end(), {x, y, y, x});
  OpenUnits<2> open(positions, std::vector<double>(9, 0.5));
  Stream stream = make_stream({"ties", ""}, {"t", "t", "t"});
  std::vector<int> taken(9, 0);
  std::vector<std::uint32_t> found;
  std::uint32_t middle = 0;
  while (open.unit(middle) != 0) ++middle;
  for (int draw = 0; draw < 8000; ++draw) {
    open.nearest(middle, 3, stream, found);
    CHECK(found.size() == 3);
    for (const auto slot : found) ++taken[open.unit(slot)];
  }
  for (std::size_t unit = 1; unit < 9; ++unit) CHECK(std::abs(taken[unit] - 3000) < 5 * 43);
}
