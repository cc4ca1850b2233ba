#include "planner/design/allocation.h"

#include "planner/base/error.h"

#include <cmath>
#include <queue>
#include <string>

namespace fairdraw {

std::vector<std::uint32_t> give_one_by_one(std::span<const AllocationBounds> bounds, std::uint32_t count,
                                           const std::function<double(std::size_t, std::uint32_t)>& claim) {
  std::uint64_t least = 0;
  std::uint64_t most = 0;
  std::vector<std::uint32_t> given;
  for (const AllocationBounds& bound : bounds) {
    given.push_back(bound.least);
    least += bound.least;
    most += bound.most;
  }
  if (count < least)
    throw Error(ErrorKind::usage, "areas.count is " + std::to_string(count) +
                                      ", but the strata's minimum alone needs " + std::to_string(least) +
                                      "; raise the count or lower areas.minimum_per_stratum");
  if (count > most)
    throw Error(ErrorKind::usage, "areas.count is " + std::to_string(count) + ", but the frame has only " +
                                      std::to_string(most) + " areas to draw from");
  const auto weaker = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second > b.second;
  };
  std::priority_queue<std::pair<double, std::size_t>, std::vector<std::pair<double, std::size_t>>, decltype(weaker)>
      claims(weaker);
  for (std::size_t h = 0; h < bounds.size(); ++h)
    if (given[h] < bounds[h].most) claims.push({claim(h, given[h]), h});
  for (std::uint64_t left = count - least; left > 0; --left) {
    const std::size_t h = claims.top().second;
    claims.pop();
    if (++given[h] < bounds[h].most) claims.push({claim(h, given[h]), h});
  }
  return given;
}

std::vector<std::uint32_t> allocate(std::span<const AllocationShare> shares, std::uint32_t count) {
  std::vector<AllocationBounds> bounds;
  for (const AllocationShare& share : shares) bounds.push_back({share.least, share.most});
  return give_one_by_one(bounds, count,
                         [&](std::size_t h, std::uint32_t n) { return shares[h].weight / (2.0 * n + 1.0); });
}

double power_of_size(double size, double power) {
  if (power >= 1) return size;
  double root = size;
  double result = 1;
  double left = power;
  double bit = 1;
  for (int i = 0; i < 40; ++i) {
    root = std::sqrt(root);
    bit /= 2;
    if (left >= bit) {
      left -= bit;
      result *= root;
    }
  }
  return result;
}

}  // namespace fairdraw
