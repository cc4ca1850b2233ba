#include "planner/design/takes.h"

#include "planner/design/design.h"
#include "planner/frame/strata.h"
#include "tests/support/sample_frame.h"

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

Yields yields_of(double eligible, double household, double child) {
  Yields out;
  out.eligible.mean = eligible;
  out.household.mean = household;
  out.child.mean = child;
  return out;
}

HouseholdsStage self_weighting(std::uint32_t least = 0, std::uint32_t most = 0) {
  HouseholdsStage stage;
  stage.take_rule = TakeRule::self_weighting;
  stage.take_min = least;
  stage.take_max = most;
  return stage;
}

}  // namespace

TEST_CASE("a fixed take draws what it needs, and no more than there are") {
  const Takes takes({yields_of(0.4, 0.8, 0.5)}, {100}, HouseholdsStage(), 10);
  const AreaTake take = takes.of(0, 120, 1);
  CHECK(!takes.self_weighting());
  CHECK(take.wanted(100) == 25);
  CHECK(take.wanted(7) == 7);
  CHECK(takes.of(0, 120, 3).wanted(100) == 75);
}

TEST_CASE("the product of an area's probability and its self-weighting rate is the same in a whole stratum") {
  const Frame frame = test::frame_of({40, 55, 300, 80, 120, 33, 61, 2000, 77, 140});
  const Survey survey = test::survey_of(
      "[areas]\ncount = 5\nreserve_replicates = 1\n[households]\ntake = 8\ntake_rule = \"self-weighting\"\n[yields]\n"
      "eligible = 0.4\n");
  const Strata strata = build_strata(frame);
  const Design design = make_design(strata, survey);
  REQUIRE(design.strata[0].certainty.size() >= 1);
  const Takes takes({survey.yields}, {2906}, survey.households, survey.households.take);
  std::uint64_t rest = strata[0].whole_size;
  for (const std::uint32_t unit : design.strata[0].certainty) rest -= strata[0].sizes[unit];
  const double expected = 20.0 * design.strata[0].at_random / static_cast<double>(rest);  // c = 8 / 0.4
  for (std::uint32_t unit = 0; unit < strata[0].areas.size(); ++unit) {
    const auto size = static_cast<double>(strata[0].sizes[unit]);
    const bool certain = std::count(design.strata[0].certainty.begin(), design.strata[0].certainty.end(), unit) > 0;
    const double probability = certain ? 1 : size * design.strata[0].at_random / static_cast<double>(rest);
    const AreaTake take = takes.of(0, size, certain ? hits_by_size(strata[0], design.strata[0], unit) : 1);
    CHECK(probability * take.rate == doctest::Approx(expected).epsilon(1e-12));
  }
}

TEST_CASE("self-weighting takes ask for as many households as fixed ones, on average over draws PPS") {
  const std::vector<Yields> kinds = {yields_of(0.5, 0.9, 0.9), yields_of(0.2, 0.8, 0.9)};
  const std::vector<double> sizes = {3000, 1000};
  const Takes fixed(kinds, sizes, HouseholdsStage(), 10);
  const Takes even(kinds, sizes, self_weighting(), 10);
  double of_fixed = 0;
  double of_even = 0;
  for (std::uint32_t kind = 0; kind < 2; ++kind) {
    of_fixed += sizes[kind] * fixed.of(kind, 100, 1).wanted(1e6);
    of_even += sizes[kind] * even.of(kind, 100, 1).wanted(100 * kinds[kind].eligible.mean);
  }
  CHECK(of_even == doctest::Approx(of_fixed).epsilon(1e-12));
}

TEST_CASE("bounds hold a self-weighting take, as interviews wanted of one hit") {
  const Takes takes({yields_of(0.4, 0.5, 1)}, {100}, self_weighting(4, 12), 10);  // c = 20 / 0.4
  CHECK(takes.of(0, 100, 1).wanted(2) == 2);                                      // no more than there are
  CHECK(takes.of(0, 100, 1).wanted(10) == 8);                                     // 4 interviews need 8 households
  CHECK(takes.of(0, 100, 1).wanted(31) == doctest::Approx(15.5));
  CHECK(takes.of(0, 100, 1).wanted(90) == 24);
  CHECK(takes.of(0, 300, 3).wanted(300) == 72);  // an area of three hits has three times the bounds
}
