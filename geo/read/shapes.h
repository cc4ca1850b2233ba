#pragma once

#include "config/survey.h"
#include "planner/values/frame.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// Reads what ground these areas of a frame cover, in WGS 84.
/// @param areas  rows of `frame`
/// @return one shape per entry of `areas`, empty where the source has none (or its place on the earth is unknown)
/// @throws Error(usage) where the source can't be read or its coordinates can't be brought to WGS 84
std::vector<Shape> read_shapes(const Survey& survey, const Frame& frame, const std::vector<std::uint32_t>& areas);

}  // namespace fairdraw
