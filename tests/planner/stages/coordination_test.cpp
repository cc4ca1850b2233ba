#include "planner/stages/coordination.h"

#include "planner/base/error.h"
#include "planner/frame/strata.h"
#include "tests/support/rounds.h"
#include "tests/support/sample_frame.h"

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// Two waves on one frame: the first by `method`, the second Poisson or Pareto.
struct Waves {
  Frame frame;
  Survey first, second;
  Strata strata;
  Design first_design, second_design;

  Waves(const std::string& one, const std::string& two) {
    std::vector<double> sizes;
    for (int k = 0; k < 50; ++k) sizes.push_back(10 + 5 * (k % 9));
    frame = test::frame_of(sizes);
    first = test::survey_of("[areas]\nmethod = \"" + one + "\"\ncount = 12\n[households]\ntake = 5\n");
    second = test::survey_of("[areas]\nmethod = \"" + two + "\"\ncount = 15\n[households]\ntake = 5\n");
    strata = build_strata(frame);
    first_design = make_design(strata, first);
    second_design = make_design(strata, second);
  }

  Coordination after(const std::string& seed, bool avoid) const {
    const SeedKey key{seed, "TST"};
    const AreaDraw draw = draw_areas({frame, strata, first_design, first, key}, {});
    Coordination out;
    out.avoid = avoid;
    out.key = key;
    out.permanent = find_method(first.areas.method)->needs_permanent;
    for (std::size_t unit = 0; unit < strata[0].areas.size(); ++unit)
      out.areas[std::string(frame.id[strata[0].areas[unit]])].probability = draw.inputs[0].probabilities[unit];
    for (const DrawnArea& area : draw.sample) out.areas[std::string(frame.id[area.area])].drawn = true;
    return out;
  }
};

}  // namespace

TEST_CASE("a coordinated draw keeps its own probabilities, and overlaps as expected") {
  constexpr int kRounds = static_cast<int>(test::rounds(6000));
  for (const auto& [one, two] : std::vector<std::pair<std::string, std::string>>{
           {"systematic", "poisson"}, {"sampford", "poisson"}, {"poisson", "poisson"}, {"systematic", "pareto"}})
    for (const bool avoid : {false, true}) {
      const std::string both = one + " and " + two;
      CAPTURE(both);
      CAPTURE(avoid);
      const Waves waves(one, two);
      std::vector<int> times(waves.frame.areas(), 0);
      double reached = 0;
      double expected = 0;
      double by_chance = 0;
      for (int round = 0; round < kRounds; ++round) {
        const Coordination coordination = waves.after(std::to_string(round), avoid);
        const AreaDraw draw =
            draw_areas({waves.frame, waves.strata, waves.second_design, waves.second, {"of the second wave", "TST"}},
                       {}, &coordination);
        for (const DrawnArea& area : draw.sample) ++times[area.area];
        const Overlap overlap = overlap_of(coordination, waves.frame, waves.strata, draw);
        reached += static_cast<double>(overlap.reached);
        expected += overlap.expected;
        by_chance += overlap.by_chance;
      }
      const double total = static_cast<double>(waves.strata[0].whole_size);
      for (std::size_t row = 0; row < times.size(); ++row) {
        const double p = waves.frame.size[row] * 15 / total;
        const double nearly = two == "pareto" ? 0.02 * kRounds : 0;  // whose probabilities are nearly those
        CHECK(std::abs(times[row] - kRounds * p) < 5 * std::sqrt(kRounds * p * (1 - p)) + nearly);
      }
      // Pareto's fixed size moves the overlap by a few per cent from Poisson's.
      CHECK(reached / kRounds == doctest::Approx(expected / kRounds).epsilon(two == "pareto" ? 0.06 : 0.02));
      if (avoid)
        CHECK(expected < 0.2 * by_chance);
      else
        CHECK(expected > 2.5 * by_chance);
    }
}

TEST_CASE("numbers made up after a draw are uniform, whatever its method") {
  const Waves waves("systematic", "poisson");
  std::vector<int> bins(10, 0);
  constexpr int kRounds = static_cast<int>(test::rounds(20000));
  for (int round = 0; round < kRounds; ++round)
    ++bins[static_cast<std::size_t>(waves.after(std::to_string(round), false).uniform("a7") * 10)];
  for (const int bin : bins) CHECK(std::abs(bin - kRounds / 10) < 5 * std::sqrt(kRounds * 0.09));
}

TEST_CASE("an area that was renamed, split or merged keeps its probability in the next wave") {
  const Waves waves("systematic", "poisson");
  const std::vector<Renamed> renamed = {{"a1", "b1"}, {"a2", "a2x"}, {"a2", "a2y"}, {"a3", "m"}, {"a4", "m"},
                                        {"a5", "n"},  {"a6", "n"},   {"a6", "n2"},  {"a7", "a8"}};
  for (const bool avoid : {false, true}) {
    CAPTURE(avoid);
    constexpr int kRounds = static_cast<int>(test::rounds(8000));
    std::map<std::string, std::vector<int>> bins;
    std::map<std::string, double> below, expected;
    for (int round = 0; round < kRounds; ++round) {
      Coordination coordination = waves.after(std::to_string(round), avoid);
      coordination.rename(renamed);
      for (const char* id : {"b1", "a2x", "a2y", "m", "n", "n2", "a8", "a7", "brand new", "a9"}) {
        const double number = coordination.uniform(id);
        bins[id].resize(10);
        ++bins[id][static_cast<std::size_t>(number * 10)];
        below[id] += number < 0.3 ? 1 : 0;
        expected[id] += coordination.chance(id, 0.3);
      }
    }
    for (const auto& [of, counts] : bins) {
      const auto& id = of;
      CAPTURE(id);
      for (const int count : counts) CHECK(std::abs(count - kRounds / 10) < 5 * std::sqrt(kRounds * 0.09));
      // Where it is said what the other plan drew, the chance is right, too.
      CHECK(std::abs(below[id] - expected[id]) < 5 * std::sqrt(kRounds * 0.21));
    }
  }
  Coordination coordination = waves.after("seed", false);
  CHECK_THROWS_WITH_AS(coordination.rename({{"nobody", "b"}}), doctest::Contains("no area nobody"), Error);
  CHECK_THROWS_WITH_AS(coordination.rename({{"a1", "b"}, {"a1", "b"}}), doctest::Contains("twice"), Error);
  CHECK_THROWS_WITH_AS(require_renamed((coordination.rename({{"a1", "b"}}), coordination), waves.frame),
                       doctest::Contains("which a1 is said to have become"), Error);
}
