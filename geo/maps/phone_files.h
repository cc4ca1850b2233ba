#pragma once

#include "planner/values/plan.h"
#include "planner/words/words.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace fairdraw {

/// Writes the places that one team goes to as waypoints, GPX and KML, for navigation on phones: its PSUs, the starts of
/// walks, buildings in visiting order. Names are ids ("PSU-017"); nobody's name is in them.
/// @param psus  positions in Plan::psus, in the order to visit
/// @param stem  path without extension
/// @return whether there was any place to write
bool write_phone_files(const Plan& plan, const std::vector<std::size_t>& psus, const Words& words,
                       const std::filesystem::path& stem);

}  // namespace fairdraw
