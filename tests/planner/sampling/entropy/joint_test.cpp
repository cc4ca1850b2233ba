#include "planner/sampling/entropy/conditional_poisson.h"
#include "planner/sampling/entropy/sampford.h"
#include "planner/sampling/probabilities.h"
#include "tests/support/random_places.h"

#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// In any draw of n units the joint probabilities of one unit with all others sum to (n - 1) times its own.
void check_rows(const std::vector<double>& joint, const std::vector<double>& p, double n) {
  for (std::size_t i = 0; i < p.size(); ++i) {
    double sum = -joint[i * p.size() + i];
    for (std::size_t j = 0; j < p.size(); ++j) sum += joint[i * p.size() + j];
    CHECK(sum == doctest::Approx((n - 1) * p[i]).epsilon(1e-10));
  }
}

}  // namespace

TEST_CASE("joint probabilities of designs of high entropy sum to what they must") {
  const std::uint32_t n = 150;
  const std::vector<double> p = test::random_probabilities(400, n, 3);
  std::vector<std::uint32_t> all(p.size());
  std::iota(all.begin(), all.end(), 0U);
  check_rows(ConditionalPoisson(p).joint(all), p, n);
  check_rows(sampford_joint(p, all), p, n);
}

TEST_CASE("conditional Poisson sampling of 2,000 of 100,000 units neither overflows nor loses digits") {
  const std::uint32_t n = 2000;
  const std::vector<double> p = test::random_probabilities(100'000, n, 4);
  const ConditionalPoisson design(p);
  const std::vector<double> found = design.inclusion();
  double worst = 0;
  for (std::size_t i = 0; i < p.size(); ++i) worst = std::max(worst, std::abs(found[i] - p[i]) / (p[i] * (1 - p[i])));
  CHECK(worst < 1e-12);
  // Hájek's approximation is off by a share of 1 / d squared or so.
  double d = 0;
  for (const double each : p) d += each * (1 - each);
  const std::vector<std::uint32_t> few = {0, 1, 999, 50'000, 77'777, 99'999};
  for (const auto& joint : {design.joint(few), sampford_joint(p, few)})
    for (std::size_t a = 0; a < few.size(); ++a)
      for (std::size_t b = 0; b < a; ++b) {
        const double product = p[few[a]] * p[few[b]];
        const double near = product * (1 - (1 - p[few[a]]) * (1 - p[few[b]]) / d);
        CHECK(joint[a * few.size() + b] < product);
        CHECK(std::abs(joint[a * few.size() + b] / near - 1) < 10 / (d * d));
      }
  Stream stream = make_stream({"large", ""}, {"t", "t", "t"});
  CHECK(design.draw(stream).size() == n);
  CHECK(sampford(p, stream).size() == n);
}

TEST_CASE("few of many by Sampford's tries: every unit as often as asked") {
  std::vector<std::uint64_t> sizes;
  for (std::uint64_t i = 0; i < 600; ++i) sizes.push_back(10 + i * 37 % 91);
  const std::vector<double> p = inclusion_probabilities(sizes, 12);
  constexpr int kRounds = 40'000;
  std::vector<double> seen(p.size(), 0.0);
  for (int round = 0; round < kRounds; ++round) {
    Stream stream = make_stream({std::to_string(round), "TST"}, {"t", "t", "t"});
    const std::vector<std::uint32_t> drawn = sampford(p, stream);
    REQUIRE(drawn.size() == 12);
    for (const std::uint32_t unit : drawn) seen[unit] += 1;
  }
  // A chi-square with about 599 degrees of freedom: mean 599, standard deviation 35.
  double square = 0;
  for (std::size_t i = 0; i < p.size(); ++i)
    square += std::pow(seen[i] - kRounds * p[i], 2) / (kRounds * p[i] * (1 - p[i]));
  CHECK(std::abs(square - 599) < 4.5 * 35);
}
