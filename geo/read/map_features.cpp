#include "geo/read/map_features.h"

#include "geo/open/feature_shape.h"
#include "geo/open/source.h"
#include "geo/open/to_wgs84.h"
#include "planner/base/error.h"

#include <algorithm>
#include <mutex>
#include <optional>

namespace fairdraw {

struct MapFeatures::State {
  Source source;
  ToWgs84 to_wgs84;
  FeatureShape shape_of;
  std::vector<int> fields;
  bool in_layer;
  std::mutex reading;                                                   ///< a layer is read by one thread at a time
  std::optional<std::vector<std::pair<OGREnvelope, MapFeature>>> kept;  ///< where the source finds nothing by place

  explicit State(Source from)
      : source(std::move(from)), to_wgs84(source), shape_of(source), in_layer(has_layer_geometry(source.layer())) {}

  MapFeature feature(const OGRFeature& from) const {
    MapFeature out;
    out.number = from.GetFID();
    for (const int field : fields) out.texts.emplace_back(field < 0 ? "" : from.GetFieldAsString(field));
    out.geometry = in_layer ? to_wgs84.geometry(from.GetGeometryRef()) : to_ogr(shape_of(from));
    return out;
  }

  template <class Take>
  void scan(Take take) const {
    source.each_feature([&](const OGRFeature& from) {
      MapFeature out = feature(from);
      if (out.geometry != nullptr && !out.geometry->IsEmpty()) take(std::move(out));
    });
  }
};

MapFeatures::MapFeatures(const std::string& file, const std::string& layer, const std::string& role,
                         const std::vector<std::string>& texts)
    : MapFeatures(Source(file, layer, role), role, texts) {}

MapFeatures::MapFeatures(Source source, const std::string& role, const std::vector<std::string>& texts)
    : state_(std::make_unique<State>(std::move(source))) {
  for (const std::string& name : texts) state_->fields.push_back(name.empty() ? -1 : state_->source.field(name, role));
  std::vector<std::string> columns;
  for (const std::string& name : texts)
    if (!name.empty()) columns.push_back(name);
  read_ground_and(state_->source, columns);
  const OGRSpatialReference* srs = state_->source.crs();
  OGRSpatialReference earth = wgs84();
  const bool degrees = srs != nullptr && srs->IsSame(&earth) != 0;
  if (degrees && state_->source.layer().TestCapability(OLCFastSpatialFilter) != 0) return;
  state_->kept.emplace();
  state_->scan([&](MapFeature&& each) {
    OGREnvelope box;
    each.geometry->getEnvelope(&box);
    state_->kept->emplace_back(box, std::move(each));
  });
}

MapFeatures::~MapFeatures() = default;
MapFeatures::MapFeatures(MapFeatures&&) noexcept = default;
MapFeatures& MapFeatures::operator=(MapFeatures&&) noexcept = default;

std::vector<MapFeature> MapFeatures::touching(const Box& box) const {
  constexpr std::int64_t kTurn = Place::kTurn;
  std::vector<MapFeature> found = within(box);
  if (box.high.longitude > kTurn / 2) {  // what lies on both sides is found once
    for (MapFeature& feature :
         within({{box.low.longitude - kTurn, box.low.latitude}, {box.high.longitude - kTurn, box.high.latitude}}))
      if (std::none_of(found.begin(), found.end(),
                       [&](const MapFeature& other) { return other.number == feature.number; }))
        found.push_back(std::move(feature));
  }
  std::sort(found.begin(), found.end(), [](const MapFeature& a, const MapFeature& b) { return a.number < b.number; });
  return found;
}

std::vector<MapFeature> MapFeatures::within(const Box& box) const {
  std::vector<MapFeature> found;
  OGREnvelope wanted;
  wanted.MinX = box.low.longitude_degrees();
  wanted.MinY = box.low.latitude_degrees();
  wanted.MaxX = box.high.longitude_degrees();
  wanted.MaxY = box.high.latitude_degrees();
  if (state_->kept) {
    for (const auto& [envelope, feature] : *state_->kept)
      if (envelope.Intersects(wanted)) found.push_back(feature);
  } else {
    const std::lock_guard lock(state_->reading);
    state_->source.layer().SetSpatialFilterRect(wanted.MinX, wanted.MinY, wanted.MaxX, wanted.MaxY);
    state_->scan([&](MapFeature&& each) { found.push_back(std::move(each)); });
  }
  return found;
}

}  // namespace fairdraw
