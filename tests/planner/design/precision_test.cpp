#include "planner/design/precision.h"

#include "planner/base/error.h"
#include "planner/design/problem.h"
#include "planner/design/solver.h"
#include "tests/support/sample_frame.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// Two strata of 20 areas of 50 households each, with columns `urban`, `online`, so many of each area's 50, and `few`.
Frame two_strata() {
  std::vector<std::string> names;
  for (int k = 0; k < 40; ++k) names.emplace_back(k < 20 ? "A" : "B");
  Frame frame = test::frame_of(std::vector<double>(40, 50.0), names);
  TextColumn urban("urban");
  TextColumn online("online");
  TextColumn few("few");
  for (int k = 0; k < 40; ++k) {
    urban.push_back(k % 4 == 0 ? "urban" : "rural");
    online.push_back(std::to_string(k < 20 ? 10 : 20 + k % 2));
    few.push_back("15");
  }
  frame.columns.push_back(std::move(urban));
  frame.columns.push_back(std::move(online));
  frame.columns.push_back(std::move(few));
  return frame;
}

struct Judged {
  Frame frame;
  Survey survey;
  Strata strata;
  DesignProblem problem;
  Proposal proposal;

  explicit Judged(const std::string& areas, const std::string& more = "")
      : frame(two_strata()),
        survey(test::survey_of("strata = [\"region\"]\n[areas]\n" + areas + more)),
        strata(build_strata(frame)),
        problem(frame, strata, survey, ""),
        proposal(given(problem)) {}

  const GroupPrecision& of(const std::string& name) const {
    for (std::size_t g = 0; g < problem.precision.goals().size(); ++g)
      if (problem.precision.goals()[g].name == name) return proposal.precision[g];
    throw Error(ErrorKind::usage, "no goal " + name);
  }
};

const std::string kEven = "allocation = \"fixed\"\nfixed = { A = 5, B = 5 }\n";
/// What eight interviews an area and a rho of 0.06 multiply a variance by where a quarter of the areas is drawn.
constexpr double kQuarter = 0.75 * 8 * 0.06 + 0.94;
const std::string kTakeEight = "[households]\ntake = 8\n[costs]\nrho = 0.06\n";

}  // namespace

TEST_CASE("areas alike and drawn evenly have Kish's deff, and the margin that goes with it") {
  // Kish (1965), Survey Sampling, equation 5.4.1, and the quarter of each stratum that is drawn: 1 + (b - 1) rho would
  // be of a sample from many more areas.
  const Judged judged(kEven, kTakeEight);
  const GroupPrecision& country = judged.of("country");
  CHECK(country.interviews == doctest::Approx(80));
  CHECK(country.deff == doctest::Approx(kQuarter).epsilon(1e-12));
  CHECK(country.deff_weights == doctest::Approx(1));
  CHECK(country.margin == doctest::Approx(1.959964 * std::sqrt(0.25 * kQuarter / 80)).epsilon(1e-6));
}

TEST_CASE("a stratum drawn four times as densely costs what Kish's table says") {
  // Kish (1965), table 11.7.I: half of the population weighted four times the other half, 0.5625 is lost.
  const Judged judged("allocation = \"fixed\"\nfixed = { A = 8, B = 2 }\n", kTakeEight);
  CHECK(judged.of("country").deff_weights == doctest::Approx(1.5625).epsilon(1e-12));
  // The weights leave eight and two tenths of the variance; of their areas 8 in 20 and 2 in 20 are drawn.
  const double clustered = 0.2 * 0.6 + 0.8 * 0.9;
  CHECK(judged.of("country").deff == doctest::Approx(1.5625 * (clustered * 8 * 0.06 + 0.94)).epsilon(1e-12));
}

TEST_CASE("children of several weigh more, and areas that are certain do not cluster") {
  const Judged children(kEven, kTakeEight + "[respondents]\nchildren = [0.5, 0.3, 0.2]\n");
  // 1 + cv^2 of 1, 2, 3 with these shares: E k^2 / (E k)^2.
  CHECK(children.of("country").deff_weights == doctest::Approx(3.5 / (1.7 * 1.7)).epsilon(1e-12));
  const Judged all("allocation = \"fixed\"\nfixed = { A = 20, B = 20 }\n", kTakeEight);
  CHECK(all.of("country").deff == doctest::Approx(0.94).epsilon(1e-9));
  CHECK(all.proposal.total.certainty == 40);
}

TEST_CASE("only what lies between areas is less where many of them are drawn") {
  // Cochran (1977), Sampling Techniques, equation 10.14: areas of as many people, a tenth of them to nine tenths with a
  // characteristic, so many that the second stage's own correction is no matter.
  constexpr int kAreas = 20;
  double between = 0;
  double within = 0;
  for (int k = 0; k < kAreas; ++k) {
    const double p = 0.31 + 0.02 * k;
    between += (p - 0.5) * (p - 0.5) / (kAreas - 1);
    within += p * (1 - p) / kAreas;
  }
  const double rho = between / (between + within);
  for (const int n : {2, 5, 12, 20}) {
    CAPTURE(n);
    const Judged judged(
        "allocation = \"fixed\"\nfixed = { A = " + std::to_string(n) + ", B = " + std::to_string(n) + " }\n",
        "[households]\ntake = 8\n[costs]\nrho = " + std::to_string(rho) + "\n");
    const double areas = n;
    const double variance = ((1 - areas / kAreas) * between / areas + within / (8 * areas)) / 2;  // two such strata
    // The superpopulation's p (1 - p) is `between + within`, 0.25 less what lies between 20 areas of many.
    CHECK(judged.of("country").margin ==
          doctest::Approx(kInterval * std::sqrt(variance * 0.25 / (between + within))).epsilon(1e-4));
  }
}

TEST_CASE("areas drawn with replacement leave nearly all that lies between them, minimum replacement little") {
  const std::string even = kEven + "certainty = \"hits\"\nmethod = ";
  // Of 20 areas alike five hits: var(h) / E(h) is 1 - 1/20 with replacement, and 1 - 5/20 without.
  CHECK(Judged(even + "\"with-replacement\"\n", kTakeEight).of("country").deff_clustering ==
        doctest::Approx(0.95 * 8 * 0.06 + 0.94).epsilon(1e-9));
  CHECK(Judged(even + "\"systematic\"\n", kTakeEight).of("country").deff == doctest::Approx(kQuarter).epsilon(1e-9));
}

TEST_CASE("domains have their part of the sample, and the difference that can be found between two of them") {
  const Judged judged(kEven, kTakeEight + "[target]\ndomains = [\"urban\"]\n");
  const GroupPrecision& urban = judged.of("urban = urban");
  CHECK(urban.areas == doctest::Approx(2.5));
  CHECK(urban.interviews == doctest::Approx(20));
  CHECK(urban.margin == doctest::Approx(1.959964 * std::sqrt(0.25 * kQuarter / 20)).epsilon(1e-6));
  // Two groups of 392 drawn at random find a difference of 0.1 between shares near one half, 80 times in 100:
  // n = 2 x 0.25 x (1.96 + 0.84)^2 / 0.1^2.
  const double margin = kInterval * std::sqrt(0.25 / 392.44);
  CHECK(detectable_difference(margin, margin) == doctest::Approx(0.1).epsilon(1e-4));
}

TEST_CASE("a share that the frame knows is estimated with the variance that strata leave") {
  const Judged judged(kEven, kTakeEight + "[[target.shares]]\ncolumn = \"online\"\nmargin = 0.2\n");
  // 0.2 in A, 0.41 in B: half of the people each; the share is 0.305.
  const GroupPrecision& online = judged.of("online in country");
  CHECK(online.share == doctest::Approx(0.305));
  const double within = (0.2 * 0.8 + 0.41 * 0.59) / 2;
  CHECK(online.deff_stratification == doctest::Approx(within / (0.305 * 0.695)).epsilon(1e-9));
  CHECK(online.margin == doctest::Approx(1.959964 * std::sqrt(within * kQuarter / 80)).epsilon(1e-6));
}

TEST_CASE("caregivers are fewer, so that their margin is wider and they cluster less") {
  const Judged judged(kEven, kTakeEight + "[yields]\ncaregiver = 0.8\n");
  const GroupPrecision& country = judged.of("country");
  CHECK(country.caregivers == doctest::Approx(64));
  CHECK(country.caregivers_margin ==
        doctest::Approx(1.959964 * std::sqrt(0.25 * (0.75 * 8 * 0.8 * 0.06 + 0.94) / 64)).epsilon(1e-6));
}

TEST_CASE("a share whose people are fewer than those who have it is refused with the area") {
  CHECK_THROWS_WITH_AS(
      Judged(kEven, kTakeEight + "[[target.shares]]\ncolumn = \"online\"\nof = \"few\"\nmargin = 0.2\n"),
      doctest::Contains("area a20: online is 20"), Error);
}

TEST_CASE("a share's margin may be wanted in relation to the share") {
  const Judged judged(kEven,
                      kTakeEight + "[[target.shares]]\ncolumn = \"online\"\nby = \"region\"\nrelative_margin = 0.5\n");
  for (const MarginGoal& goal : judged.problem.precision.goals()) {
    if (goal.share < 0) continue;
    CAPTURE(goal.name);
    CHECK(goal.wanted == doctest::Approx(0.5 * judged.of(goal.name).share).epsilon(1e-12));
  }
  CHECK(judged.of("online in region = A").share == doctest::Approx(0.2));
}

TEST_CASE("areas that come back make a change easier to find, by what lies between areas") {
  const Judged judged(kEven, kTakeEight);
  const GroupPrecision& country = judged.of("country");
  CHECK(country.between == doctest::Approx(0.75 * 8 * 0.06 / kQuarter).epsilon(1e-12));
  const double apart = detectable_difference(country.margin, country.margin);
  CHECK(detectable_change(country.margin, country.between, 0, 0.9) == doctest::Approx(apart).epsilon(1e-12));
  CHECK(detectable_change(country.margin, country.between, 1, 0) == doctest::Approx(apart).epsilon(1e-12));
  // Variances of the two waves' means by their parts: of areas that are in both, 0.8 of what lies between them.
  const double between = 0.25 * 0.75 * 8 * 0.06 / 80;
  const double within = 0.25 * 0.94 / 80;
  const double variance = 2 * (between + within) - 2 * 0.5 * 0.8 * between;
  CHECK(detectable_change(country.margin, country.between, 0.5, 0.8) ==
        doctest::Approx((kInterval + kPower) * std::sqrt(variance)).epsilon(1e-9));
}

TEST_CASE("equal precision: no allocation makes the largest of the strata's own margins less") {
  // Strata of 30 and 10 areas whose areas are few enough that what is drawn of them matters.
  std::vector<std::string> names;
  for (int k = 0; k < 40; ++k) names.emplace_back(k < 30 ? "A" : "B");
  std::vector<double> sizes;
  for (int k = 0; k < 40; ++k) sizes.push_back(40 + 13 * k % 60);
  const Frame frame = test::frame_of(sizes, names);
  const Strata strata = build_strata(frame);
  const std::string text = "strata = [\"region\"]\n[target]\ndomains = [\"region\"]\n" + kTakeEight;
  const auto largest = [&](const std::string& areas) {
    const Survey survey = test::survey_of(text + "[areas]\nminimum_per_stratum = 1\n" + areas);
    const DesignProblem problem(frame, strata, survey, "");
    const Proposal proposal = given(problem);
    return std::max(proposal.precision[1].margin, proposal.precision[2].margin);
  };
  for (const int count : {4, 7, 9, 12}) {
    CAPTURE(count);
    double least = 1;
    for (int a = 1; a < count; ++a)
      if (count - a < 10)
        least = std::min(least, largest("allocation = \"fixed\"\nfixed = { A = " + std::to_string(a) +
                                        ", B = " + std::to_string(count - a) + " }\n"));
    CHECK(largest("allocation = \"equal-precision\"\ncount = " + std::to_string(count) + "\n") ==
          doctest::Approx(least).epsilon(1e-9));
  }
}

TEST_CASE("bounds of named strata take the place of all strata's, and unknown names are refused") {
  const std::string counted = "count = 10\nminimum_per_stratum = 2\nmaximum_per_stratum = 8\n";
  CHECK(Judged(counted + "minimum_in = { B = 7 }\n", kTakeEight).proposal.allocated ==
        std::vector<std::uint32_t>{3, 7});
  CHECK(
      Judged(counted + "maximum_in.A = 1\nminimum_in = { A = 0 }\nmaximum_in.B = 9\n", kTakeEight).proposal.allocated ==
      std::vector<std::uint32_t>{1, 9});
  CHECK_THROWS_WITH_AS(Judged(counted + "minimum_in = { Bb = 7 }\n", kTakeEight),
                       doctest::Contains("areas.minimum_in names stratum \"Bb\", which the frame does not have"),
                       Error);
}

TEST_CASE("a budget buys the narrowest margin that there is for it, of every take and number of areas") {
  const Frame frame = two_strata();
  const Strata strata = build_strata(frame);
  const auto survey_with = [](double budget) {
    return test::survey_of(
        "strata = [\"region\"]\n[areas]\nminimum_per_stratum = 1\n[households]\nsolve_most = 9\n"
        "[target]\ninterviews = 30\nbudget = " +
        std::to_string(budget) + "\n[costs]\nper_area = 300\nper_interview = 20\nrho = 0.06\n");
  };
  const Survey survey = survey_with(5000);
  const DesignProblem problem(frame, strata, survey, "");
  const Solution solution = solve(problem);
  REQUIRE(solution.chosen);
  CHECK(solution.chosen->total.cost <= 5000);
  double least = 1;
  for (std::uint32_t each = 1; each <= 9; ++each) {
    const TakeProblem take(problem, each, kFinalPoints);
    for (std::uint32_t count = 2; count <= 40; ++count) {
      Proposal proposal = take.describe(take.share_out_areas(count));
      if (proposal.total.cost > 5000) continue;
      take.add_chance(proposal);
      if (proposal.meets()) least = std::min(least, proposal.precision.front().margin);
    }
  }
  CHECK(solution.chosen->precision.front().margin == doctest::Approx(least).epsilon(1e-12));
  // Too little for the least there is, and too little for the interviews.
  for (const double few : {500.0, 900.0}) {
    CAPTURE(few);
    const Survey poor = survey_with(few);
    const DesignProblem other(frame, strata, poor, "");
    const Solution none = solve(other);
    CHECK_FALSE(none.chosen);
    CHECK(none.nearest.areas >= 2);
    CHECK((none.nearest.shortfalls.front().what == kCostShortfall) == (few == 500));
  }
}
