#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

/// Name and version of the method, part of every stream it uses.
inline constexpr std::string_view kSystematic = "systematic-pps 1";
inline constexpr std::string_view kSystematicRandomOrder = "systematic-random-order 1";

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

/// The same along another order of the units.
/// @param order  all units, each once
std::vector<std::uint32_t> systematic_along(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                            std::span<const std::uint32_t> order, Stream& stream);

/// The same after the units have been put in random order: neighbours on the list are as likely together as any others.
/// Source: Goodman and Kish (1950), Journal of the American Statistical Association 45(251), 350-372; Hartley and Rao
/// (1962), Annals of Mathematical Statistics 33(2), 350-374.
std::vector<std::uint32_t> systematic_random_order(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                                   Stream& stream);

/// The probability that systematic_pps() draws both a and b (not one unit twice), exact: the share of the starts that
/// hit both. Neither is larger than the interval.
/// @param before_a, before_b  sum of the sizes ahead of the unit on the list
/// Source: Madow (1949), as above; Connor (1966), Journal of the American Statistical Association 61(314), 384-390.
double systematic_joint(std::uint64_t total, std::uint32_t n, std::uint64_t before_a, std::uint64_t size_a,
                        std::uint64_t before_b, std::uint64_t size_b);

/// Draws n of `units` systematically with equal probability n / units.
/// @return n indices, ascending, all different where n <= units
std::vector<std::uint32_t> systematic_equal(std::uint32_t units, std::uint32_t n, Stream& stream);

}  // namespace fairdraw
