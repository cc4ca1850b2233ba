#include "planner/sampling/certainty.h"

#include "planner/base/wide.h"

#include <algorithm>
#include <numeric>

namespace fairdraw {

namespace {

/// Those that go by their size alone.
std::vector<std::uint32_t> large_units(std::span<const std::uint64_t> sizes, std::uint32_t n) {
  Wide rest = 0;
  std::uint64_t largest = 0;
  for (const std::uint64_t size : sizes) {
    rest += size;
    largest = std::max(largest, size);
  }
  if (static_cast<Wide>(largest) * n < rest) return {};
  std::vector<std::uint32_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0U);
  const std::size_t most = std::min<std::size_t>(n, order.size());
  std::partial_sort(
      order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(),
      [&](std::uint32_t a, std::uint32_t b) { return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : a < b; });
  // Largest first, one at a time, finds the same units as round after round: if n s2 >= T for the second largest, then
  // (n-1) s2 >= T - s2 >= T - s1.
  std::size_t certain = 0;
  while (certain < most && static_cast<Wide>(sizes[order[certain]]) * (n - certain) >= rest) {
    rest -= sizes[order[certain]];
    ++certain;
  }
  order.resize(certain);
  std::sort(order.begin(), order.end());
  return order;
}

}  // namespace

std::vector<std::uint32_t> certainty_units(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                           std::span<const std::uint32_t> chosen) {
  if (chosen.empty()) return large_units(sizes, n);
  std::vector<std::uint64_t> rest;
  std::vector<std::uint32_t> place;
  for (std::uint32_t unit = 0; unit < sizes.size(); ++unit) {
    if (std::binary_search(chosen.begin(), chosen.end(), unit)) continue;
    rest.push_back(sizes[unit]);
    place.push_back(unit);
  }
  std::vector<std::uint32_t> out(chosen.begin(), chosen.end());
  const auto left = static_cast<std::uint32_t>(n - std::min<std::size_t>(n, chosen.size()));
  if (left > 0 && !rest.empty())
    for (const std::uint32_t unit : large_units(rest, left)) out.push_back(place[unit]);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace fairdraw
