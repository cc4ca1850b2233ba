#pragma once

#include "planner/values/made_up_country.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// Makes a country up. The same number and seed give the same country.
/// @param areas  from 60 to 5,000,000
/// @throws Error(usage) where it is out of these bounds
Country make_country(std::uint32_t areas, const std::string& seed);

/// Outlines of an area's buildings, one for every four households or so, at most `most`.
std::vector<Shape> make_buildings(const MadeUpArea& area, std::uint32_t most, const std::string& seed);

}  // namespace fairdraw
