#pragma once

#include "planner/synth/land.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// The outlines of groups of areas: for every group the borders between it and everything else, chained to rings.
/// @param group_of  the group of each area, from 0 to `groups` - 1
std::vector<Shape> outline(const Land& land, const std::vector<std::uint32_t>& group_of, std::uint32_t groups);

}  // namespace fairdraw
