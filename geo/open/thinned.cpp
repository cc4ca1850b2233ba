#include "geo/open/thinned.h"

#include "geo/open/source.h"
#include "geo/open/to_wgs84.h"

#include <memory>

#include <ogr_geometry.h>

namespace fairdraw {

Shape thinned(const Shape& shape, double degrees) {
  if (shape.polygons.empty()) return shape;
  const GdalErrors quiet;
  const std::unique_ptr<OGRGeometry> whole = to_ogr(shape);
  const std::unique_ptr<OGRGeometry> thin(whole->SimplifyPreserveTopology(degrees));
  return thin && !thin->IsEmpty() ? to_shape(*thin) : shape;
}

}  // namespace fairdraw
