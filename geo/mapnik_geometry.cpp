#include "geo/mapnik_geometry.h"

#include <utility>

#include <ogr_geometry.h>

namespace fairdraw {
namespace {

mapnik::geometry::linear_ring<double> ring(const OGRLinearRing& from) {
  mapnik::geometry::linear_ring<double> out;
  for (int i = 0; i < from.getNumPoints(); ++i) out.add_coord(from.getX(i), from.getY(i));
  return out;
}

mapnik::geometry::polygon<double> polygon(const OGRPolygon& from) {
  mapnik::geometry::polygon<double> out;
  out.set_exterior_ring(ring(*from.getExteriorRing()));
  for (int i = 0; i < from.getNumInteriorRings(); ++i) out.add_hole(ring(*from.getInteriorRing(i)));
  return out;
}

mapnik::geometry::line_string<double> line(const OGRLineString& from) {
  mapnik::geometry::line_string<double> out;
  for (int i = 0; i < from.getNumPoints(); ++i) out.add_coord(from.getX(i), from.getY(i));
  return out;
}

}  // namespace

void each_mapnik_geometry(const OGRGeometry& geometry,
                          const std::function<void(mapnik::geometry::geometry<double>&&)>& take) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: {
      const OGRPoint& point = *geometry.toPoint();
      if (!point.IsEmpty()) take(mapnik::geometry::point<double>(point.getX(), point.getY()));
      break;
    }
    case wkbLineString:
      if (!geometry.IsEmpty()) take(line(*geometry.toLineString()));
      break;
    case wkbPolygon:
      if (!geometry.IsEmpty()) take(polygon(*geometry.toPolygon()));
      break;
    case wkbMultiPolygon: {
      mapnik::geometry::multi_polygon<double> all;
      for (const OGRPolygon* part : *geometry.toMultiPolygon())
        if (!part->IsEmpty()) all.push_back(polygon(*part));
      if (all.size() == 1)
        take(std::move(all.front()));
      else if (!all.empty())
        take(std::move(all));
      break;
    }
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbGeometryCollection:
      for (const OGRGeometry* part : *geometry.toGeometryCollection()) each_mapnik_geometry(*part, take);
      break;
    default:
      break;
  }
}

}  // namespace fairdraw
