#include "geo/geometry_report.h"

#include "geo/area_features.h"
#include "geo/feature_shape.h"
#include "geo/frame_source.h"
#include "geo/source.h"
#include "geo/to_wgs84.h"
#include "planner/base/error.h"
#include "planner/base/text.h"

namespace fairdraw {

GeometryReport report_geometry(const Survey& survey, const Frame& frame) {
  GeometryReport report;
  report.places.resize(frame.areas());
  if (!frame.spatial) return report;
  const Source source = open_frame(survey);
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

std::vector<Boundary> read_boundaries(const Survey& survey) {
  if (!survey.boundaries) return {};
  const BoundarySource& named = *survey.boundaries;
  const Source source(survey.resolve(named.file).string(), named.layer, "boundaries");
  const int id = source.field(named.id, "boundaries.id");
  const int name = named.name.empty() ? id : source.field(named.name, "boundaries.name");
  const int total = named.total.empty() ? -1 : source.field(named.total, "boundaries.total");
  const FeatureShape shape_of(source);
  std::vector<Boundary> boundaries;
  GdalErrors errors;
  source.layer().ResetReading();
  while (const auto feature = OGRFeatureUniquePtr(source.layer().GetNextFeature())) {
    Boundary boundary;
    boundary.id = feature->GetFieldAsString(id);
    boundary.name = feature->GetFieldAsString(name);
    if (total >= 0) boundary.total = parse_number(feature->GetFieldAsString(total));
    boundary.shape = shape_of(*feature);
    boundaries.push_back(std::move(boundary));
  }
  if (errors.failed()) throw Error(ErrorKind::usage, source.label() + ": can't be read: " + errors.text());
  return boundaries;
}

}  // namespace fairdraw
