#include "geo/read/shapes.h"

#include "geo/open/feature_shape.h"
#include "geo/open/source.h"
#include "geo/open/to_wgs84.h"
#include "geo/read/frame_source.h"
#include "planner/base/error.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace fairdraw {

namespace {

/// Unites what a merged area covers; members may overlap, or be one polygon twice.
void unite(Shape& shape, Shape&& other) {
  if (shape.polygons.empty()) {
    if (!other.empty()) shape = std::move(other);
    return;
  }
  if (other.polygons.empty()) return;
  const std::unique_ptr<OGRGeometry> both(to_ogr(shape)->Union(to_ogr(other).get()));
  if (both) shape = to_shape(*both);
}

}  // namespace

std::vector<Shape> read_shapes(const Survey& survey, const Frame& frame, const std::vector<std::uint32_t>& areas) {
  std::vector<Shape> shapes(areas.size());
  if (!frame.spatial || areas.empty()) return shapes;
  const Source source = open_ground(survey, frame);
  OGRLayer& layer = source.layer();
  const FeatureShape shape_of(source);
  read_ground_and(source);

  std::unordered_multimap<std::int64_t, std::size_t> wanted;  // feature to position in `areas`
  for (std::size_t i = 0; i < areas.size(); ++i) {
    wanted.emplace(frame.ground_of(areas[i]), i);
    const auto merged = frame.merged.find(areas[i]);
    if (merged == frame.merged.end()) continue;
    for (const std::int64_t feature : merged->second) wanted.emplace(feature, i);
  }
  const auto take = [&](const OGRFeature& feature) {
    const auto [begin, end] = wanted.equal_range(feature.GetFID());
    for (auto each = begin; each != end; ++each) unite(shapes[each->second], shape_of(feature));
  };
  // One by one costs several times as much a feature as one after the other.
  if (layer.TestCapability(OLCRandomRead) != 0 && wanted.size() < frame.areas() / 4) {
    std::vector<std::int64_t> features;
    for (const auto& [feature, position] : wanted) features.push_back(feature);
    std::sort(features.begin(), features.end());
    features.erase(std::unique(features.begin(), features.end()), features.end());
    const GdalErrors errors;
    for (const std::int64_t number : features)
      if (const OGRFeatureUniquePtr feature(layer.GetFeature(number)); feature) take(*feature);
    if (errors.failed())
      throw Error(ErrorKind::usage, source.label() + ": the areas' geometry can't be read: " + errors.text());
  } else {
    source.each_feature(take);
  }
  return shapes;
}

}  // namespace fairdraw
