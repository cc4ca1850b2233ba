#pragma once

#include "planner/values/made_up_country.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

namespace fairdraw {

/// Outlines of an area's buildings, at most so many.
using BuildingsOf = std::function<std::vector<Shape>(const MadeUpArea& area, std::uint32_t most)>;

/// Writes a made-up country: frame.gpkg, regions.gpkg, districts.gpkg, rivers.gpkg, roads.gpkg, places.gpkg and
/// buildings.fgb.
/// @param folder    exists
/// @param progress  called with areas done and areas in all
void write_country(const Country& country, const std::filesystem::path& folder, const BuildingsOf& buildings,
                   const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace fairdraw
