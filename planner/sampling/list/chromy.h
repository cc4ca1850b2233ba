#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kChromy = "chromy 1";

/// Draws sequentially with minimum replacement: along the list, closed to a ring and begun at a unit drawn with
/// probability proportional to size, a unit is hit n s / total times in expectation and never by more than one off
/// that. Neighbours on the list are seldom drawn together, yet, other than in a systematic draw, every two units
/// smaller than the interval may be. All ratios are of whole numbers: nothing is rounded.
/// @param sizes  whole sizes in the order of the draw, summing to less than 2^63
/// @return n indices, ascending; a unit larger than the interval may come several times
/// @throws Error(usage) where n > 0 and the total is 0
/// Source: Chromy (1979), Proceedings of the ASA Survey Research Methods Section, 401-406; the random start: section 4.
std::vector<std::uint32_t> chromy(std::span<const std::uint64_t> sizes, std::uint32_t n, Stream& stream);

/// The same begun at a given unit.
std::vector<std::uint32_t> chromy_from(std::span<const std::uint64_t> sizes, std::uint32_t n, std::uint32_t start,
                                       Stream& stream);

}  // namespace fairdraw
