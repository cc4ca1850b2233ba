#include "geo/read/geometry_report.h"

#include "geo/open/feature_shape.h"
#include "geo/open/source.h"
#include "geo/read/area_features.h"
#include "geo/read/frame_source.h"

namespace fairdraw {

GeometryReport report_geometry(const Survey& survey, const Frame& frame) {
  GeometryReport report;
  report.places.resize(frame.areas());
  if (!frame.spatial) return report;
  const Source source = open_ground(survey, frame);
  visit_area_features(source, frame, [&](std::uint32_t area, const OGRFeature& feature, const Shape& shape) {
    report.places[area] = inner_place(shape);
    const OGRGeometry* geometry = feature.GetGeometryRef();
    if (geometry == nullptr) return;
    GdalErrors quiet;  // GEOS tells where a geometry is broken; which one is broken is what matters here
    if (geometry->IsEmpty())
      report.invalid.emplace_back(area, "empty");
    else if (!geometry->IsValid())
      report.invalid.emplace_back(area, "not valid by the OGC's rules");
  });
  return report;
}

}  // namespace fairdraw
