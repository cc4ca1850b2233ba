#include "planner/sampling/parts.h"

#include <algorithm>
#include <map>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("parts have their sizes and every assignment is as likely as any other") {
  const std::vector<std::uint32_t> sizes = {2, 1, 1};
  std::map<std::vector<std::uint32_t>, int> seen;
  Stream stream = make_stream({"s", ""}, {"t", "t", "t"});
  constexpr int kRounds = 24000;
  for (int i = 0; i < kRounds; ++i) {
    const auto parts = random_parts(sizes, stream);
    CHECK(std::count(parts.begin(), parts.end(), 0U) == 2);
    ++seen[parts];
  }
  // 4! / 2! = 12 assignments, each Binomial(24000, 1/12): standard deviation 42.8, five of them 214.
  CHECK(seen.size() == 12);
  for (const auto& [parts, count] : seen) CHECK(std::abs(count - 2000) < 214);
}
