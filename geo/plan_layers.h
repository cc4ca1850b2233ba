#pragma once

#include "geo/maps.h"

#include <filesystem>

namespace fairdraw {

/// Writes the main sample as layers of a GeoPackage, for GIS programs and phones: psus (polygons), psu_points,
/// households (the starts of walks, or the households without geometry), boundaries; with a styled QGIS project inside.
void write_plan_layers(const MapContent& content, const std::filesystem::path& file);

}  // namespace fairdraw
