#include "geo/read/geometry_report.h"

#include "geo/open/feature_shape.h"
#include "geo/open/source.h"
#include "geo/read/area_features.h"
#include "geo/read/frame_source.h"

namespace fairdraw {
namespace {

enum class Validity : std::uint8_t { valid, empty, broken };

Validity validity_of(const OGRGeometry* geometry) {
  if (geometry == nullptr) return Validity::valid;
  if (geometry->IsEmpty()) return Validity::empty;
  if (wkbFlatten(geometry->getGeometryType()) == wkbPoint) return Validity::valid;
  const GdalErrors quiet;  // GEOS tells where a geometry is broken; which one is broken is what matters here
  return geometry->IsValid() ? Validity::valid : Validity::broken;
}

}  // namespace

GeometryReport report_geometry(const Survey& survey, const Frame& frame) {
  GeometryReport report;
  report.places.resize(frame.areas());
  if (!frame.spatial) return report;
  const Source source = open_ground(survey, frame);
  std::vector<Validity> found(frame.areas(), Validity::valid);
  visit_area_features(source, frame, [&](std::uint32_t area, const OGRFeature& feature, const Shape& shape) {
    report.places[area] = inner_place(shape);
    found[area] = validity_of(feature.GetGeometryRef());
  });
  for (std::uint32_t area = 0; area < frame.areas(); ++area)
    if (found[area] != Validity::valid)
      report.invalid.emplace_back(area, found[area] == Validity::empty ? "empty" : "not valid by the OGC's rules");
  return report;
}

}  // namespace fairdraw
