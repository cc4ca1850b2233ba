#include "planner/design/allocation.h"

#include "planner/base/error.h"

#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// Sum of (n - share)^2 / weight, which allocate() is to minimise.
double distance(const std::vector<AllocationShare>& shares, const std::vector<std::uint32_t>& given,
                std::uint32_t count) {
  double total = 0;
  for (const auto& share : shares) total += share.weight;
  double sum = 0;
  for (std::size_t h = 0; h < shares.size(); ++h) {
    const double wanted = count * shares[h].weight / total;
    sum += (given[h] - wanted) * (given[h] - wanted) / shares[h].weight;
  }
  return sum;
}

}  // namespace

TEST_CASE("the allocation is the best of all there are") {
  std::mt19937 random(5);
  for (int round = 0; round < 400; ++round) {
    std::vector<AllocationShare> shares(1 + random() % 4);
    std::uint32_t least = 0;
    std::uint32_t most = 0;
    for (auto& share : shares) {
      share.weight = 1 + static_cast<double>(random() % 1000);
      share.least = static_cast<std::uint32_t>(random() % 3);
      share.most = share.least + static_cast<std::uint32_t>(random() % 7);
      least += share.least;
      most += share.most;
    }
    const std::uint32_t count = least + static_cast<std::uint32_t>(random() % (most - least + 1));
    const auto given = allocate(shares, count);
    CHECK(std::accumulate(given.begin(), given.end(), 0U) == count);
    double best = std::numeric_limits<double>::infinity();
    std::vector<std::uint32_t> tried(shares.size());
    const std::function<void(std::size_t, std::uint32_t)> search = [&](std::size_t h, std::uint32_t left) {
      if (h == shares.size()) {
        if (left == 0) best = std::min(best, distance(shares, tried, count));
        return;
      }
      for (std::uint32_t n = shares[h].least; n <= std::min(shares[h].most, left); ++n) {
        tried[h] = n;
        search(h + 1, left - n);
      }
    };
    search(0, count);
    CHECK(distance(shares, given, count) <= best + 1e-9);
    for (std::size_t h = 0; h < shares.size(); ++h) {
      CHECK(given[h] >= shares[h].least);
      CHECK(given[h] <= shares[h].most);
    }
  }
}

TEST_CASE("a worked example: 10 areas over sizes 500, 300, 200") {
  const std::vector<AllocationShare> shares = {{500, 0, 99}, {300, 0, 99}, {200, 0, 99}};
  CHECK(allocate(shares, 10) == std::vector<std::uint32_t>{5, 3, 2});
}

TEST_CASE("a count out of reach is refused with the reason") {
  const std::vector<AllocationShare> shares = {{1, 2, 5}, {1, 2, 5}};
  CHECK_THROWS_WITH_AS(allocate(shares, 3), doctest::Contains("minimum alone needs 4"), Error);
  CHECK_THROWS_WITH_AS(allocate(shares, 11), doctest::Contains("only 10 areas"), Error);
}

TEST_CASE("powers of sizes without libm") {
  CHECK(power_of_size(16, 0.5) == 4);
  CHECK(power_of_size(16, 0.25) == 2);
  CHECK(power_of_size(7, 1) == 7);
  CHECK(power_of_size(7, 0) == 1);
  for (const double power : {0.1, 0.3, 0.7, 0.9})
    CHECK(power_of_size(12345, power) == doctest::Approx(std::pow(12345, power)).epsilon(1e-10));
}
