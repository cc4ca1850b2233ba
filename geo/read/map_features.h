#pragma once

#include "geo/open/source.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

class OGRGeometry;

namespace fairdraw {

/// Something to draw on a map, in WGS 84.
struct MapFeature {
  std::int64_t number = 0;  ///< of the feature in its source
  std::vector<std::string> texts;
  std::shared_ptr<const OGRGeometry> geometry;
};

/// Finds the features of a layer that touch a box. Sources without a spatial index are read once and kept. Several
/// threads may ask at a time.
class MapFeatures {
 public:
  /// @param texts  fields to bring along; empty names give empty texts
  MapFeatures(const std::string& file, const std::string& layer, const std::string& role,
              const std::vector<std::string>& texts);

  /// The same of a source that is open.
  MapFeatures(Source source, const std::string& role, const std::vector<std::string>& texts);
  ~MapFeatures();
  MapFeatures(MapFeatures&&) noexcept;
  MapFeatures& operator=(MapFeatures&&) noexcept;

  /// In the order of their numbers.
  /// @param box  may reach beyond 180 degrees east: what lies there is found west of the antimeridian
  std::vector<MapFeature> touching(const Box& box) const;

 private:
  std::vector<MapFeature> within(const Box& box) const;

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fairdraw
