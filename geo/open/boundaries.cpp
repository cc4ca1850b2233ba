#include "geo/open/boundaries.h"

#include "geo/open/feature_shape.h"
#include "geo/open/source.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/unicode.h"

namespace fairdraw {

std::vector<Boundary> read_boundaries(const Survey& survey) {
  if (!survey.boundaries) return {};
  const BoundarySource& named = *survey.boundaries;
  const Source source(survey.resolve(named.file).string(), named.layer, "boundaries");
  const int id = source.field(named.id, "boundaries.id");
  const int name = named.name.empty() ? id : source.field(named.name, "boundaries.name");
  const int total = named.total.empty() ? -1 : source.field(named.total, "boundaries.total");
  const FeatureShape shape_of(source);
  std::vector<std::string> columns;
  for (const std::string& column : {named.id, named.name, named.total})
    if (!column.empty()) columns.push_back(column);
  read_ground_and(source, columns);
  std::vector<Boundary> boundaries;
  source.each_feature([&](const OGRFeature& feature) {
    Boundary boundary;
    boundary.id = trimmed(feature.GetFieldAsString(id));
    boundary.name = trimmed(feature.GetFieldAsString(name));
    if (total >= 0) boundary.total = parse_number(feature.GetFieldAsString(total));
    boundary.shape = shape_of(feature);
    boundaries.push_back(std::move(boundary));
  });
  return boundaries;
}

}  // namespace fairdraw
