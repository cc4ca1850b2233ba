#include "geo/open/to_wgs84.h"

#include "geo/open/source.h"
#include "planner/base/error.h"

#include <cmath>
#include <utility>

namespace fairdraw {

OGRSpatialReference wgs84() {
  OGRSpatialReference srs;
  srs.SetWellKnownGeogCS("WGS84");
  srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return srs;
}

namespace {

bool fits_degrees(OGRLayer& layer) {
  OGREnvelope box;
  if (layer.GetExtent(&box, TRUE) != OGRERR_NONE) return false;
  return box.MinX >= -180 && box.MaxX <= 180 && box.MinY >= -90 && box.MaxY <= 90;
}

Ring to_ring(const OGRLinearRing& line) {
  Ring ring;
  ring.reserve(static_cast<std::size_t>(line.getNumPoints()));
  for (int i = 0; i < line.getNumPoints(); ++i) ring.push_back(place_at(line.getX(i), line.getY(i)));
  if (!ring.empty() && !(ring.front() == ring.back())) ring.push_back(ring.front());
  return ring;
}

void add_polygon(const OGRPolygon& polygon, Shape& shape) {
  if (polygon.IsEmpty()) return;
  Polygon out;
  out.rings.push_back(to_ring(*polygon.getExteriorRing()));
  for (int i = 0; i < polygon.getNumInteriorRings(); ++i) out.rings.push_back(to_ring(*polygon.getInteriorRing(i)));
  shape.polygons.push_back(std::move(out));
}

void add_polygons(const OGRGeometry& geometry, Shape& shape) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPolygon:
      add_polygon(*geometry.toPolygon(), shape);
      break;
    case wkbMultiPolygon:
    case wkbGeometryCollection:
      for (const OGRGeometry* part : *geometry.toGeometryCollection()) add_polygons(*part, shape);
      break;
    default:
      break;
  }
}

bool all_finite(const OGRGeometry& geometry) {
  OGREnvelope box;
  geometry.getEnvelope(&box);
  const auto on_earth = [](double x, double y) { return std::fabs(x) <= 1000 && std::fabs(y) <= 90.000001; };
  return on_earth(box.MinX, box.MinY) && on_earth(box.MaxX, box.MaxY);
}

}  // namespace

ToWgs84::ToWgs84(const Source& of) {
  OGRLayer& layer = of.layer();
  const OGRSpatialReference* from = of.crs();
  if (from == nullptr) {
    placeable_ = layer.GetGeomType() == wkbNone || fits_degrees(layer);
    return;
  }
  OGRSpatialReference source(*from);
  source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRSpatialReference target = wgs84();
  if (source.IsSame(&target) != 0) return;
  GdalErrors errors;
  transformation_.reset(OGRCreateCoordinateTransformation(&source, &target));
  if (!transformation_)
    throw Error(ErrorKind::usage,
                of.label() + ": its coordinates can't be brought to longitude and latitude: " + errors.text());
}

ToWgs84::ToWgs84(const ToWgs84& other)
    : transformation_(other.transformation_ ? other.transformation_->Clone() : nullptr), placeable_(other.placeable_) {}

std::unique_ptr<OGRGeometry> ToWgs84::geometry(const OGRGeometry* geometry) const {
  if (geometry == nullptr || geometry->IsEmpty() || !placeable_) return nullptr;
  GdalErrors errors;
  std::unique_ptr<OGRGeometry> copy;
  if (OGR_GT_IsNonLinear(geometry->getGeometryType()) != 0)
    copy.reset(geometry->getLinearGeometry());
  else
    copy.reset(geometry->clone());
  copy->flattenTo2D();
  if (transformation_ && copy->transform(transformation_.get()) != OGRERR_NONE) return nullptr;
  return all_finite(*copy) ? std::move(copy) : nullptr;
}

Shape ToWgs84::shape(const OGRGeometry* from) const {
  const auto placed = geometry(from);
  if (!placed) return {};
  Shape out;
  if (wkbFlatten(placed->getGeometryType()) == wkbPoint) {
    const OGRPoint& point = *placed->toPoint();
    out.point = place_at(point.getX(), point.getY());
    return out;
  }
  out = to_shape(*placed);
  if (!out.polygons.empty()) return out;
  OGRPoint centre;
  GdalErrors errors;
  if (placed->Centroid(&centre) == OGRERR_NONE && centre.IsEmpty() == FALSE)
    out.point = place_at(centre.getX(), centre.getY());
  return out;
}

Shape to_shape(const OGRGeometry& geometry) {
  Shape shape;
  add_polygons(geometry, shape);
  return shape;
}

std::unique_ptr<OGRGeometry> to_ogr(const Shape& shape) {
  if (shape.empty()) return nullptr;
  if (shape.polygons.empty())
    return std::make_unique<OGRPoint>(shape.point->longitude_degrees(), shape.point->latitude_degrees());
  auto out = std::make_unique<OGRMultiPolygon>();
  for (const Polygon& polygon : shape.polygons) {
    auto part = std::make_unique<OGRPolygon>();
    for (const Ring& ring : polygon.rings) {
      auto line = std::make_unique<OGRLinearRing>();
      line->setNumPoints(static_cast<int>(ring.size()));
      for (std::size_t i = 0; i < ring.size(); ++i)
        line->setPoint(static_cast<int>(i), ring[i].longitude_degrees(), ring[i].latitude_degrees());
      part->addRingDirectly(line.release());
    }
    out->addGeometryDirectly(part.release());
  }
  return out;
}

}  // namespace fairdraw
