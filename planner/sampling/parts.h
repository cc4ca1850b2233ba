#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kRandomParts = "random-parts 1";

/// Parts units at random into groups of given sizes: every assignment is as likely as any other.
/// @param part_sizes  sizes of the parts; their sum is the number of units
/// @return for each unit the number of its part, from 0
/// Source: Fisher and Yates (1938), as Durstenfeld (1964), Communications of the ACM 7(7), 420, wrote it for a
/// computer.
std::vector<std::uint32_t> random_parts(std::span<const std::uint32_t> part_sizes, Stream& stream);

}  // namespace fairdraw
