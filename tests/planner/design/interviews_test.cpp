#include "planner/design/interviews.h"

#include "planner/base/error.h"
#include "planner/design/belief.h"
#include "planner/design/beta_binomial.h"
#include "planner/design/homogeneity.h"
#include "planner/design/precision.h"
#include "planner/design/problem.h"
#include "tests/support/sample_frame.h"

#include <cmath>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// The sum of two independent counts, term by term.
std::vector<double> convolve(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> out(a.size() + b.size() - 1, 0.0);
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) out[i + j] += a[i] * b[j];
  return out;
}

}  // namespace

TEST_CASE("a belief has the yield's mean and a 90 % range as wide as its own") {
  for (const Yield& yield : {Yield{0.42, 0.36, 0.48}, Yield{0.97, 0.94, 0.99}, Yield{0.1, 0.02, 0.3}}) {
    const Belief belief = belief_of(yield);
    const boost::math::beta_distribution<> beta(belief.alpha, belief.beta);
    CHECK(mean(beta) == doctest::Approx(yield.mean).epsilon(1e-12));
    CHECK(quantile(beta, 0.95) - quantile(beta, 0.05) == doctest::Approx(yield.high - yield.low).epsilon(1e-9));
  }
  CHECK(belief_of({0.4, 0.4, 0.4}).certain());
  CHECK_THROWS_WITH_AS(belief_of({0.5, 0.01, 0.99}), doctest::Contains("narrow the range"), Error);
}

TEST_CASE("the beta-binomial has the moments that its formulas give") {
  const double share = 0.3;
  const double nu = concentration(share, 0.4);
  const std::vector<double> p = beta_binomial(12, share, nu);
  double sum = 0;
  double mean = 0;
  double square = 0;
  for (std::size_t k = 0; k < p.size(); ++k) {
    sum += p[k];
    mean += static_cast<double>(k) * p[k];
    square += static_cast<double>(k * k) * p[k];
  }
  CHECK(sum == doctest::Approx(1).epsilon(1e-14));
  CHECK(mean == doctest::Approx(12 * share).epsilon(1e-12));
  // Skellam (1948): n p (1 - p) (1 + (n - 1) / (nu + 1))
  CHECK(square - mean * mean == doctest::Approx(12 * share * 0.7 * (1 + 11 / (nu + 1))).epsilon(1e-12));
}

TEST_CASE("trial by trial the beta-binomial comes to what it is at once") {
  for (const double nu : {concentration(0.3, 0.4), kNoSpread}) {
    TrialByTrial run(5, 0.3, nu);
    for (std::uint32_t trials = 1; trials <= 40; ++trials) {
      run.trial();
      const std::vector<double> at_once = beta_binomial(trials, 0.3, nu);
      for (std::uint32_t k = 0; k < 5; ++k)
        CHECK(run.chances()[k] == doctest::Approx(k <= trials ? at_once[k] : 0.0).epsilon(1e-12));
    }
  }
}

TEST_CASE("the number of interviews is the convolution of the areas' numbers") {
  // Two strata with certain yields: 5 areas of 40 households, 3 of which are drawn, and 4 of 9, of which 2.
  std::vector<double> sizes(5, 40.0);
  sizes.insert(sizes.end(), 4, 9.0);
  const std::vector<std::string> names{"A", "A", "A", "A", "A", "B", "B", "B", "B"};
  const Frame frame = test::frame_of(sizes, names);
  const Survey survey = test::survey_of(
      "strata = [\"region\"]\n[target]\ninterviews = 12\n[areas]\nallocation = \"fixed\"\nfixed = { A = 3, B = 2 }\n"
      "[households]\ntake = 4\n[yields]\neligible = 0.4\nhousehold = 0.9\nchild = 0.8\narea_spread = 0.3\n");
  const Strata strata = build_strata(frame);
  const FieldModel model = make_field_model(frame, strata, survey);
  const FieldSeason season(model, 4, 8);
  const Design design = make_design(strata, survey);

  const auto of_area = [&](std::uint32_t households) {
    const std::vector<double> eligible = beta_binomial(households, 0.4, concentration(0.4, 0.3));
    std::vector<double> out(7, 0.0);  // 4 / 0.72 is 5.6: 6 households are drawn
    for (std::size_t e = 0; e < eligible.size(); ++e) {
      const auto drawn = static_cast<std::uint32_t>(std::min<std::size_t>(e, 6));
      const std::vector<double> found = beta_binomial(drawn, 0.72, kNoSpread);
      for (std::size_t k = 0; k < found.size(); ++k) out[k] += eligible[e] * found[k];
    }
    return out;
  };
  std::vector<double> sum{1};
  for (int k = 0; k < 3; ++k) sum = convolve(sum, of_area(40));
  for (int k = 0; k < 2; ++k) sum = convolve(sum, of_area(9));
  const InterviewDistribution found = season.distribution(strata, design, Counted::children);
  for (std::size_t k = 0; k < found.probability.size(); ++k)
    CHECK(found.probability[k] == doctest::Approx(sum[k]).epsilon(1e-9).scale(1e-3));
  double at_least = 0;
  for (std::size_t k = 12; k < sum.size(); ++k) at_least += sum[k];
  CHECK(season.chance(strata, design, Counted::children, 12) == doctest::Approx(at_least).epsilon(1e-11));
}

TEST_CASE("homogeneity of Lohr's grade point averages is the printed one") {
  // Lohr (2010), Sampling: Design and Analysis, second edition, chapter 5: grade point averages of four persons in each
  // of five suites; analysis of variance 2.2557 between (4 degrees of freedom), 2.7756 within (15).
  const std::vector<double> answers{3.08, 2.60, 3.44, 3.04, 2.36, 3.04, 3.28, 2.68, 2.00, 2.56,
                                    2.52, 1.88, 3.00, 2.88, 3.44, 3.64, 2.68, 1.92, 3.28, 3.20};
  std::vector<std::uint32_t> area_of;
  for (std::uint32_t k = 0; k < 20; ++k) area_of.push_back(k / 4);
  const AreaVariance found = variance_of_answers(answers, area_of, std::vector<std::uint32_t>(5, 0));
  CHECK(found.between_squares == doctest::Approx(2.2557).epsilon(0.00005));
  CHECK(found.within_squares == doctest::Approx(2.7756).epsilon(0.00005));
  CHECK(found.mean_square_between() == doctest::Approx(0.56392).epsilon(0.00001));
  CHECK(found.mean_square_within() == doctest::Approx(0.18504).epsilon(0.00003));
  CHECK(found.people_per_area() == doctest::Approx(4));
}

TEST_CASE("losses by weights and optimal takes are those of the tables") {
  // Kish (1965), table 11.7.I: half of the population weighted k times the other half.
  const auto loss = [](double k) {
    // In equal numbers of the population the sample holds k of the one for each of the other.
    std::vector<double> weights(static_cast<std::size_t>(k), 1.0);
    weights.push_back(k);
    return deff_of_weights(weights) - 1;
  };
  CHECK(loss(2) == doctest::Approx(0.125));
  CHECK(loss(3) == doctest::Approx(0.333).epsilon(0.002));
  CHECK(loss(5) == doctest::Approx(0.8));
  CHECK(loss(10) == doctest::Approx(2.025));
  // Yansaneh (2005), in Household Sample Surveys in Developing and Transition Countries, United Nations, chapter II:
  // cost ratios 4 to 25, intraclass correlation 0.01 to 0.10.
  const double rho[] = {0.01, 0.02, 0.05, 0.08, 0.10};
  const int printed[4][5] = {{20, 14, 9, 7, 6}, {30, 21, 13, 10, 9}, {40, 28, 17, 14, 12}, {50, 35, 22, 17, 15}};
  const double ratio[] = {4, 9, 16, 25};
  for (int r = 0; r < 4; ++r)
    for (int c = 0; c < 5; ++c) CHECK(std::lround(optimal_take(ratio[r], 1, rho[c])) == printed[r][c]);
}
