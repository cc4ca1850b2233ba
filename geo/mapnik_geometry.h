#pragma once

#include <functional>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <mapnik/geometry.hpp>
#pragma GCC diagnostic pop

class OGRGeometry;

namespace fairdraw {

/// Gives a geometry as Mapnik has them: points, lines, polygons and multipolygons; of collections, their parts. What is
/// empty gives nothing.
void each_mapnik_geometry(const OGRGeometry& geometry,
                          const std::function<void(mapnik::geometry::geometry<double>&&)>& take);

}  // namespace fairdraw
