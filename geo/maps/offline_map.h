#pragma once

#include "geo/maps/maps.h"
#include "planner/values/plan_files.h"

#include <filesystem>

namespace fairdraw {

/// Writes a basemap for phones without a network (QField, Organic Maps and others that read MBTiles): the survey's
/// layers, boundaries and released PSUs in tiles of 256 dots, the country as a whole up to zoom 10, from there to
/// `maps.offline_zoom` what lies around PSUs.
/// @throws Error(system) where the file can't be written; Error(usage) where it would have more than 200,000 tiles
/// Source: MBTiles 1.3 specification; OGC 17-083r2, annex D.1 (WebMercatorQuad).
void write_offline_map(const MapContent& content, const std::filesystem::path& file);

}  // namespace fairdraw
