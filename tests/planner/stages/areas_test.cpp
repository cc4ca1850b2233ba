#include "planner/stages/areas.h"

#include "planner/sampling/methods.h"
#include "tests/support/sample_frame.h"

#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

struct Drawer {
  Strata strata;
  Design design;
  Frame frame;
  Survey survey;

  Drawer(const Frame& all, const std::string& areas) : strata(build_strata(all)), design(), frame(all) {
    survey = test::survey_of("[areas]\nminimum_per_stratum = 0\n" + areas + "[households]\ntake = 1\n");
    design = make_design(strata, survey);
  }
  AreaSample operator()(const std::string& seed) const {
    return draw_areas({frame, strata, design, survey, {seed, "SLD"}}, {}).sample;
  }
};

}  // namespace

TEST_CASE("stated probabilities are those that draws show, in the whole draw and in the main sample") {
  const std::vector<double> sizes = {3, 5, 8, 13, 4, 60, 7, 9, 2, 11};
  const Drawer draw(test::frame_of(sizes), "count = 4\nreserve_replicates = 1\n");
  std::map<std::uint32_t, double> whole, main, stated_whole, stated_main;
  constexpr int kRounds = 20000;
  for (int i = 0; i < kRounds; ++i) {
    for (const DrawnArea& area : draw(std::to_string(i))) {
      whole[area.area] += 1;
      if (area.replicate == 0) main[area.area] += 1;
      stated_whole[area.area] = area.draw_probability;
      stated_main[area.area] = area.inclusion_probability;
    }
  }
  CHECK(stated_whole.size() == sizes.size());
  double sum = 0;
  for (const auto& [area, probability] : stated_main) {
    sum += probability;
    // Binomial proportions: five standard deviations, passed once in 1.7 million for each of 20.
    const auto bound = [](double p) { return 5 * std::sqrt(p * (1 - p) / kRounds) + 1e-12; };
    CHECK(std::fabs(main[area] / kRounds - probability) <= bound(probability));
    CHECK(std::fabs(whole[area] / kRounds - stated_whole[area]) <= bound(stated_whole[area]));
  }
  CHECK(std::fabs(sum - 4) < 4e-12);
}

TEST_CASE("probabilities of a stratum sum to its sample size to 1e-12, on a thousand frames") {
  std::mt19937 random(21);
  for (int round = 0; round < 1000; ++round) {
    std::vector<double> sizes(2 + random() % 30);
    for (double& size : sizes) size = (1 + static_cast<double>(random() % 1000)) / (random() % 4 == 0 ? 7.0 : 1.0);
    const std::uint32_t count = 1 + static_cast<std::uint32_t>(random() % sizes.size());
    const Frame frame = test::frame_of(sizes);
    const Strata strata = build_strata(frame);
    const Survey survey = test::survey_of("[areas]\nminimum_per_stratum = 0\ncount = " + std::to_string(count) +
                                          "\nreserve_replicates = 2\n[households]\ntake = 1\n");
    const Design design = make_design(strata, survey);
    const StratumDesign& d = design.strata[0];
    std::set<std::uint32_t> certain(d.certainty.begin(), d.certainty.end());
    double rest = 0;
    for (std::uint32_t i = 0; i < sizes.size(); ++i)
      if (!certain.contains(i)) rest += static_cast<double>(strata[0].sizes[i]);
    double sum = static_cast<double>(certain.size());
    for (std::uint32_t i = 0; i < sizes.size(); ++i)
      if (!certain.contains(i)) sum += static_cast<double>(strata[0].sizes[i]) * d.at_random / rest;
    CHECK(std::fabs(sum - count) <= 1e-12 * count);
    const AreaSample sample = draw_areas({frame, strata, design, survey, {std::to_string(round), "SLD"}}, {}).sample;
    std::set<std::uint32_t> different;
    std::uint32_t main = 0;
    for (const DrawnArea& area : sample) {
      different.insert(area.area);
      main += area.replicate == 0 ? 1 : 0;
      CHECK(area.draw_probability > 0);
      CHECK(area.draw_probability <= 1);
      CHECK(area.inclusion_probability <= area.draw_probability);
    }
    CHECK(different.size() == sample.size());
    CHECK(main == count);
  }
}

TEST_CASE("a reserve leaves the main sample as it is, by every method") {
  std::mt19937 random(5);
  std::vector<double> sizes(30);
  for (double& size : sizes) size = 1 + static_cast<double>(random() % 60);
  for (const Method& method : methods()) {
    if (!method.no_reserve.empty() || method.needs_positions || method.needs_balance) continue;
    CAPTURE(std::string(method.name));
    const std::string areas = "count = 9\nmethod = \"" + std::string(method.name) + "\"\n";
    const AreaSample alone = Drawer(test::frame_of(sizes), areas)("seed");
    const AreaSample with = Drawer(test::frame_of(sizes), areas + "reserve_replicates = 2\n")("seed");
    REQUIRE(with.size() > alone.size());
    for (std::size_t k = 0; k < with.size(); ++k) {
      CHECK(with[k].draw_order == k + 1);
      CHECK((with[k].replicate > 0) == (k >= alone.size()));
      if (k >= alone.size()) continue;
      CHECK(with[k].area == alone[k].area);
      CHECK(with[k].certainty == alone[k].certainty);
      CHECK(with[k].inclusion_probability == alone[k].inclusion_probability);
      CHECK(with[k].draw_probability >= alone[k].draw_probability);
    }
  }
}

TEST_CASE("certain areas are drawn in every draw and belong to the main sample") {
  const Drawer draw(test::frame_of({100, 1, 1, 1, 1, 1, 1, 1}), "count = 2\nreserve_replicates = 1\n");
  for (int i = 0; i < 50; ++i) {
    bool found = false;
    for (const DrawnArea& area : draw(std::to_string(i))) {
      if (area.area != 0) continue;
      found = area.certainty && area.replicate == 0 && area.inclusion_probability == 1;
    }
    CHECK(found);
  }
}

TEST_CASE("with hits a large area is hit in proportion to its size") {
  const Drawer draw(test::frame_of({25, 5, 5, 5}), "count = 4\ncertainty = \"hits\"\n");
  double hits = 0;
  for (int i = 0; i < 2000; ++i) {
    std::uint32_t all = 0;
    for (const DrawnArea& area : draw(std::to_string(i))) {
      all += area.hits;
      if (area.area == 0) {
        hits += area.hits;
        CHECK(area.certainty);
      } else {
        CHECK(area.inclusion_probability == doctest::Approx(0.5));
      }
    }
    CHECK(all == 4);
  }
  // 2.5 hits expected; they are 2 or 3, so the standard deviation of the mean is 0.5 / sqrt(2000) = 0.0112.
  CHECK(std::fabs(hits / 2000 - 2.5) < 5 * 0.0112);
}

TEST_CASE("a new stratum leaves every other stratum's draw as it was") {
  std::vector<double> sizes(20, 5.0);
  std::vector<std::string> names(20, "North");
  const AreaSample before =
      Drawer(test::frame_of(sizes, names), "allocation = \"fixed\"\nfixed = { North = 5 }\n")("s");
  for (int i = 0; i < 10; ++i) {
    sizes.push_back(3);
    names.emplace_back("Another");
  }
  const AreaSample after =
      Drawer(test::frame_of(sizes, names), "allocation = \"fixed\"\nfixed = { North = 5, Another = 2 }\n")("s");
  std::vector<std::uint32_t> a, b;
  for (const DrawnArea& area : before) a.push_back(area.area);
  for (const DrawnArea& area : after)
    if (area.area < 20) b.push_back(area.area);
  CHECK(a == b);
}

TEST_CASE("a golden draw: changing it is changing the promise") {
  std::vector<double> sizes;
  for (int i = 0; i < 40; ++i) sizes.push_back(10 + (i * 7) % 23);
  const AreaSample sample = Drawer(test::frame_of(sizes), "count = 6\nreserve_replicates = 1\n")("golden");
  std::string drawn;
  for (const DrawnArea& area : sample) drawn += std::to_string(area.area) + ":" + std::to_string(area.replicate) + " ";
  // Computed apart as well, in Python, from the definitions in planner/sampling and the standard library of C++.
  CHECK(drawn == "5:0 12:0 18:0 26:0 32:0 39:0 4:1 11:1 17:1 25:1 33:1 38:1 ");
}
