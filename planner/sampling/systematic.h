#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

/// Name and version of the method, part of every stream it uses.
inline constexpr std::string_view kSystematic = "systematic-pps 1";

/// Draws systematically with probability proportional to size, exactly: a whole start below the total, then points a
/// total / n apart, compared in 128-bit integers. A unit of size s is hit n s / total times in expectation, and never
/// by more than one off that.
/// @param sizes  whole sizes in the order of the draw, summing to less than 2^63; a unit of size 0 is never hit
/// @param n      number of points, below 2^32
/// @return n indices, ascending; a unit larger than the interval may come several times
/// @throws Error(usage) where n > 0 and the total is 0
/// Source: Madow (1949), Annals of Mathematical Statistics 20(3), 333-354.
std::vector<std::uint32_t> systematic_pps(std::span<const std::uint64_t> sizes, std::uint32_t n, Stream& stream);

/// The same for the given start, below the sum of the sizes.
std::vector<std::uint32_t> systematic_pps_from(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                               std::uint64_t start);

/// Draws n of `units` systematically with equal probability n / units.
/// @return n indices, ascending, all different where n <= units
std::vector<std::uint32_t> systematic_equal(std::uint32_t units, std::uint32_t n, Stream& stream);

}  // namespace fairdraw
