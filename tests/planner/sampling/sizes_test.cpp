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

TEST_CASE("one fraction puts all in units of 2^-20") {
  const std::vector<double> sizes = {1.5, 2, 1e-9};
  CHECK(whole_sizes(sizes).sizes == std::vector<std::uint64_t>{1572864, 2097152, 1});
}

TEST_CASE("sizes that are none are refused") {
  for (const double bad : {0.0, -1.0, 2e9, 1.0 / 0.0, 0.0 / 0.0}) {
    const std::vector<double> sizes = {1, bad};
    CHECK_THROWS_AS(whole_sizes(sizes), Error);
  }
}
