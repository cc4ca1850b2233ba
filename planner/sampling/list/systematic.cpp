#include "planner/sampling/list/systematic.h"

#include "planner/base/error.h"
#include "planner/base/wide.h"
#include "planner/sampling/list/simple_random.h"
#include "planner/sampling/sizes.h"

#include <algorithm>

namespace fairdraw {

std::vector<std::uint32_t> systematic_pps_from(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                               std::uint64_t start) {
  // Unit i owns the whole numbers m with n C(i-1) <= m < n C(i), C being the running total. The points are
  // m = start + k total, k = 0 .. n-1. As start runs through 0 .. total-1 they meet every m below n total once, so unit
  // i is met n s(i) times among total equally likely starts: its expectation is n s(i) / total, without rounding.
  // Unit i holds a point m where n C(i) > m, which is C(i) > floor(m / n), for C(i) is whole.
  const std::uint64_t total = total_size(sizes);
  std::vector<std::uint32_t> drawn;
  drawn.reserve(n);
  Wide point = start;
  std::uint64_t before = n > 0 ? start / n : 0;
  std::uint64_t reached = 0;
  for (std::size_t i = 0; i < sizes.size() && drawn.size() < n; ++i) {
    reached += sizes[i];
    while (reached > before && drawn.size() < n) {
      drawn.push_back(static_cast<std::uint32_t>(i));
      point += total;
      before = static_cast<std::uint64_t>(point / n);
    }
  }
  return drawn;
}

std::vector<std::uint32_t> systematic_pps(std::span<const std::uint64_t> sizes, std::uint32_t n, Stream& stream) {
  if (n == 0) return {};
  const std::uint64_t total = total_size(sizes);
  if (total == 0) throw Error(ErrorKind::usage, "nothing to draw from: the sizes sum to 0");
  return systematic_pps_from(sizes, n, stream.below(total));
}

std::vector<std::uint32_t> systematic_along(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                            std::span<const std::uint32_t> order, Stream& stream) {
  std::vector<std::uint64_t> ordered;
  ordered.reserve(order.size());
  for (const std::uint32_t unit : order) ordered.push_back(sizes[unit]);
  std::vector<std::uint32_t> drawn = systematic_pps(ordered, n, stream);
  for (std::uint32_t& unit : drawn) unit = order[unit];
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

std::vector<std::uint32_t> systematic_random_order(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                                   Stream& stream) {
  return systematic_along(sizes, n, random_order(static_cast<std::uint32_t>(sizes.size()), stream), stream);
}

double systematic_joint(std::uint64_t total, std::uint32_t n, std::uint64_t before_a, std::uint64_t size_a,
                        std::uint64_t before_b, std::uint64_t size_b) {
  // A unit is hit by the starts in [n before, n (before + size)) modulo the total: an arc of n size numbers, no longer
  // than the whole. From the beginning of arc a, arc b begins `gap` further on; the two share what of b lies below a's
  // end, and what of b goes round to the beginning again.
  const Wide arc_a = static_cast<Wide>(n) * size_a;
  const Wide arc_b = static_cast<Wide>(n) * size_b;
  const Wide begin_a = static_cast<Wide>(n) * before_a % total;
  const Wide begin_b = static_cast<Wide>(n) * before_b % total;
  const Wide gap = begin_b >= begin_a ? begin_b - begin_a : begin_b + total - begin_a;
  Wide shared = gap < arc_a ? std::min(arc_a - gap, arc_b) : 0;
  if (gap + arc_b > total) shared += std::min(gap + arc_b - total, arc_a);
  return static_cast<double>(shared) / static_cast<double>(total);
}

std::vector<std::uint32_t> systematic_equal(std::uint32_t units, std::uint32_t n, Stream& stream) {
  const std::vector<std::uint64_t> ones(units, 1);
  return systematic_pps(ones, n, stream);
}

}  // namespace fairdraw
