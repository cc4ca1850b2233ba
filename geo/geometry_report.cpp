#include "geo/geometry_report.h"

#include "geo/feature_shape.h"
#include "geo/source.h"
#include "geo/to_wgs84.h"
#include "planner/base/error.h"
#include "planner/base/text.h"

#include <unordered_map>

namespace fairdraw {

GeometryReport report_geometry(const Survey& survey, const Frame& frame) {
  GeometryReport report;
  report.places.resize(frame.areas());
  if (!frame.spatial) return report;
  const Source source(survey.resolve(survey.frame.file).string(), survey.frame.layer, "frame");
  const FeatureShape shape_of(source);
  std::unordered_map<std::int64_t, std::uint32_t> area_of;
  for (std::uint32_t area = 0; area < frame.areas(); ++area) area_of.emplace(frame.feature[area], area);

  GdalErrors reading;
  source.layer().ResetReading();
  while (const auto feature = OGRFeatureUniquePtr(source.layer().GetNextFeature())) {
    const auto found = area_of.find(feature->GetFID());
    if (found == area_of.end()) continue;
    if (reading.failed()) break;
    report.places[found->second] = inner_place(shape_of(*feature));
    const OGRGeometry* geometry = feature->GetGeometryRef();
    if (geometry == nullptr) continue;
    GdalErrors quiet;  // GEOS tells where a geometry is broken; which one is broken is what matters here
    if (geometry->IsEmpty())
      report.invalid.emplace_back(found->second, "empty");
    else if (!geometry->IsValid())
      report.invalid.emplace_back(found->second, "not valid by the OGC's rules");
  }
  if (reading.failed())
    throw Error(ErrorKind::usage, source.label() + ": its geometry can't be read: " + reading.text());
  return report;
}

std::vector<Boundary> read_boundaries(const Survey& survey) {
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
