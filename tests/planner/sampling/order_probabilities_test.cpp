#include "planner/sampling/coordinated/order_probabilities.h"

#include "planner/sampling/coordinated/permanent.h"
#include "planner/sampling/probabilities.h"

#include <cmath>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

using Draws = std::vector<std::uint32_t> (*)(std::span<const double>, std::span<const double>);
using Exact = std::vector<double> (*)(std::span<const double>, std::uint32_t);

struct Way {
  const char* name;
  Draws draws;
  Exact exact;
};

constexpr Way kWays[] = {{"sequential Poisson", sequential_poisson, sequential_poisson_probabilities},
                         {"Pareto", pareto, pareto_probabilities}};

/// n times each size over their sum; every second set has a unit that is certain.
std::vector<double> asked(std::mt19937& random, std::size_t units, std::uint32_t n, bool certain) {
  std::vector<std::uint64_t> sizes;
  for (std::size_t k = 0; k < units; ++k) sizes.push_back(20 + random() % 180);
  if (certain) sizes[units / 2] = 100'000;
  return inclusion_probabilities(sizes, n);
}

}  // namespace

TEST_CASE("one of two: the closed forms") {
  for (const double p : {0.3, 0.11, 0.45}) {
    CAPTURE(p);
    const std::vector<double> two{p, 1 - p};
    // P(U / p < V / (1 - p)) is E max(0, 1 - U (1 - p) / p), which for p below one half is p / (2 (1 - p)).
    const std::vector<double> sequential = sequential_poisson_probabilities(two, 1);
    CHECK(sequential[0] == doctest::Approx(p / (2 * (1 - p))).epsilon(1e-12));
    CHECK(sequential[1] == doctest::Approx(1 - p / (2 * (1 - p))).epsilon(1e-12));
    // Of two log-logistic ranks whose scales are in the ratio r: r (r - 1 - ln r) / (r - 1)^2.
    const double r = (p / (1 - p)) * (p / (1 - p));
    const std::vector<double> odds = pareto_probabilities(two, 1);
    CHECK(odds[0] == doctest::Approx(r * (r - 1 - std::log(r)) / ((r - 1) * (r - 1))).epsilon(1e-11));
    CHECK(odds[0] + odds[1] == doctest::Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("exact probabilities of order sampling sum to n, and equal ones are as asked") {
  std::mt19937 random(11);
  for (const Way& way : kWays) {
    CAPTURE(std::string(way.name));
    for (const auto& [of, n] :
         std::vector<std::pair<std::size_t, std::uint32_t>>{{5, 2}, {12, 11}, {60, 9}, {300, 12}}) {
      const std::size_t units = of;
      CAPTURE(units);
      const std::vector<double> p = asked(random, units, n, units == 60);
      const std::vector<double> exact = way.exact(p, n);
      REQUIRE(exact.size() == units);
      CHECK(exact_sum(exact) == doctest::Approx(n).epsilon(1e-10));
      const std::vector<double> even(units, static_cast<double>(n) / static_cast<double>(units));
      for (const double each : way.exact(even, n)) CHECK(each == doctest::Approx(even[0]).epsilon(1e-10));
    }
  }
}

TEST_CASE("exact probabilities of order sampling are those that draws show, where those asked for are not") {
  constexpr int kRounds = 200'000;
  std::mt19937 random(5);
  std::uniform_real_distribution<double> uniform;
  for (const Way& way : kWays) {
    CAPTURE(std::string(way.name));
    double off = 0;
    for (const bool certain : {false, true}) {
      const std::uint32_t n = certain ? 4 : 2;
      const std::vector<double> p = asked(random, 8, n, certain);
      const std::vector<double> exact = way.exact(p, n);
      std::vector<double> seen(p.size(), 0.0);
      std::vector<double> numbers(p.size());
      for (int round = 0; round < kRounds; ++round) {
        for (double& number : numbers) number = uniform(random);
        for (const std::uint32_t unit : way.draws(numbers, p)) seen[unit] += 1.0 / kRounds;
      }
      for (std::size_t i = 0; i < p.size(); ++i) {
        CAPTURE(i);
        CHECK(std::abs(seen[i] - exact[i]) <= 4.5 * std::sqrt(exact[i] * (1 - exact[i]) / kRounds) + 1e-9);
        off = std::max(off, std::abs(exact[i] - p[i]));
      }
    }
    CHECK(off > 0.002);  // more than four and a half errors of the draws
  }
}

TEST_CASE("large strata are left, as what is asked for nearly holds") {
  const std::vector<double> p(20'000, 100.0 / 20'000);
  for (const Way& way : kWays) CHECK(way.exact(p, 100).empty());
}
