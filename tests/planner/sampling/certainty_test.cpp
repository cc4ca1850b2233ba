#include "planner/sampling/certainty.h"

#include "planner/sampling/probabilities.h"

#include <random>
#include <set>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// The definition, round after round, in long doubles on small numbers.
std::set<std::uint32_t> by_rounds(const std::vector<std::uint64_t>& sizes, std::uint32_t n) {
  std::set<std::uint32_t> certain;
  if (n >= sizes.size()) {
    for (std::uint32_t i = 0; i < sizes.size(); ++i) certain.insert(i);
    return certain;
  }
  while (true) {
    std::uint64_t rest = 0;
    for (std::uint32_t i = 0; i < sizes.size(); ++i)
      if (!certain.contains(i)) rest += sizes[i];
    std::set<std::uint32_t> found;
    for (std::uint32_t i = 0; i < sizes.size(); ++i)
      if (!certain.contains(i) && certain.size() < n && (n - certain.size()) * sizes[i] >= rest) found.insert(i);
    if (found.empty()) return certain;
    certain.insert(found.begin(), found.end());
  }
}

}  // namespace

TEST_CASE("certainty units are those of the definition by rounds") {
  std::mt19937 random(3);
  for (int round = 0; round < 5000; ++round) {
    std::vector<std::uint64_t> sizes(1 + random() % 9);
    for (auto& size : sizes) size = 1 + (random() % 4 == 0 ? random() % 200 : random() % 20);
    const std::uint32_t n = static_cast<std::uint32_t>(random() % (sizes.size() + 2));
    const auto found = certainty_units(sizes, n);
    CHECK(std::set<std::uint32_t>(found.begin(), found.end()) == by_rounds(sizes, n));
  }
}

TEST_CASE("equal units are all certain only where all are drawn") {
  const std::vector<std::uint64_t> sizes(10, 5);
  CHECK(certainty_units(sizes, 9).empty());
  CHECK(certainty_units(sizes, 10).size() == 10);
  CHECK(certainty_units(sizes, 0).empty());
}

TEST_CASE("units chosen beforehand are certain, and the others share what is left") {
  const std::vector<std::uint64_t> sizes{1, 50, 10, 10, 10, 10, 9};
  const std::vector<std::uint32_t> chosen{0, 6};
  // Beside the two, one of 90 in all is left: nothing is as large. With two left, 50 x 2 >= 90.
  CHECK(certainty_units(sizes, 2, chosen) == std::vector<std::uint32_t>{0, 6});
  CHECK(certainty_units(sizes, 3, chosen) == std::vector<std::uint32_t>{0, 6});
  CHECK(certainty_units(sizes, 4, chosen) == std::vector<std::uint32_t>{0, 1, 6});
  CHECK(certainty_units(sizes, 7, chosen).size() == 7);
  const std::vector<double> p = inclusion_probabilities(sizes, 4, chosen);
  CHECK(p[0] == 1);
  CHECK(p[1] == 1);
  CHECK(p[2] == doctest::Approx(0.25));  // 10 of 40, one left
  CHECK(p[6] == 1);
  CHECK(exact_sum(p) == doctest::Approx(4));
}
