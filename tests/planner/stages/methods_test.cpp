#include "planner/sampling/methods.h"

#include "planner/stages/area_joint.h"
#include "planner/stages/areas.h"
#include "tests/support/random_places.h"
#include "tests/support/rounds.h"
#include "tests/support/sample_frame.h"

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

constexpr int kRounds = static_cast<int>(test::rounds(4000));

/// Five standard deviations of a proportion: passed once in 1.7 million.
double bound(double p) {
  return 5 * std::sqrt(std::max(0.0, p * (1 - p)) / kRounds) + 1e-12;
}

struct Case {
  Frame frame;
  Survey survey;
  Strata strata;
  Design design;
  Auxiliary auxiliary;

  Case(const std::vector<double>& sizes, const Method& method, const std::string& areas)
      : frame(test::frame_of(sizes)) {
    const bool hits = method.must_repeat;
    survey = test::survey_of("[areas]\nminimum_per_stratum = 0\n" + areas + "method = \"" + std::string(method.name) +
                             "\"\n" + (hits ? "certainty = \"hits\"\n" : "") +
                             (method.needs_balance ? "balance = [\"x\"]\n" : "") + "[households]\ntake = 1\n");
    strata = build_strata(frame);
    if (method.equal) make_sizes_equal(strata);
    design = make_design(strata, survey);
    auxiliary.positions = auxiliary.plane =
        test::random_positions(static_cast<std::uint32_t>(sizes.size()), 2, 3, 1000);
    auxiliary.balance.variables = 1;
    for (std::size_t i = 0; i < sizes.size(); ++i) auxiliary.balance.values.push_back(static_cast<double>(i * i % 7));
  }

  AreaDraw draw(int round) const {
    return draw_areas({frame, strata, design, survey, {std::to_string(round), "SLD"}}, auxiliary);
  }
};

const std::vector<double> kSizes = {3, 5, 8, 13, 4, 60, 7, 9, 2, 11};

}  // namespace

TEST_CASE("every method's stated probabilities are those that its draws show, reserve and certainty included") {
  for (const Method& method : methods()) {
    if (method.keeps == Keeps::groups || method.takes_two) continue;
    CAPTURE(std::string(method.name));
    const Case drawn(kSizes, method,
                     !method.no_reserve.empty() ? "count = 4\n" : "count = 4\nreserve_replicates = 1\n");
    std::map<std::uint32_t, double> whole, main, stated_whole, stated_main;
    for (int round = 0; round < kRounds; ++round) {
      for (const DrawnArea& area : drawn.draw(round).sample) {
        whole[area.area] += 1;
        if (area.replicate == 0) main[area.area] += 1;
        stated_whole[area.area] = area.draw_probability;
        stated_main[area.area] = area.inclusion_probability;
      }
    }
    CHECK(stated_main.size() == kSizes.size());
    // Order sampling has the probabilities asked for only nearly, with ten areas off by up to 0.02; those of the main
    // sample are exact.
    const double nearly = method.keeps == Keeps::nearly ? 0.03 : 0;
    for (const auto& [area, p] : stated_main) {
      CHECK(std::abs(main[area] / kRounds - p) <= bound(p));
      CHECK(std::abs(whole[area] / kRounds - stated_whole[area]) <= bound(stated_whole[area]) + nearly);
    }
  }
}

TEST_CASE("methods for two areas state their probabilities, and refuse three") {
  for (const char* name : {"murthy", "brewer-durbin"}) {
    CAPTURE(name);
    const Case drawn({3, 5, 8, 13, 4, 9}, *find_method(name), "count = 2\n");
    std::map<std::uint32_t, double> times, stated;
    for (int round = 0; round < kRounds; ++round) {
      for (const DrawnArea& area : drawn.draw(round).sample) {
        times[area.area] += 1;
        stated[area.area] = area.inclusion_probability;
      }
    }
    double sum = 0;
    for (const auto& [area, p] : stated) {
      CHECK(std::abs(times[area] / kRounds - p) <= bound(p));
      sum += p;
    }
    CHECK(sum == doctest::Approx(2));
    CHECK_THROWS(Case({3, 5, 8, 13, 4, 9}, *find_method(name), "count = 3\n").draw(1));
  }
}

TEST_CASE("random groups' weights estimate every total without bias") {
  const Case drawn(kSizes, *find_method("rao-hartley-cochran"), "count = 4\n");
  // The total of a variable unlike the sizes. Its mean over the draws is off by no more than five standard errors.
  double sum = 0;
  double squares = 0;
  for (int round = 0; round < kRounds; ++round) {
    double estimate = 0;
    for (const DrawnArea& area : drawn.draw(round).sample)
      if (area.replicate == 0) estimate += (1.0 + area.area) / area.inclusion_probability;
    sum += estimate;
    squares += estimate * estimate;
  }
  const double mean = sum / kRounds;
  const double error = std::sqrt((squares / kRounds - mean * mean) / kRounds);
  CHECK(std::abs(mean - 55) < 5 * error);
}

TEST_CASE("exact joint probabilities are those that draws show, reserve and certainty included") {
  for (const Method& method : methods()) {
    if (method.joint != JointKnowledge::exact) continue;
    CAPTURE(std::string(method.name));
    const std::vector<double> sizes = method.takes_two ? std::vector<double>{3, 5, 8, 13, 4, 9} : kSizes;
    const Case drawn(sizes, method,
                     method.takes_two             ? "count = 2\n"
                     : !method.no_reserve.empty() ? "count = 4\n"
                                                  : "count = 4\nreserve_replicates = 1\n");
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> times, stated;
    for (int round = 0; round < kRounds; ++round) {
      const AreaDraw draw = drawn.draw(round);
      std::vector<std::uint32_t> main;
      for (const DrawnArea& area : draw.sample)
        if (area.replicate == 0) main.push_back(area.area);
      const JointProbabilities joint = joint_of_released(drawn.frame, draw, drawn.survey);
      const std::vector<double>& matrix = joint.matrix;
      CHECK(joint.exact);
      REQUIRE(matrix.size() == main.size() * main.size());
      for (std::size_t a = 0; a < main.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
          times[{main[b], main[a]}] += 1;
          stated[{main[b], main[a]}] = matrix[a * main.size() + b];
          CHECK(matrix[a * main.size() + b] == matrix[b * main.size() + a]);
        }
      }
    }
    for (const auto& [pair, p] : stated) CHECK(std::abs(times[pair] / kRounds - p) <= bound(p));
  }
}

TEST_CASE("surveys with one seed overlap when they count from one end, and hardly when from opposite ends") {
  std::vector<double> sizes;
  for (int i = 0; i < 400; ++i) sizes.push_back(10 + i * 7 % 31);
  for (const char* name : {"poisson", "bernoulli", "sequential-poisson", "pareto"}) {
    CAPTURE(name);
    const auto areas_of = [&](const std::string& more) {
      std::vector<std::uint32_t> areas;
      for (const DrawnArea& area : Case(sizes, *find_method(name), more).draw(1).sample) areas.push_back(area.area);
      return areas;
    };
    const auto overlap = [](const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
      std::vector<std::uint32_t> both;
      std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
      return both.size();
    };
    const auto small = areas_of("count = 40\n");
    const auto large = areas_of("count = 80\n");
    const auto apart = areas_of("count = 80\ncoordinate = \"negative\"\n");
    CHECK(overlap(small, large) == small.size());  // who is below a probability is below twice that
    CHECK(overlap(small, apart) == 0);
  }
}
