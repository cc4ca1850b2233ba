#include "planner/design/design.h"

#include "planner/base/error.h"
#include "planner/sampling/certainty.h"
#include "tests/support/sample_frame.h"

#include <numeric>
#include <random>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

const std::string kTake = "[households]\ntake = 1\n";

std::vector<std::uint32_t> allocated(const Design& design) {
  std::vector<std::uint32_t> out;
  for (const StratumDesign& stratum : design.strata) out.push_back(stratum.allocated);
  return out;
}

Frame three_strata() {
  std::vector<double> sizes;
  std::vector<std::string> names;
  for (int i = 0; i < 30; ++i) {
    sizes.push_back(i < 10 ? 90 : i < 20 ? 40 : 10);
    names.emplace_back(i < 10 ? "A" : i < 20 ? "B" : "C");
  }
  return test::frame_of(sizes, names);
}

}  // namespace

TEST_CASE("each rule allocates as its name says") {
  const Strata strata = build_strata(three_strata());  // sizes 900, 400, 100
  const auto with = [&](const std::string& areas) {
    return allocated(make_design(strata, test::survey_of("[areas]\n" + areas + kTake)));
  };
  CHECK(with("count = 14\nminimum_per_stratum = 0\n") == std::vector<std::uint32_t>{9, 4, 1});
  CHECK(with("count = 14\nminimum_per_stratum = 3\n") == std::vector<std::uint32_t>{8, 3, 3});
  CHECK(with("count = 12\nallocation = \"equal\"\n") == std::vector<std::uint32_t>{4, 4, 4});
  CHECK(with("count = 12\nallocation = \"power\"\npower = 0.5\n") ==
        std::vector<std::uint32_t>{6, 4, 2});  // 30 : 20 : 10
  CHECK(with("allocation = \"fixed\"\nfixed = { A = 1, B = 2, C = 3 }\n") == std::vector<std::uint32_t>{1, 2, 3});
}

TEST_CASE("a stratum that gets no area is told") {
  const Strata strata = build_strata(three_strata());
  const Design design = make_design(
      strata, test::survey_of("[areas]\nallocation = \"fixed\"\nfixed = { A = 1, B = 0, C = 3 }\n" + kTake));
  REQUIRE(design.remarks.size() == 1);
  CHECK(design.remarks[0] == "stratum \"B\" gets no area: the sample will say nothing of it");
}

TEST_CASE("fixed counts must fit the strata") {
  const Strata strata = build_strata(three_strata());
  const auto with = [&](const std::string& fixed) {
    make_design(strata, test::survey_of("[areas]\nallocation = \"fixed\"\nfixed = " + fixed + "\n" + kTake));
  };
  CHECK_THROWS_WITH_AS(with("{ A = 1, B = 2 }"), doctest::Contains("no count for stratum \"C\""), Error);
  CHECK_THROWS_WITH_AS(with("{ A = 11, B = 2, C = 1 }"), doctest::Contains("which has 10"), Error);
  CHECK_THROWS_WITH_AS(with("{ A = 1, B = 2, C = 1, D = 4 }"), doctest::Contains("names stratum \"D\""), Error);
}

TEST_CASE("the main sample's design does not know of the reserve, which takes what there is") {
  std::mt19937 random(11);
  for (int round = 0; round < 500; ++round) {
    std::vector<double> sizes(3 + random() % 20);
    for (double& size : sizes) size = 1 + static_cast<double>(random() % (random() % 3 == 0 ? 500 : 30));
    const Strata strata = build_strata(test::frame_of(sizes));
    const auto areas = static_cast<std::uint32_t>(sizes.size());
    const std::uint32_t count = 1 + static_cast<std::uint32_t>(random() % areas);
    const auto with = [&](std::uint32_t replicates) {
      return make_design(strata, test::survey_of("[areas]\ncount = " + std::to_string(count) +
                                                 "\nminimum_per_stratum = 0\nreserve_replicates = " +
                                                 std::to_string(replicates) + "\n" + kTake));
    };
    const Design alone = with(0);
    const Design design = with(3);
    const StratumDesign& stratum = design.strata[0];
    CHECK(stratum.certainty == alone.strata[0].certainty);
    CHECK(stratum.certainty == certainty_units(strata[0].sizes, count));
    CHECK(stratum.at_random == alone.strata[0].at_random);
    CHECK(stratum.certainty.size() + stratum.at_random == count);
    REQUIRE(stratum.levels.size() == 4);
    for (std::uint32_t k = 0; k < 4; ++k) {
      CHECK(stratum.levels[k] == std::min(count * (1 + k), areas));
      const StratumDesign at = design_at_level(strata, design, k).strata[0];
      CHECK(at.allocated == stratum.levels[k]);
      CHECK(at.certainty == certainty_units(strata[0].sizes, at.allocated));
      CHECK(at.certainty.size() + at.at_random == at.allocated);
    }
    CHECK(design.remarks.size() == (count * 4 > areas ? 1U : 0U));
  }
}
