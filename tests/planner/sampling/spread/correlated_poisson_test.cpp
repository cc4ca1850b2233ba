#include "planner/sampling/spread/correlated_poisson.h"

#include "planner/sampling/probabilities.h"
#include "planner/sampling/spread/halving.h"
#include "tests/support/every_outcome.h"
#include "tests/support/random_places.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
using namespace fairdraw::test;

namespace {

std::vector<std::uint32_t> order_of(const std::vector<double>& p, const Positions& positions) {
  return with_dimensions(positions.dimensions, [&](auto dimensions) {
    constexpr int D = dimensions();
    std::vector<Located<D>> located = locate_undecided<D>(positions, p);
    if (!located.empty()) halving_order<D>(located, cell_of<D>(located));
    std::vector<std::uint32_t> order;
    for (const auto& each : located) order.push_back(each.unit);
    return order;
  });
}

/// The method as the paper words it: unit by unit, every distance computed.
std::vector<std::uint32_t> plainly(std::vector<double> p, const Positions& positions, Stream& stream) {
  std::vector<std::uint32_t> drawn;
  for (std::uint32_t i = 0; i < p.size(); ++i)
    if (p[i] >= 1) drawn.push_back(i);
  std::vector<bool> settled(p.size(), false);
  for (const std::uint32_t i : order_of(p, positions)) {
    settled[i] = true;
    if (p[i] >= 1) drawn.push_back(i);
    if (!undecided(p[i])) continue;
    const double q = p[i];
    const bool in = stream.happens(q);
    std::map<double, std::vector<std::uint32_t>> at_distance;
    for (std::uint32_t j = 0; j < p.size(); ++j)
      if (!settled[j] && undecided(p[j])) at_distance[squared_distance(positions, i, j)].push_back(j);
    double left = 1;
    double could = 0;
    const auto most = [&](std::uint32_t j) { return std::min(p[j] / (1 - q), (1 - p[j]) / q); };
    for (const auto& [distance, units] : at_distance)
      for (const std::uint32_t j : units) could += most(j);
    if (could < 1 - 1e-9) {
      if (q >= 0.5) drawn.push_back(i);
      continue;
    }
    if (in) drawn.push_back(i);
    for (auto& [distance, units] : at_distance) {
      if (left < 1e-13) break;
      std::stable_sort(units.begin(), units.end(), [&](auto a, auto b) { return most(a) < most(b); });
      double rest = static_cast<double>(units.size());
      for (const std::uint32_t j : units) {
        const double weight = std::min(most(j), left / rest);
        left -= weight;
        rest -= 1;
        p[j] -= ((in ? 1 : 0) - q) * weight;
        if (p[j] < 1e-13) p[j] = 0;  // as far as rounding goes
        if (p[j] > 1 - 1e-13) p[j] = 1;
      }
    }
  }
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace

TEST_CASE("correlated Poisson sampling draws what the paper's words draw, number by number") {
  for (const unsigned grid : {9U, 40U, 1000000U}) {
    for (const std::uint32_t dimensions : {1U, 2U, 3U, 5U}) {
      for (unsigned seed = 0; seed < 12; ++seed) {
        const std::uint32_t units = 20 + 50 * seed;
        const auto positions = random_positions(units, dimensions, seed, grid);
        const auto p = random_probabilities(units, 1 + (seed % 4 == 0 ? units / 2 : 4 * seed), seed);
        Stream a = make_stream({"s", ""}, {"t", "t", std::to_string(seed)});
        Stream b = a;
        CAPTURE(grid);
        CAPTURE(dimensions);
        CAPTURE(units);
        CHECK(correlated_poisson(p, positions, a) == plainly(p, positions, b));
      }
    }
  }
}

TEST_CASE("correlated Poisson sampling keeps the probabilities asked for, over every outcome") {
  for (unsigned seed = 0; seed < 60; ++seed) {
    const std::uint32_t units = 2 + seed % 7;
    const auto positions = random_positions(units, 2, seed, seed % 2 == 0 ? 3 : 1000);
    const auto p = random_probabilities(units, 1 + seed % 4 % units, seed);
    const Outcomes outcomes = every_outcome([&](Stream& stream) { return correlated_poisson(p, positions, stream); });
    CAPTURE(p);
    CHECK(largest_difference(first_order(outcomes, units), p) < 1e-12);
    for (const auto& [sample, probability] : outcomes)
      CHECK(sample.size() == static_cast<std::size_t>(std::lround(exact_sum(p))));
  }
}
