#include "planner/sampling/certainty.h"

#include "planner/base/wide.h"

#include <algorithm>
#include <numeric>

namespace fairdraw {

std::vector<std::uint32_t> certainty_units(std::span<const std::uint64_t> sizes, std::uint32_t n) {
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

}  // namespace fairdraw
