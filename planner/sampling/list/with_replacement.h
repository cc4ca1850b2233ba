#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kWithReplacement = "with-replacement 1";

/// Draws n times, each time from all units with probability proportional to size.
/// @param sizes  whole sizes, summing to less than 2^63
/// @return n indices, ascending; a unit may come several times
/// @throws Error(usage) where n > 0 and the total is 0
/// Source: Hansen and Hurwitz (1943), Annals of Mathematical Statistics 14(4), 333-362.
std::vector<std::uint32_t> with_replacement(std::span<const std::uint64_t> sizes, std::uint32_t n, Stream& stream);

}  // namespace fairdraw
