#include "planner/stages/household_draw.h"

#include "tests/support/every_outcome.h"

#include <cmath>
#include <map>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

Psu psu_with(double rate, std::uint32_t least, std::uint32_t most, std::uint32_t households = 0) {
  Psu psu;
  psu.id = "p";
  psu.sampling_rate = rate;
  psu.households_least = least;
  psu.households_most = most;
  psu.households = households;
  return psu;
}

}  // namespace

TEST_CASE("over every outcome, each household has the stated probability: fixed, by a rate, in runs") {
  for (const Psu& psu : {psu_with(0, 0, 0, 3), psu_with(0.37, 0, 100), psu_with(0.37, 4, 5), psu_with(1, 0, 100)})
    for (const std::uint32_t run : {1U, 2U, 3U, 10U})
      for (std::uint32_t eligible = 1; eligible <= 12; ++eligible) {
        double stated = 0;
        const test::Outcomes outcomes = test::every_outcome([&](Stream& stream) {
          const HouseholdDraw draw = draw_households(psu, eligible, run, stream);
          stated = draw.probability;
          return draw.taken;
        });
        const double wanted = households_wanted(psu, eligible);
        CHECK(stated == doctest::Approx(wanted / eligible).epsilon(1e-15));
        for (const double chance : test::first_order(outcomes, eligible))
          CHECK(chance == doctest::Approx(stated).epsilon(1e-12));
        for (const auto& [taken, chance] : outcomes) {
          CHECK(std::abs(static_cast<double>(taken.size()) - wanted) < 1);
          for (std::size_t i = 1; i < taken.size(); ++i) CHECK(taken[i - 1] < taken[i]);
        }
      }
}

TEST_CASE("runs are runs: as few as the length allows, as long as they can be, with gaps between") {
  for (std::uint32_t units = 1; units <= 40; ++units)
    for (std::uint32_t n = 1; n <= units; ++n)
      for (const std::uint32_t run : {2U, 3U, 4U}) {
        Stream stream = make_stream({"runs", "TST"}, {"test", std::to_string(units), std::to_string(n)});
        const std::vector<std::uint32_t> taken = draw_in_runs(units, n, run, stream);
        REQUIRE(taken.size() == n);
        std::vector<bool> in(units, false);
        for (const std::uint32_t unit : taken) in[unit] = true;
        std::uint32_t starts = 0;
        for (std::uint32_t i = 0; i < units; ++i) starts += in[i] && !in[(i + units - 1) % units] ? 1 : 0;
        const std::uint32_t runs = (n + run - 1) / run;
        CHECK(starts == (n == units ? 0 : std::min(runs, units - n)));
      }
}

TEST_CASE("a page for one trip has, for every number of households, what anyone draws later") {
  Psu psu = psu_with(0, 0, 0, 4);
  psu.measure_of_size = 33;
  FrameSource frame;
  CHECK(one_trip_rows(psu, frame) == 33);
  frame.size_per_household = 33;
  CHECK(one_trip_rows(psu, frame) == 20);
  const SeedKey key{"one trip", "TST"};
  for (std::uint32_t eligible = 1; eligible <= 33; ++eligible) {
    const HouseholdDraw a = one_trip_draw(psu, eligible, 1, key);
    CHECK(a.taken == one_trip_draw(psu, eligible, 1, key).taken);
    CHECK(a.taken.size() == std::min(4U, eligible));
  }
  // Over seeds, every number is as likely as any other.
  std::map<std::uint32_t, int> times;
  constexpr int kSeeds = 20000;
  for (int i = 0; i < kSeeds; ++i)
    for (const std::uint32_t unit : one_trip_draw(psu, 10, 1, {std::to_string(i), "TST"}).taken) ++times[unit];
  for (std::uint32_t unit = 0; unit < 10; ++unit)
    CHECK(std::abs(times[unit] - kSeeds * 0.4) < 5 * std::sqrt(kSeeds * 0.4 * 0.6));
}
