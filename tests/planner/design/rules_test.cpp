#include "planner/base/error.h"
#include "planner/design/design.h"
#include "tests/support/sample_frame.h"

#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// Three strata of 8 areas whose column y follows their size more or less.
struct Population {
  std::vector<double> y;
  Frame frame;
  Strata strata;

  explicit Population(unsigned seed) : frame(make(seed)), strata(build_strata(frame)) {}

 private:
  Frame make(unsigned seed) {
    std::mt19937 random(seed);
    std::vector<double> sizes;
    std::vector<std::string> names;
    for (int k = 0; k < 24; ++k) {
      sizes.push_back(static_cast<double>(10 + random() % 90));
      names.emplace_back(1, static_cast<char>('A' + k / 8));
      y.push_back(std::floor(sizes.back() * (1 + static_cast<double>(random() % 100) / 50)) + 1);
    }
    Frame out = test::frame_of(sizes, names);
    TextColumn column("y");
    for (const double each : y) column.push_back(std::to_string(static_cast<int>(each)));
    out.columns.push_back(std::move(column));
    return out;
  }
};

/// n times the variance of the estimated total of y when n areas of the stratum are drawn PPS.
double spread_of(const Population& population, std::size_t h) {
  const Stratum& stratum = population.strata[h];
  double total = 0;
  for (const std::uint32_t area : stratum.areas) total += population.y[area];
  double out = 0;
  for (std::size_t i = 0; i < stratum.areas.size(); ++i) {
    const double p = static_cast<double>(stratum.sizes[i]) / static_cast<double>(stratum.whole_size);
    out += p * (population.y[stratum.areas[i]] / p - total) * (population.y[stratum.areas[i]] / p - total);
  }
  return out;
}

double total_of(const Population& population, std::size_t h) {
  double out = 0;
  for (const std::uint32_t area : population.strata[h].areas) out += population.y[area];
  return out;
}

/// The least of what is asked over every allocation of `count`, 1 to 8 to each stratum.
double least(std::uint32_t count, const std::function<double(std::size_t, double)>& loss) {
  double best = std::numeric_limits<double>::infinity();
  for (std::uint32_t a = 1; a <= 8; ++a)
    for (std::uint32_t b = 1; b <= 8; ++b)
      if (count > a + b && count - a - b <= 8) best = std::min(best, loss(0, a) + loss(1, b) + loss(2, count - a - b));
  return best;
}

/// The rule's allocation loses no more than the best there is.
void check(const Population& population, const std::string& rule,
           const std::function<double(std::size_t, double)>& loss) {
  CAPTURE(rule);
  for (std::uint32_t count = 4; count <= 20; count += 4) {
    const Survey survey =
        test::survey_of("strata = [\"region\"]\n[areas]\nminimum_per_stratum = 1\ncount = " + std::to_string(count) +
                        "\n" + rule + "[households]\ntake = 1\n");
    AllocationBasis basis;
    basis.variance = variable_variance(population.frame, population.strata, survey);
    basis.cost = {1, 1, 1};
    const std::vector<std::uint32_t> n = share_out(population.strata, survey, basis);
    REQUIRE(n[0] + n[1] + n[2] == count);
    CHECK(loss(0, n[0]) + loss(1, n[1]) + loss(2, n[2]) == doctest::Approx(least(count, loss)).epsilon(1e-12));
  }
}

}  // namespace

TEST_CASE("Neyman's allocation has the least variance of the variable's total of all there are") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const Population population(seed);
    check(population, "allocation = \"neyman\"\nvariable = \"y\"\n",
          [&](std::size_t h, double n) { return spread_of(population, h) / n; });
  }
}

TEST_CASE("Kish's compromise is the least of the country's variance and the strata's mean one") {
  // Kish (1988), Survey Methodology 14(1), 19-32: I sum W^2 / n + sum 1 / (H^2 n).
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const Population population(seed);
    double all = 0;
    for (const Stratum& stratum : population.strata) all += stratum.size;
    for (const double importance : {0.0, 1.0, 5.0})
      check(population, "allocation = \"kish\"\nimportance = " + std::to_string(importance) + "\n",
            [&](std::size_t h, double n) {
              const double w = population.strata[h].size / all;
              return (importance * w * w + 1.0 / 9) / n;
            });
  }
}

TEST_CASE("Bankier's power allocation is the least of the strata's squared coefficients of variation, weighted") {
  // Bankier (1988), equation 2: sum of (X^q CV)^2, CV^2 = V / (n Y^2).
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const Population population(seed);
    for (const double power : {0.0, 0.5, 1.0})
      check(population, "allocation = \"power\"\nvariable = \"y\"\npower = " + std::to_string(power) + "\n",
            [&](std::size_t h, double n) {
              const double x = std::pow(population.strata[h].size, power) / total_of(population, h);
              return x * x * spread_of(population, h) / n;
            });
  }
}

TEST_CASE("optimal allocation weighs the variance against the cost of an area") {
  const Population population(3);
  const Survey survey = test::survey_of(
      "strata = [\"region\"]\n[areas]\nminimum_per_stratum = 1\ncount = 12\nallocation = \"optimal\"\nvariable = "
      "\"y\"\n"
      "[households]\ntake = 1\n");
  AllocationBasis basis;
  basis.variance = {100, 100, 100};
  basis.cost = {1, 4, 16};
  const std::vector<std::uint32_t> n = share_out(population.strata, survey, basis);
  // n goes as 1 / sqrt(cost): 4 : 2 : 1 of 12, in whole numbers.
  CHECK(n == std::vector<std::uint32_t>{7, 3, 2});
}

TEST_CASE("a maximum per stratum holds, and what it takes away goes to the others") {
  const Population population(5);
  const Survey survey = test::survey_of(
      "strata = [\"region\"]\n[areas]\ncount = 12\nallocation = \"kish\"\nmaximum_per_stratum = 4\n"
      "[households]\ntake = 1\n");
  CHECK(share_out(population.strata, survey, {}) == std::vector<std::uint32_t>{4, 4, 4});
}
