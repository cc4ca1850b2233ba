#pragma once

#include "planner/sampling/spread/positions.h"
#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kGrts = "grts 1";
inline constexpr std::string_view kHilbert = "hilbert-systematic 1";

/// The units in the order in which Hilbert's curve through the square around them meets them: neighbours in the order
/// are neighbours on the ground. Units at one place (or closer than 1 / 2^26 of the square's side) keep their order.
/// @param positions  in two dimensions
/// @throws Error(usage) where there are not two dimensions
/// Source: Hilbert (1891), Mathematische Annalen 38(3), 459-460; Skilling (2004), AIP Conference Proceedings 707,
/// 381-387, for the bits.
std::vector<std::uint32_t> hilbert_order(const Positions& positions);

/// Draws systematically with probability proportional to size along Hilbert's curve.
/// @param sizes  whole sizes, summing to less than 2^63
/// @return n indices, ascending; a unit larger than the interval may come several times
/// Source: Lister and Scott (2009), Environmental Monitoring and Assessment 149(1-4), 71-80.
std::vector<std::uint32_t> hilbert_systematic(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                              const Positions& positions, Stream& stream);

/// Draws a generalised random tessellation stratified sample: the square around the units, twice as wide as need be and
/// shifted at random, is quartered again and again, the quarters of each cell put in random order, until every cell
/// holds one place; then the sample is systematic with probability proportional to size along that order. Source:
/// Stevens and Olsen (2004), Journal of the American Statistical Association 99(465), 262-278, section 3.
std::vector<std::uint32_t> grts(std::span<const std::uint64_t> sizes, std::uint32_t n, const Positions& positions,
                                Stream& stream);

}  // namespace fairdraw
