#include "planner/design/count_transform.h"

#include "planner/design/beta_binomial.h"
#include "planner/design/yield_grid.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include <boost/math/distributions/binomial.hpp>
#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("a sum of coins is binomial, into its tails") {
  CountTransform transform(401);
  transform.add(1, {{{0.3, 0.7}, 250}, {{0.3, 0.7}, 150}});
  const boost::math::binomial_distribution<> binomial(400, 0.7);
  const std::vector<double> chances = transform.chances();
  REQUIRE(chances.size() == 401);
  for (std::uint32_t k = 230; k <= 330; ++k) {
    CHECK(chances[k] == doctest::Approx(pdf(binomial, k)).epsilon(1e-9).scale(1e-6));
    CHECK(std::abs(transform.below(k) - cdf(binomial, k - 1.0)) < 1e-13);
  }
  for (const double share : {0.001, 0.05, 0.5, 0.95, 0.999})
    CHECK(transform.quantile(share) == doctest::Approx(std::ceil(quantile(binomial, share))).epsilon(0.004));
}

TEST_CASE("a mixture is the sum of its parts, and what is certain stays so") {
  CountTransform transform(11);
  transform.add(0.25, {{{0, 1}, 10}});        // 10 for certain
  transform.add(0.75, {{{0, 0, 1}, 2}, {}});  // 4 for certain
  const std::vector<double> chances = transform.chances();
  for (std::size_t k = 0; k < chances.size(); ++k)
    CHECK(std::abs(chances[k] - (k == 10 ? 0.25 : k == 4 ? 0.75 : 0.0)) < 1e-14);
  CHECK(transform.below(10) == doctest::Approx(0.75));
  CHECK(transform.quantile(0.5) == 4);
  CHECK(transform.quantile(0.9) == 10);
}

TEST_CASE("compressed values keep weight, mean, variance and third moment") {
  std::vector<Weighted> values;
  for (int i = 0; i < 40; ++i)
    for (int j = 0; j < 40; ++j)
      values.push_back({(0.8 + 0.004 * i) * (0.7 + 0.006 * j), std::exp(-0.01 * (i - 20) * (i - 20) - 0.02 * j)});
  const std::vector<Weighted> fewer = compressed(values, 8);
  CHECK(fewer.size() <= 16);
  for (int power = 0; power <= 3; ++power) {
    const auto moment = [&](const std::vector<Weighted>& of) {
      double sum = 0;
      for (const Weighted& each : of) sum += each.weight * std::pow(each.value, power);
      return sum;
    };
    CHECK(moment(fewer) == doctest::Approx(moment(values)).epsilon(1e-12));
  }
  for (const Weighted& each : fewer) {
    CHECK(each.weight > 0);
    CHECK(each.value >= 0.56);
    CHECK(each.value <= 0.956 * 0.934);
  }
}

TEST_CASE("the grid's weights sum to 1 and its means are the yields'") {
  YieldKind kind;
  kind.eligible = belief_of({0.4, 0.3, 0.5});
  kind.household = belief_of({0.9, 0.84, 0.95});
  kind.child = belief_of({0.93, 0.9, 0.96});
  kind.caregiver = belief_of({0.95, 0.9, 0.98});
  YieldKind other = kind;
  for (const bool alike : {true, false}) {
    if (!alike) other.child = belief_of({0.8, 0.7, 0.9});
    const std::vector<YieldPoint> grid = yield_grid({kind, other}, rank_nodes(16), {true, true, 16});
    double weight = 0;
    double eligible = 0;
    double response = 0;
    double caregiver = 0;
    for (const YieldPoint& point : grid) {
      weight += point.weight;
      eligible += point.weight * point.eligible_share[0];
      response += point.weight * point.response[1];
      caregiver += point.weight * point.caregiver[0];
    }
    CHECK(weight == doctest::Approx(1).epsilon(1e-12));
    CHECK(eligible == doctest::Approx(0.4).epsilon(1e-6));
    CHECK(response == doctest::Approx(0.9 * (alike ? 0.93 : 0.8)).epsilon(1e-6));
    CHECK(caregiver == doctest::Approx(0.95).epsilon(1e-6));
  }
}
