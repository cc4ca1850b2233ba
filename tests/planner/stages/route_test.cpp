#include "planner/stages/route.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// Costs of going between random places; there and back differ where `uneven`.
TravelCost random_costs(std::size_t n, unsigned seed, bool uneven) {
  std::mt19937 engine(seed);
  std::vector<std::pair<double, double>> places;
  for (std::size_t i = 0; i < n; ++i) places.emplace_back(engine() % 1000, engine() % 1000);
  std::vector<std::int64_t> costs;
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < n; ++b)
      costs.push_back(static_cast<std::int64_t>(
                          std::hypot(places[a].first - places[b].first, places[a].second - places[b].second)) +
                      (uneven ? static_cast<std::int64_t>(engine() % 200) : 0));
  return [costs, n](std::size_t a, std::size_t b) { return costs[a * n + b]; };
}

}  // namespace

TEST_CASE("a route goes to every place once, and is near the cheapest of all orders") {
  double worst = 0;
  double sum = 0;
  int rounds = 0;
  for (unsigned seed = 0; seed < 40; ++seed)
    for (const bool uneven : {false, true}) {
      const TravelCost cost = random_costs(9, seed, uneven);
      for (const RouteEnds& ends : {RouteEnds{7, 7}, RouteEnds{8, std::nullopt}, RouteEnds{}, RouteEnds{7, 8}}) {
        const std::vector<std::size_t> places = {0, 1, 2, 3, 4, 5, 6};
        const std::vector<std::size_t> route = short_route(places, ends, cost);
        std::vector<std::size_t> order = route;
        std::sort(order.begin(), order.end());
        REQUIRE(order == places);
        std::int64_t least = route_cost(order, ends, cost);
        while (std::next_permutation(order.begin(), order.end()))
          least = std::min(least, route_cost(order, ends, cost));
        const double off = static_cast<double>(route_cost(route, ends, cost)) / static_cast<double>(least);
        worst = std::max(worst, off);
        sum += off;
        ++rounds;
      }
    }
  CHECK(worst < 1.25);
  CHECK(sum / rounds < 1.02);
}

TEST_CASE("routes of none, one and two places are what they are") {
  const TravelCost cost = random_costs(4, 1, true);
  CHECK(short_route({}, {3, 3}, cost).empty());
  CHECK(route_cost({}, {3, 3}, cost) == 0);
  CHECK(short_route({2}, {}, cost) == std::vector<std::size_t>{2});
  CHECK(route_cost({2}, {3, 3}, cost) == cost(3, 2) + cost(2, 3));
  CHECK(short_route({1, 2}, {0, std::nullopt}, cost).size() == 2);
}

TEST_CASE("distances over the ground are those of great circles") {
  const std::vector<Place> places = {place_at(0, 0),
                                     place_at(0, 1),
                                     place_at(90, 0),
                                     place_at(180, 0),
                                     place_at(0, 90),
                                     place_at(36.8172, -1.2864),
                                     place_at(39.6682, -4.0435)};
  const GroundDistance ground(places);
  constexpr double kRadius = 6'371'008.8;
  constexpr double kPi = 3.14159265358979323846;
  const auto metres = [&](std::size_t a, std::size_t b) { return static_cast<double>(ground(a, b)) / 1000; };
  CHECK(metres(0, 0) == 0);
  CHECK(metres(0, 1) == doctest::Approx(kRadius * kPi / 180).epsilon(1e-7));
  CHECK(metres(0, 2) == doctest::Approx(kRadius * kPi / 2).epsilon(1e-9));
  CHECK(metres(0, 3) == doctest::Approx(kRadius * kPi).epsilon(1e-6));
  CHECK(metres(2, 4) == doctest::Approx(kRadius * kPi / 2).epsilon(1e-9));
  // Nairobi to Mombasa by the haversine formula.
  const auto rad = [&](double degrees) { return degrees * kPi / 180; };
  const double h = std::pow(std::sin(rad(-4.0435 + 1.2864) / 2), 2) +
                   std::cos(rad(-1.2864)) * std::cos(rad(-4.0435)) * std::pow(std::sin(rad(39.6682 - 36.8172) / 2), 2);
  CHECK(metres(5, 6) == doctest::Approx(2 * kRadius * std::asin(std::sqrt(h))).epsilon(1e-9));
}
