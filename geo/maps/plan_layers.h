#pragma once

#include "geo/maps/maps.h"

#include <filesystem>
#include <vector>

namespace fairdraw {

/// Writes the main sample as layers of a GeoPackage, for GIS programs and phones: psus (polygons), psu_points,
/// households (the starts of walks, or the households without geometry), boundaries; with a styled QGIS project inside,
/// over the offline map where the survey asks for one.
/// @return the project as a file of its own (.qgs), for programs that open no project inside a GeoPackage
std::string write_plan_layers(const MapContent& content, const std::filesystem::path& file);

/// The boundaries that such a file holds; none where it has none, or there is no such file.
std::vector<Boundary> read_plan_boundaries(const std::filesystem::path& file);

}  // namespace fairdraw
