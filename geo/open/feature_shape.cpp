#include "geo/open/feature_shape.h"

#include "planner/base/degrees.h"

#include <algorithm>
#include <cctype>
#include <memory>

namespace fairdraw {

PositionColumns find_position_columns(OGRLayer& layer) {
  PositionColumns found;
  OGRFeatureDefn* defn = layer.GetLayerDefn();
  int longitude = -1;
  for (int i = 0; i < defn->GetFieldCount(); ++i) {
    std::string name = defn->GetFieldDefn(i)->GetNameRef();
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    if (name == "wkt" || name == "geometry" || name == "geom") found.wkt = i;
    if (name == "longitude" || name == "lon") longitude = i;
    if (name == "latitude" || name == "lat") found.latitude = i;
  }
  if (longitude >= 0 && found.latitude >= 0) found.longitude = longitude;
  if (found.longitude >= 0) found.latitude_name = defn->GetFieldDefn(found.latitude)->GetNameRef();
  if (found.any()) found.name = defn->GetFieldDefn(found.wkt >= 0 ? found.wkt : found.longitude)->GetNameRef();
  return found;
}

void read_ground_and(const Source& source, std::vector<std::string> columns) {
  const bool in_layer = has_layer_geometry(source.layer());
  if (!in_layer) {
    const PositionColumns positions = find_position_columns(source.layer());
    if (positions.any()) columns.push_back(positions.first_name());
    if (positions.longitude >= 0) columns.push_back(positions.latitude_name);
  }
  source.read_only(columns, in_layer);
}

bool has_layer_geometry(OGRLayer& layer) {
  return layer.GetGeomType() != wkbNone && layer.GetLayerDefn()->GetGeomFieldCount() > 0;
}

FeatureShape::FeatureShape(const Source& source) : to_wgs84_(source), in_layer_(has_layer_geometry(source.layer())) {
  if (!in_layer_) columns_ = find_position_columns(source.layer());
}

namespace {

bool filled(const OGRFeature& feature, int field) {
  return feature.IsFieldSetAndNotNull(field) && *feature.GetFieldAsString(field) != '\0';
}

}  // namespace

Shape FeatureShape::operator()(const OGRFeature& feature) const {
  if (in_layer_) return to_wgs84_.shape(feature.GetGeometryRef());
  if (columns_.wkt >= 0) {
    OGRGeometry* parsed = nullptr;
    GdalErrors unreadable;  // a text that is no geometry is none
    OGRGeometryFactory::createFromWkt(feature.GetFieldAsString(columns_.wkt), nullptr, &parsed);
    const std::unique_ptr<OGRGeometry> geometry(parsed);
    return to_wgs84_.shape(geometry.get());
  }
  if (columns_.longitude < 0 || !filled(feature, columns_.longitude) || !filled(feature, columns_.latitude)) return {};
  const auto longitude = parse_degrees(feature.GetFieldAsString(columns_.longitude), 'E', 'W');
  const auto latitude = parse_degrees(feature.GetFieldAsString(columns_.latitude), 'N', 'S');
  if (!longitude || !latitude) return {};  // a frame's reader tells them
  const OGRPoint point(*longitude, *latitude);
  return to_wgs84_.shape(&point);
}

}  // namespace fairdraw
