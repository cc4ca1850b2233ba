#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace fairdraw {

/// What one stratum asks of an allocation.
struct AllocationShare {
  double weight = 0;  ///< size, 1, or size to a power
  std::uint32_t least = 0;
  std::uint32_t most = 0;  ///< at least `least`
};

/// The fewest and the most that one stratum may get.
struct AllocationBounds {
  std::uint32_t least = 0;
  std::uint32_t most = 0;  ///< at least `least`
};

/// Gives `count` units out, beginning with everybody's least, one after the other to the stratum with the largest claim
/// that has room; ties go to the earlier stratum.
/// @param claim  of a stratum to its next unit when it has n; falls as n grows
/// @throws Error(usage) where the bounds leave no room for `count`
std::vector<std::uint32_t> give_one_by_one(std::span<const AllocationBounds> bounds, std::uint32_t count,
                                           const std::function<double(std::size_t stratum, std::uint32_t n)>& claim);

/// Shares whole units out in proportion to weights, within bounds: the whole numbers n(h) that minimise the sum of
/// (n(h) - share(h))^2 / weight(h), found exactly by giving one unit after the other to the stratum where weight / (2 n
/// + 1) is largest (Webster's rule); ties go to the earlier stratum.
/// @throws Error(usage) where the bounds leave no room for `count`
/// Source: Balinski and Young (1982), Fair Representation, appendix A, propositions 3.2 and 6.4.
std::vector<std::uint32_t> allocate(std::span<const AllocationShare> shares, std::uint32_t count);

/// size to the given power in [0, 1], from sqrt and products only, so that it is the same on every machine: the power
/// is taken to 2^-40.
double power_of_size(double size, double power);

}  // namespace fairdraw
