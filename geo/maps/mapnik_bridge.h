#pragma once

#include "geo/maps/map_frame.h"
#include "planner/paper/paper.h"

#include <functional>

// Mapnik's headers do not compile without warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <mapnik/feature.hpp>
#include <mapnik/feature_factory.hpp>
#include <mapnik/font_engine_freetype.hpp>
#include <mapnik/geometry.hpp>
#include <mapnik/layer.hpp>
#include <mapnik/load_map.hpp>
#include <mapnik/map.hpp>
#include <mapnik/memory_datasource.hpp>
#include <mapnik/unicode.hpp>
#pragma GCC diagnostic pop

class OGRGeometry;

namespace fairdraw {

/// Gives a geometry as Mapnik has them: points, lines, polygons and multipolygons; of collections, their parts. What is
/// empty gives nothing.
void each_mapnik_geometry(const OGRGeometry& geometry,
                          const std::function<void(mapnik::geometry::geometry<double>&&)>& take);

/// Draws a frame's ground of a map onto a page.
/// @throws Error(system) where Mapnik can't
void draw_by_mapnik(mapnik::Map& map, const Paper& paper, const MapFrame& frame);

}  // namespace fairdraw
