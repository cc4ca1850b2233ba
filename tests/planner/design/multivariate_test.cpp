#include "planner/design/multivariate.h"

#include "planner/design/least_variance.h"
#include "tests/support/temp_folder.h"
#include "tests/support/with_r.h"

#include <cmath>
#include <fstream>
#include <iomanip>
#include <limits>
#include <numeric>
#include <random>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

MultivariateProblem random_problem(std::mt19937& random, std::size_t strata, std::size_t limits, double most) {
  const auto uniform = [&] { return static_cast<double>(random()) / 4294967296.0; };
  MultivariateProblem out;
  for (std::size_t h = 0; h < strata; ++h) {
    out.cost.push_back(1 + std::floor(4 * uniform()));
    out.least.push_back(1);
    out.most.push_back(most);
  }
  for (std::size_t j = 0; j < limits; ++j) {
    VarianceLimit limit{"v", {}, 0};
    for (std::size_t h = 0; h < strata; ++h) limit.terms.push_back(uniform());
    limit.limit = std::accumulate(limit.terms.begin(), limit.terms.end(), 0.0) / (1.5 + 2 * uniform());
    out.limits.push_back(std::move(limit));
  }
  return out;
}

/// The cheapest of all whole allocations.
double cheapest(const MultivariateProblem& problem, std::vector<double>& n, std::size_t h, double cost) {
  if (h == n.size()) {
    for (const VarianceLimit& limit : problem.limits) {
      double sum = 0;
      for (std::size_t k = 0; k < n.size(); ++k) sum += limit.terms[k] / n[k];
      if (sum > limit.limit * (1 + 1e-12)) return std::numeric_limits<double>::infinity();
    }
    return cost;
  }
  double best = std::numeric_limits<double>::infinity();
  for (n[h] = problem.least[h]; n[h] <= problem.most[h]; ++n[h])
    best = std::min(best, cheapest(problem, n, h + 1, cost + problem.cost[h] * n[h]));
  return best;
}

}  // namespace

TEST_CASE("one limit without bounds has Neyman's closed form") {
  MultivariateProblem problem{{1, 4, 2}, {1e-6, 1e-6, 1e-6}, {1e9, 1e9, 1e9}, {{"v", {9, 4, 1}, 0.05}}};
  double root = 0;
  for (int h = 0; h < 3; ++h) root += std::sqrt(problem.limits[0].terms[h] * problem.cost[h]);
  const MultivariateOptimum found = multivariate_optimum(problem);
  REQUIRE(found.feasible);
  CHECK(found.cost == doctest::Approx(root * root / 0.05).epsilon(1e-10));
  CHECK(found.duals[0] == doctest::Approx(root * root / (0.05 * 0.05)).epsilon(1e-8));
  for (int h = 0; h < 3; ++h)
    CHECK(found.n[h] ==
          doctest::Approx(std::sqrt(problem.limits[0].terms[h] / problem.cost[h]) * root / 0.05).epsilon(1e-8));
}

TEST_CASE("the optimum keeps every limit and equals its dual bound") {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    const MultivariateProblem problem = random_problem(random, 3 + random() % 12, 1 + random() % 5, 500);
    const MultivariateOptimum found = multivariate_optimum(problem);
    REQUIRE(found.feasible);
    CHECK(found.usage <= 1 + 1e-12);
    CHECK(found.cost == doctest::Approx(found.bound).epsilon(1e-6));  // no duality gap: it is the optimum
  }
}

TEST_CASE("whole allocations are the cheapest of all") {
  std::mt19937 random(6);
  for (int round = 0; round < 100; ++round) {
    const MultivariateProblem problem = random_problem(random, 2 + random() % 3, 1 + random() % 3, 9);
    std::vector<double> n(problem.cost.size());
    const double best = cheapest(problem, n, 0, 0);
    const WholeOptimum found = whole_optimum(problem);
    REQUIRE(std::isinf(best) == found.n.empty());
    if (found.n.empty()) continue;
    CHECK(found.proved);
    CHECK(found.cost == doctest::Approx(best).epsilon(1e-9));
  }
}

TEST_CASE("limits that can't be met say which is exceeded most, and by how much") {
  const MultivariateProblem problem{{1, 1}, {1, 1}, {10, 10}, {{"a", {1, 1}, 0.5}, {"b", {4, 4}, 0.4}}};
  const MultivariateOptimum found = multivariate_optimum(problem);
  CHECK_FALSE(found.feasible);
  CHECK(found.tightest == 1);
  CHECK(found.usage == doctest::Approx(2));
}

TEST_CASE("areas given one by one make the variance the least there is") {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::vector<VarianceShare> shares(3);
    for (VarianceShare& share : shares) share = {1.0 + static_cast<double>(random() % 100), 1, 1, 8};
    const std::uint32_t count = 3 + static_cast<std::uint32_t>(random() % 20);
    const auto variance = [&](const std::vector<std::uint32_t>& n) {
      double sum = 0;
      for (std::size_t h = 0; h < 3; ++h) sum += shares[h].variance / n[h];
      return sum;
    };
    double best = std::numeric_limits<double>::infinity();
    for (std::uint32_t a = 1; a <= 8; ++a)
      for (std::uint32_t b = 1; b <= 8; ++b)
        if (count > a + b && count - a - b <= 8) best = std::min(best, variance({a, b, count - a - b}));
    CHECK(variance(least_variance(shares, count)) == doctest::Approx(best).epsilon(1e-12));
  }
}

TEST_CASE("the optimum is that of R's package nloptr, to a millionth") {
  const test::TempFolder folder;
  std::mt19937 random(31);
  for (int round = 1; round <= 40; ++round) {
    const std::size_t strata = 2 + static_cast<std::size_t>(round) % 9;
    const std::size_t limits = 1 + static_cast<std::size_t>(round) % 6;
    MultivariateProblem problem = random_problem(random, strata, limits, round % 3 == 0 ? 6 : 1000);
    const MultivariateOptimum found = multivariate_optimum(problem);
    REQUIRE(found.feasible);
    std::ofstream out(folder.path() / ("problem" + std::to_string(round) + ".csv"));
    out << std::setprecision(17);
    for (std::size_t h = 0; h < strata; ++h) {
      out << problem.cost[h] << ',' << problem.least[h] << ',' << problem.most[h];
      for (const VarianceLimit& limit : problem.limits) out << ',' << limit.terms[h] / limit.limit;
      out << '\n';
    }
    std::ofstream(folder.path() / ("optimum" + std::to_string(round) + ".csv"))
        << std::setprecision(17) << found.cost << '\n';
  }
  test::compare_with_r("allocate_with_r.R", folder.path().string());
}
