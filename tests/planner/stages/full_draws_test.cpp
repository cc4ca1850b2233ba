#include "tests/support/full_draws.h"

#include "planner/synth/country.h"
#include "tests/support/sample_frame.h"

#include <random>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

struct MadeUp {
  Frame frame;
  test::Population population;
};

/// A made-up country as a frame in memory, its children dealt out over its households.
const MadeUp& made_up() {
  static const MadeUp all = [] {
    MadeUp out;
    const Country country = make_country(120, "full draws");
    std::vector<double> sizes;
    std::vector<std::string> strata;
    for (const MadeUpArea& area : country.areas) {
      // A tenth of the households, so that a child is drawn often enough to be counted.
      sizes.push_back(static_cast<double>(area.households / 10 + 1));
      strata.push_back(area.urban ? "urban" : "rural");
    }
    out.frame = test::frame_of(sizes, strata);
    std::mt19937 engine(11);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      // The listing finds other households than the frame says: up to half more, or fewer.
      const auto listed = static_cast<std::uint32_t>(sizes[i] * (0.6 + 0.05 * static_cast<double>(engine() % 19)) + 1);
      std::vector<std::uint32_t>& households = out.population["a" + std::to_string(i)];
      for (std::uint32_t k = 0; k < listed; ++k) {
        const auto roll = static_cast<std::uint32_t>(engine() % 100);
        households.push_back(roll < 50 ? 0 : roll < 75 ? 1 : roll < 88 ? 2 : roll < 95 ? 3 : roll < 98 ? 5 : 7);
      }
    }
    return out;
  }();
  return all;
}

Survey survey_with(const std::string& areas, const std::string& more) {
  return test::survey_of(
      "strata = [\"region\"]\n[yields]\neligible = 0.5\nhousehold = 0.9\nchild = 0.9\n[areas]\n"
      "count = 30\n" +
      areas + "[households]\ntake = 4\n" + more);
}

}  // namespace

TEST_CASE("2,000 full draws: merged areas, a released replicate, random tables") {
  test::check_full_draws(
      made_up().frame,
      survey_with("merge_below = 10\nreserve_replicates = 2\n", "[respondents]\nmethod = \"random-table\"\n"),
      made_up().population, {{1, "rural", "", "", {}}});
}

TEST_CASE("2,000 full draws: self-weighting takes with bounds, in runs, every child") {
  test::check_full_draws(
      made_up().frame,
      survey_with(
          "", "take_rule = \"self-weighting\"\ntake_min = 2\ntake_max = 5\nrun = 2\n[respondents]\nmethod = \"all\"\n"),
      made_up().population);
}

TEST_CASE("2,000 full draws: one trip, Sampford's areas") {
  test::check_full_draws(
      made_up().frame, survey_with("method = \"sampford\"\n", "trips = 1\n[respondents]\nmethod = \"random-table\"\n"),
      made_up().population);
}
