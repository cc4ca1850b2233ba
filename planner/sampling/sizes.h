#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fairdraw {

/// Sizes as whole numbers of a unit.
struct WholeSizes {
  std::vector<std::uint64_t> sizes;
  std::uint64_t total = 0;
  double per_one = 1;  ///< units in a size of 1
};

/// The sum of whole sizes.
std::uint64_t total_size(std::span<const std::uint64_t> sizes);

/// How many units can be drawn: those of a size above 0.
std::uint32_t drawable_units(std::span<const std::uint64_t> sizes);

/// The largest measure of size that one unit may have.
constexpr double kLargestSize = 1e9;

/// Makes sizes whole, so that draws are exact: as they are where all are whole; counted in tenths, hundredths, ... or
/// millionths where all have so few decimals, which is exact too; else all rounded to 2^-20 and counted in that unit (a
/// size above 0 stays above 0).
/// @param sizes  each above 0 and at most kLargestSize
/// @throws Error(usage) where a size is out of these bounds, or the total passes 2^62
WholeSizes whole_sizes(std::span<const double> sizes);

}  // namespace fairdraw
