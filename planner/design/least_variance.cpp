#include "planner/design/least_variance.h"

#include "planner/design/allocation.h"

#include <limits>

namespace fairdraw {

std::vector<std::uint32_t> least_variance(std::span<const VarianceShare> shares, std::uint32_t count) {
  std::vector<AllocationBounds> bounds;
  for (const VarianceShare& share : shares) bounds.push_back({share.least, share.most});
  // The first area of a stratum takes an infinite variance off: it comes before all others.
  return give_one_by_one(bounds, count, [&](std::size_t h, std::uint32_t n) {
    const double gain = shares[h].variance / shares[h].cost;
    if (n == 0) return gain > 0 ? std::numeric_limits<double>::infinity() : 0.0;
    return gain / (static_cast<double>(n) * (n + 1.0));
  });
}

}  // namespace fairdraw
