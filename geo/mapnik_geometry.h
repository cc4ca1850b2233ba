#pragma once

#include "geo/mapnik.h"

#include <functional>

class OGRGeometry;

namespace fairdraw {

/// Gives a geometry as Mapnik has them: points, lines, polygons and multipolygons; of collections, their parts. What is
/// empty gives nothing.
void each_mapnik_geometry(const OGRGeometry& geometry,
                          const std::function<void(mapnik::geometry::geometry<double>&&)>& take);

}  // namespace fairdraw
