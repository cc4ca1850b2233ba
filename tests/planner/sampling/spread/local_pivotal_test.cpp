#include "planner/sampling/spread/local_pivotal.h"

#include "planner/sampling/list/compete.h"
#include "planner/sampling/probabilities.h"
#include "tests/support/every_outcome.h"
#include "tests/support/random_places.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
using namespace fairdraw::test;

namespace {

/// The methods as the paper words them: every distance computed, no tree.
std::vector<std::uint32_t> plainly(int version, std::vector<double> p, const Positions& positions, Stream& stream) {
  std::vector<std::uint32_t> drawn, open;
  for (std::uint32_t i = 0; i < p.size(); ++i) {
    if (p[i] == 1) drawn.push_back(i);
    if (undecided(p[i])) open.push_back(i);
  }
  const auto nearest_of = [&](std::uint32_t one) {
    double best = std::numeric_limits<double>::infinity();
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < p.size(); ++i) {
      if (i == one || !undecided(p[i])) continue;
      const double distance = squared_distance(positions, one, i);
      if (distance < best) found.clear();
      if (distance <= best) found.push_back(i);
      best = std::min(best, distance);
    }
    return found;
  };
  while (open.size() > 1) {
    std::uint32_t one = 0;
    std::uint32_t other = 0;
    for (std::size_t tried = 0;; ++tried) {
      const std::size_t pick = tried + stream.below(open.size() - tried);
      if (version == 1) std::swap(open[tried], open[pick]);
      one = open[version == 1 ? tried : pick];
      const auto near = nearest_of(one);
      other = near[stream.below(near.size())];
      const auto back = nearest_of(other);
      if (version == 2 || std::find(back.begin(), back.end(), one) != back.end()) break;
    }
    compete(p[one], p[other], stream);
    std::vector<std::size_t> places;
    for (const std::uint32_t unit : {one, other}) {
      if (p[unit] >= 1) drawn.push_back(unit);
      if (!undecided(p[unit]))
        places.push_back(static_cast<std::size_t>(std::find(open.begin(), open.end(), unit) - open.begin()));
    }
    std::sort(places.rbegin(), places.rend());
    for (const std::size_t place : places) {
      open[place] = open.back();
      open.pop_back();
    }
  }
  if (open.size() == 1 && p[open[0]] >= 0.5) drawn.push_back(open[0]);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace

TEST_CASE("the local pivotal methods draw what the paper's words draw, number by number") {
  // The grid's width makes ties everywhere (but no more than eight units at one place, where the tree takes a short
  // cut), some, or none.
  for (const unsigned grid : {20U, 60U, 1000000U}) {
    for (const std::uint32_t dimensions : {1U, 2U, 3U, 4U, 6U}) {
      if (dimensions == 1 && grid < 1000) continue;
      for (unsigned seed = 0; seed < 8; ++seed) {
        const std::uint32_t units = 30 + 60 * seed;
        const auto positions = random_positions(units, dimensions, seed, grid);
        const auto p = random_probabilities(units, 5 + 2 * seed, seed);
        Stream a = make_stream({"s", ""}, {"t", "t", std::to_string(seed)});
        Stream b = a;
        CHECK(local_pivotal_2(p, positions, a) == plainly(2, p, positions, b));
        CHECK(a() == b());
        CHECK(local_pivotal_1(p, positions, a) == plainly(1, p, positions, b));
        CHECK(a() == b());
      }
    }
  }
}

TEST_CASE("the local pivotal methods keep the probabilities asked for, over every outcome") {
  for (unsigned seed = 0; seed < 12; ++seed) {
    const std::uint32_t units = 2 + seed % 5;
    const auto positions = random_positions(units, 2, seed, seed % 2 == 0 ? 3 : 1000);
    const auto p = random_probabilities(units, 1 + seed % 2, seed);
    for (const auto method : {local_pivotal_1, local_pivotal_2}) {
      if (method == local_pivotal_1 && units > 5) continue;  // too many orders of trying
      const Outcomes outcomes = every_outcome([&](Stream& stream) { return method(p, positions, stream); });
      CHECK(largest_difference(first_order(outcomes, units), p) < 1e-12);
      for (const auto& [sample, probability] : outcomes)
        CHECK(sample.size() == static_cast<std::size_t>(std::lround(exact_sum(p))));
    }
  }
}

TEST_CASE("crowds at one place are drawn from in no time and evenly") {
  // 60,000 units at 3 places: a search among all of a place for each step would take hours.
  Positions positions{2, {}};
  for (std::uint32_t i = 0; i < 60000; ++i)
    positions.coordinates.insert(positions.coordinates.end(), {static_cast<double>(i % 3), 0.0});
  const std::vector<double> p(60000, 0.01);
  Stream stream = make_stream({"crowd", ""}, {"t", "t", "t"});
  for (const auto method : {local_pivotal_1, local_pivotal_2}) {
    const auto drawn = method(p, positions, stream);
    CHECK(drawn.size() == 600);
    std::vector<int> at(3, 0);
    for (const auto unit : drawn) ++at[unit % 3];
    for (const int count : at) CHECK(std::abs(count - 200) <= 1);  // 200 expected, and only the last one can go astray
  }
}

TEST_CASE("wrong positions are refused") {
  Stream stream = make_stream({"s", ""}, {"t", "t", "t"});
  const std::vector<double> p = {0.5, 0.5};
  CHECK_THROWS(local_pivotal_2(p, {2, {0, 0, 1}}, stream));
  CHECK_THROWS(local_pivotal_2(p, {9, std::vector<double>(18, 0.0)}, stream));
  CHECK_THROWS(local_pivotal_2(p, {2, {0, 0, 1, std::nan("")}}, stream));
}
