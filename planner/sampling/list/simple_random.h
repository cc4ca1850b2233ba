#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kSimpleRandom = "simple-random 1";

/// Draws n of `units` so that every set of n is as likely as any other.
/// @return n indices, ascending
/// @throws Error(usage) where n > units
/// Source: Floyd's algorithm in Bentley and Floyd (1987), Communications of the ACM 30(9), 754-757.
std::vector<std::uint32_t> simple_random(std::uint32_t units, std::uint32_t n, Stream& stream);

/// All numbers below `units`, put in random order.
std::vector<std::uint32_t> random_order(std::uint32_t units, Stream& stream);

}  // namespace fairdraw
