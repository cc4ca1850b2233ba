#include "geo/read/places.h"

#include "geo/open/feature_shape.h"
#include "geo/open/source.h"
#include "geo/open/to_wgs84.h"
#include "geo/read/area_features.h"
#include "geo/read/frame_source.h"

#include <cmath>

namespace fairdraw {
namespace {

/// Puts places into the source's projection. Empty where that is none in metres.
std::vector<std::array<double, 2>> project(const Source& source, const std::vector<std::optional<Place>>& places) {
  const OGRSpatialReference* own = has_layer_geometry(source.layer()) ? source.crs() : nullptr;
  if (own == nullptr || !own->IsProjected() || std::abs(own->GetLinearUnits() - 1) > 1e-9) return {};
  OGRSpatialReference from = wgs84();
  OGRSpatialReference to = *own;
  to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const Transformation way(OGRCreateCoordinateTransformation(&from, &to));
  if (!way) return {};
  std::vector<std::array<double, 2>> out(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i]) continue;
    double x = places[i]->longitude_degrees();
    double y = places[i]->latitude_degrees();
    if (way->Transform(1, &x, &y) == 0) return {};
    out[i] = {std::floor(x * 1000 + 0.5) / 1000, std::floor(y * 1000 + 0.5) / 1000};
  }
  return out;
}

}  // namespace

AreaPlaces read_places(const Survey& survey, const Frame& frame) {
  AreaPlaces out;
  out.places.resize(frame.areas());
  if (!frame.spatial) return out;
  const Source source = open_ground(survey, frame);
  visit_area_features(source, frame, [&](std::uint32_t area, const OGRFeature&, const Shape& shape) {
    out.places[area] = inner_place(shape);
  });
  out.projected = project(source, out.places);
  return out;
}

}  // namespace fairdraw
