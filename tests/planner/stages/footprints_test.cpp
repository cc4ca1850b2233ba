#include "planner/stages/footprints.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

std::vector<Place> scattered(std::size_t n, unsigned seed) {
  std::mt19937 engine(seed);
  std::vector<Place> out;
  for (std::size_t i = 0; i < n; ++i)
    out.push_back({static_cast<std::int64_t>(engine() % 1'000'000), static_cast<std::int64_t>(engine() % 1'000'000)});
  return out;
}

double length_of(const std::vector<Place>& places, const std::vector<std::size_t>& order) {
  double sum = 0;
  for (std::size_t k = 1; k < order.size(); ++k)
    sum += std::hypot(static_cast<double>(places[order[k]].longitude - places[order[k - 1]].longitude),
                      static_cast<double>(places[order[k]].latitude - places[order[k - 1]].latitude));
  return sum;
}

}  // namespace

TEST_CASE("batches bring the take on average at first, and all of them what is asked for, but no more than there are") {
  // 120 households in 60 buildings: two a building.
  const FootprintBatches two = plan_batches(40, 24, 120, 60);
  CHECK(two.first == 12);
  CHECK(two.later == 3);
  CHECK(two.all == 20);
  // 60 households among 120 buildings: every other is no dwelling.
  CHECK(plan_batches(40, 24, 60, 120).all == 80);
  CHECK(plan_batches(40, 24, 60, 30).all == 20);
  CHECK(plan_batches(400, 240, 60, 30).all == 30);
  CHECK(plan_batches(40, 24, 0, 7).all == 7);
  CHECK(plan_batches(40, 24, 60, 0).all == 0);
}

TEST_CASE("every building is as likely as any other to be in the batches, as stated") {
  Psu psu;
  psu.id = "p";
  psu.inclusion_probability = 0.1;
  psu.segment_probability = 0.5;
  GroundPoints all;
  for (const Place& place : scattered(25, 3)) all.push_back({place, 1, {}});
  const FootprintBatches batches{6, 2, 11};
  std::vector<std::map<std::pair<std::int64_t, std::int64_t>, int>> up_to(5);
  constexpr int kRounds = 8000;
  for (int round = 0; round < kRounds; ++round) {
    const std::vector<Household> drawn = draw_footprints(3, psu, all, batches, {std::to_string(round), "TST"});
    REQUIRE(drawn.size() == 11);
    std::set<std::pair<std::int64_t, std::int64_t>> different;
    for (const Household& each : drawn) {
      const std::pair at(each.start_position->longitude, each.start_position->latitude);
      different.insert(at);
      for (std::uint32_t b = each.batch; b <= 4; ++b) ++up_to[b][at];
    }
    CHECK(different.size() == 11);
    if (round > 0) continue;
    CHECK(drawn.front().id == "001");
    CHECK(drawn.front().psu == 3);
    CHECK(*drawn.front().household_probability == 6.0 / 25);
    CHECK(drawn.back().batch == 4);  // 6 + 2 + 2 + 1
    CHECK(*drawn.back().household_probability == 11.0 / 25);
    CHECK(*drawn.back().overall_probability == doctest::Approx(0.05 * 11 / 25));
  }
  const double share[] = {0, 6.0 / 25, 8.0 / 25, 10.0 / 25, 11.0 / 25};
  for (std::uint32_t b = 1; b <= 4; ++b) {
    CHECK(up_to[b].size() == 25);
    for (const auto& [place, times] : up_to[b])
      CHECK(std::abs(times - kRounds * share[b]) < 5 * std::sqrt(kRounds * share[b] * (1 - share[b])));
  }
}

TEST_CASE("a walk goes to every place once, begins in the west, and is near the shortest") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const std::vector<Place> places = scattered(7, seed);
    const std::vector<std::size_t> walk = walking_order(places);
    std::vector<std::size_t> order(walk);
    std::sort(order.begin(), order.end());
    for (std::size_t k = 0; k < order.size(); ++k) CHECK(order[k] == k);
    for (const Place& place : places) CHECK(places[walk[0]].longitude <= place.longitude);
    // The shortest of all walks from there.
    order.erase(std::find(order.begin(), order.end(), walk[0]));
    double shortest = 1e18;
    do {
      std::vector<std::size_t> whole = {walk[0]};
      whole.insert(whole.end(), order.begin(), order.end());
      shortest = std::min(shortest, length_of(places, whole));
    } while (std::next_permutation(order.begin(), order.end()));
    CHECK(length_of(places, walk) <= 1.2 * shortest);
  }
  CHECK(walking_order({}).empty());
  CHECK(walking_order({Place{1, 2}}).size() == 1);
  CHECK(walking_order({Place{1, 2}, Place{1, 2}, Place{1, 2}}).size() == 3);
}
