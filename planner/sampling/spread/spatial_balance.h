#pragma once

#include "planner/sampling/spread/positions.h"

#include <cstdint>
#include <optional>
#include <span>

namespace fairdraw {

/// How unevenly the sample covers the positions: each unit's probability is given to the nearest unit of the sample
/// (equal shares to several at one distance); the mean, over the sample, of the squares of what these get less 1. 0 is
/// a perfect spread; simple random samples have 0.2 to 0.5 as a rule.
/// @param sample  distinct units; one or more
/// Source: Stevens and Olsen (2004), Journal of the American Statistical Association 99(465), 262-278, section 4.
double voronoi_balance(std::span<const double> probabilities, const Positions& positions,
                       std::span<const std::uint32_t> sample);

/// A correlation, from -1 (spread as well as can be) over 0 (at random) to 1 (in clusters), between who is in the
/// sample and how many of its surroundings are. The surroundings of a unit of probability p are the nearest 1 / p - 1
/// others, the last of them in part; several at the last distance share what is left. Takes time in proportion to units
/// times 1 / p.
/// @param sample  distinct units
/// @return nothing where no unit has surroundings, or who is in does not vary
/// Source: Tillé, Dickson, Espa and Giuliani (2018), Spatial Statistics 23, 182-192, section 3.
std::optional<double> moran_balance(std::span<const double> probabilities, const Positions& positions,
                                    std::span<const std::uint32_t> sample);

}  // namespace fairdraw
