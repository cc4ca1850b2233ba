#include "geo/maps/mapnik_bridge.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <cmath>
#include <string>
#include <utility>

#include <ogr_geometry.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <mapnik/cairo/cairo_renderer.hpp>
#pragma GCC diagnostic pop

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

void draw_by_mapnik(mapnik::Map& map, const Paper& paper, const MapFrame& frame) {
  const Area2d& area = frame.area;
  const auto width = static_cast<unsigned>(std::lround(area.width * kPointsPerMillimetre));
  const auto height = static_cast<unsigned>(std::lround(area.height * kPointsPerMillimetre));
  map.resize(width, height);
  map.set_aspect_fix_mode(mapnik::Map::RESPECT);
  map.zoom_to_box({frame.low.east, frame.low.north, frame.high.east, frame.high.north});
  cairo_t* cairo = paper.cairo();
  cairo_save(cairo);
  cairo_translate(cairo, area.x * kPointsPerMillimetre, area.y * kPointsPerMillimetre);
  cairo_scale(cairo, area.width * kPointsPerMillimetre / width, area.height * kPointsPerMillimetre / height);
  cairo_rectangle(cairo, 0, 0, width, height);
  cairo_clip(cairo);
  try {
    const mapnik::cairo_ptr shared(cairo_reference(cairo), mapnik::cairo_closer());
    mapnik::cairo_renderer<mapnik::cairo_ptr> renderer(map, shared);
    renderer.apply();
  } catch (const std::exception& error) {
    throw Error(ErrorKind::system, "a map can't be drawn: " + words_of("Mapnik", error.what()));
  }
  cairo_restore(cairo);
}

}  // namespace fairdraw
