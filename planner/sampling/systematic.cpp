#include "planner/sampling/systematic.h"

#include "planner/base/error.h"
#include "planner/base/wide.h"

#include <numeric>

namespace fairdraw {

std::vector<std::uint32_t> systematic_pps_from(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                               std::uint64_t start) {
  // Unit i owns the whole numbers m with n C(i-1) <= m < n C(i), C being the running total. The points are
  // m = start + k total, k = 0 .. n-1. As start runs through 0 .. total-1 they meet every m below n total once, so unit
  // i is met n s(i) times among total equally likely starts: its expectation is n s(i) / total, without rounding.
  const std::uint64_t total = std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
  std::vector<std::uint32_t> drawn;
  drawn.reserve(n);
  Wide point = start;
  Wide reached = 0;
  for (std::size_t i = 0; i < sizes.size() && drawn.size() < n; ++i) {
    reached += static_cast<Wide>(sizes[i]) * n;
    while (point < reached && drawn.size() < n) {
      drawn.push_back(static_cast<std::uint32_t>(i));
      point += total;
    }
  }
  return drawn;
}

std::vector<std::uint32_t> systematic_pps(std::span<const std::uint64_t> sizes, std::uint32_t n, Stream& stream) {
  if (n == 0) return {};
  const std::uint64_t total = std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
  if (total == 0) throw Error(ErrorKind::usage, "nothing to draw from: the sizes sum to 0");
  return systematic_pps_from(sizes, n, uniform_below(stream, total));
}

std::vector<std::uint32_t> systematic_equal(std::uint32_t units, std::uint32_t n, Stream& stream) {
  const std::vector<std::uint64_t> ones(units, 1);
  return systematic_pps(ones, n, stream);
}

}  // namespace fairdraw
