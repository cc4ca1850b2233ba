#pragma once

#include "planner/synth/country.h"

#include <filesystem>
#include <functional>
#include <string>

namespace fairdraw {

/// Writes a made-up country: frame.gpkg, regions.gpkg, districts.gpkg, rivers.gpkg, roads.gpkg, places.gpkg and
/// buildings.fgb.
/// @param folder    exists
/// @param progress  called with areas done and areas in all
void write_country(const Country& country, const std::filesystem::path& folder, const std::string& seed,
                   const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace fairdraw
