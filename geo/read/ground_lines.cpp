#include "geo/read/ground_lines.h"

#include "geo/read/map_features.h"

#include <ogrsf_frmts.h>

namespace fairdraw {
namespace {

void add(const OGRGeometry& geometry, std::vector<GroundLine>& into) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbLineString: {
      const OGRLineString& line = *geometry.toLineString();
      if (line.getNumPoints() < 2) return;
      GroundLine& out = into.emplace_back();
      for (int i = 0; i < line.getNumPoints(); ++i) out.push_back(place_at(line.getX(i), line.getY(i)));
      return;
    }
    case wkbPolygon:
      for (const OGRLinearRing* ring : *geometry.toPolygon()) {
        const OGRLineString& line = *ring;
        add(line, into);
      }
      return;
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
      for (const OGRGeometry* part : *geometry.toGeometryCollection()) add(*part, into);
      return;
    default:
      return;
  }
}

}  // namespace

std::vector<std::vector<GroundLine>> read_ground_lines(const Survey& survey, const std::vector<Shape>& areas) {
  std::vector<std::vector<GroundLine>> out(areas.size());
  for (const MapLayer& layer : survey.map_layers) {
    if (!parts_ground(layer.style)) continue;
    const MapFeatures features(survey.resolve(layer.file).string(), layer.layer, "map layer", {});
    for (std::size_t i = 0; i < areas.size(); ++i) {
      if (areas[i].polygons.empty()) continue;
      for (const MapFeature& feature : features.touching(bounds(areas[i]))) {
        std::unique_ptr<OGRGeometry> straight;
        if (feature.geometry->hasCurveGeometry()) straight.reset(feature.geometry->getLinearGeometry());
        add(straight ? *straight : *feature.geometry, out[i]);
      }
    }
  }
  return out;
}

}  // namespace fairdraw
