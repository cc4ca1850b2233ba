#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fairdraw {

/// Finds the units that a fixed-size draw of n must take: those that are chosen beforehand, then those with n s >=
/// total of what is left to draw, again and again among the rest until none is left.
/// @param sizes   whole sizes, each above 0
/// @param chosen  indices that are taken whatever their size, ascending; n at most
/// @return their indices, ascending; all units where n >= sizes.size()
/// Source: Särndal, Swensson, Wretman (1992), Model Assisted Survey Sampling, section 3.6.1.
std::vector<std::uint32_t> certainty_units(std::span<const std::uint64_t> sizes, std::uint32_t n,
                                           std::span<const std::uint32_t> chosen = {});

}  // namespace fairdraw
