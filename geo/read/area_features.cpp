#include "geo/read/area_features.h"

#include "geo/open/feature_shape.h"
#include "planner/base/error.h"

#include <unordered_map>

namespace fairdraw {

void visit_area_features(const Source& source, const Frame& frame,
                         const std::function<void(std::uint32_t, const OGRFeature&, const Shape&)>& visit) {
  const FeatureShape shape_of(source);
  read_ground_and(source);
  std::unordered_multimap<std::int64_t, std::uint32_t> area_of;
  area_of.reserve(frame.areas());
  for (std::uint32_t area = 0; area < frame.areas(); ++area) area_of.emplace(frame.ground_of(area), area);
  source.each_feature([&](const OGRFeature& feature) {
    const auto [begin, end] = area_of.equal_range(feature.GetFID());
    for (auto each = begin; each != end; ++each) visit(each->second, feature, shape_of(feature));
  });
}

}  // namespace fairdraw
