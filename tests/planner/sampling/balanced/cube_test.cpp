#include "planner/sampling/balanced/cube.h"

#include "planner/sampling/probabilities.h"
#include "tests/support/every_outcome.h"
#include "tests/support/random_places.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
using namespace fairdraw::test;

namespace {

Balance random_balance(std::size_t units, std::uint32_t variables, unsigned seed) {
  std::mt19937 random(seed);
  Balance balance{variables, {}};
  for (std::size_t k = 0; k < units * variables; ++k)
    balance.values.push_back(static_cast<double>(random() % 1000) / 100 + 1);
  return balance;
}

/// The error of the estimated total of a variable.
double total_error(const Sample& sample, std::span<const double> p, const Balance& balance, std::uint32_t variable) {
  double total = 0;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (p[i] > 0) total -= balance.of(i)[variable];
  for (const std::uint32_t unit : sample) total += balance.of(unit)[variable] / p[unit];
  return total;
}

}  // namespace

TEST_CASE("balanced methods keep the probabilities asked for, over every outcome") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    const std::uint32_t units = 3 + seed % 6;
    const auto p = random_probabilities(units, 1 + seed % 3, seed);
    const Balance balance = random_balance(units, seed % 4, seed);
    const auto n = static_cast<std::size_t>(std::lround(exact_sum(p)));
    const Outcomes by_cube = every_outcome([&](Stream& stream) { return cube(p, balance, stream); });
    CHECK(largest_difference(first_order(by_cube, units), p) < 1e-12);
    for (const auto& [sample, probability] : by_cube) CHECK(sample.size() == n);
    if (units > 5) continue;
    const auto positions = random_positions(units, 2, seed, 4);
    const Outcomes locally = every_outcome([&](Stream& stream) { return local_cube(p, balance, positions, stream); });
    CHECK(largest_difference(first_order(locally, units), p) < 1e-12);
    for (const auto& [sample, probability] : locally) CHECK(sample.size() == n);
  }
}

TEST_CASE("the stratified cube keeps probabilities and every stratum's size, over every outcome") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    std::vector<double> p;
    std::vector<std::uint32_t> strata, sizes;
    for (std::uint32_t h = 0; h < 3; ++h) {
      const std::uint32_t units = 2 + (seed + h) % 2;
      sizes.push_back(1 + (seed / 2 + h) % 2);
      for (const double each : random_probabilities(units, sizes[h], seed + 100 * h)) {
        p.push_back(each);
        strata.push_back(7 - h);
      }
    }
    const Balance balance = random_balance(p.size(), 1 + seed % 2, seed);
    const Outcomes outcomes =
        every_outcome([&](Stream& stream) { return stratified_cube(p, balance, strata, stream); });
    CHECK(largest_difference(first_order(outcomes, p.size()), p) < 1e-12);
    for (const auto& [sample, probability] : outcomes)
      for (std::uint32_t h = 0; h < 3; ++h)
        CHECK(std::count_if(sample.begin(), sample.end(), [&](auto i) { return strata[i] == 7 - h; }) == sizes[h]);
  }
}

TEST_CASE("estimated totals miss by no more than the units that the landing decides can make") {
  // At most as many units as equations are left to the landing; each changes an estimate by at most value /
  // probability.
  for (unsigned seed = 0; seed < 20; ++seed) {
    const std::uint32_t units = 400;
    const auto p = random_probabilities(units, 60, seed);
    const Balance balance = random_balance(units, 4, seed);
    const auto positions = random_positions(units, 2, seed, 100000);
    std::vector<std::uint32_t> strata(units, 0);
    Stream stream = make_stream({"balance", ""}, {"t", "t", std::to_string(seed)});
    for (const Sample& sample : {cube(p, balance, stream), local_cube(p, balance, positions, stream),
                                 stratified_cube(p, balance, strata, stream)}) {
      CHECK(sample.size() == 60);
      for (std::uint32_t v = 0; v < 4; ++v) {
        double largest = 0;
        for (std::size_t i = 0; i < units; ++i) largest = std::max(largest, balance.of(i)[v] / p[i]);
        CHECK(std::abs(total_error(sample, p, balance, v)) <= 5 * largest);
      }
    }
  }
}

TEST_CASE("where a balanced sample exists for sure, it is drawn") {
  // Each unit bears one of four colours; probabilities sum to a whole number in each: indicators are met exactly.
  const std::vector<double> p(40, 0.3);
  Balance balance{4, std::vector<double>(160, 0.0)};
  for (std::size_t i = 0; i < 40; ++i) balance.values[4 * i + i % 4] = 1;
  const auto positions = random_positions(40, 2, 3, 1000);
  Stream stream = make_stream({"colours", ""}, {"t", "t", "t"});
  for (int round = 0; round < 200; ++round) {
    for (const Sample& sample : {cube(p, balance, stream), local_cube(p, balance, positions, stream)})
      for (std::uint32_t v = 0; v < 4; ++v) CHECK(std::abs(total_error(sample, p, balance, v)) < 1e-9);
  }
}

TEST_CASE("wrong balancing variables are refused") {
  Stream stream = make_stream({"s", ""}, {"t", "t", "t"});
  const std::vector<double> p = {0.5, 0.5};
  CHECK_THROWS(cube(p, {1, {1}}, stream));
  CHECK_THROWS(cube(p, {1, {1, std::nan("")}}, stream));
  CHECK_THROWS(cube(p, {61, std::vector<double>(122, 1.0)}, stream));
}
