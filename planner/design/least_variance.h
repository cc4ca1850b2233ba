#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fairdraw {

/// What a stratum adds to a variance, `variance` / n with n areas, and what one of its areas costs.
struct VarianceShare {
  double variance = 0;
  double cost = 1;
  std::uint32_t least = 0;
  std::uint32_t most = 0;  ///< at least `least`
};

/// Shares `count` areas out within bounds, one after the other to the stratum where the next one takes most off the
/// variance for its cost: variance / (n (n + 1)) / cost; ties go to the earlier stratum. With equal costs the sum of
/// variance / n is the least of all whole numbers that sum to `count`; with others it is the least of all that cost no
/// more. For each term is convex in n, so that no exchange of areas can gain where no single one does.
/// @throws Error(usage) where the bounds leave no room for `count`
/// Source: Wright (2012), Statistics and Probability Letters 82(9), 1705-1711, algorithm III; Fox (1966), Management
/// Science 13(3), 210-216, for costs.
std::vector<std::uint32_t> least_variance(std::span<const VarianceShare> shares, std::uint32_t count);

}  // namespace fairdraw
