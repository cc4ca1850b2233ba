#include "planner/sampling/sizes.h"

#include "planner/base/error.h"

#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("whole sizes stay as they are") {
  const std::vector<double> sizes = {3, 1, 1e9};
  const WholeSizes whole = whole_sizes(sizes);
  CHECK(whole.sizes == std::vector<std::uint64_t>{3, 1, 1000000000});
  CHECK(whole.total == 1000000004);
}

TEST_CASE("decimals are counted in the power of ten that makes all whole, exactly") {
  const std::vector<double> tenths = {1.5, 2, 0.1};
  CHECK(whole_sizes(tenths).sizes == std::vector<std::uint64_t>{15, 20, 1});
  CHECK(whole_sizes(tenths).per_one == 10);
  const std::vector<double> millionths = {4.000001, 0.3};
  CHECK(whole_sizes(millionths).sizes == std::vector<std::uint64_t>{4000001, 300000});
  // Every number of up to six decimals, read from its text, is found to be one.
  for (std::uint64_t i = 1; i < 3'000'000; i += 7) {
    const std::vector<double> one = {static_cast<double>(i) / 1e6, 1e-6};
    const WholeSizes whole = whole_sizes(one);
    CHECK(whole.per_one == 1e6);
    CHECK(whole.sizes.front() == i);
  }
}

TEST_CASE("other fractions put all in units of 2^-20") {
  const std::vector<double> sizes = {1.5, 2, 1e-9};
  CHECK(whole_sizes(sizes).sizes == std::vector<std::uint64_t>{1572864, 2097152, 1});
  const std::vector<double> thirds = {1.0 / 3, 5e8};
  CHECK(whole_sizes(thirds).per_one == 1048576);
}

TEST_CASE("sizes that are none are refused") {
  for (const double bad : {0.0, -1.0, 2e9, 1.0 / 0.0, 0.0 / 0.0}) {
    const std::vector<double> sizes = {1, bad};
    CHECK_THROWS_AS(whole_sizes(sizes), Error);
  }
}
