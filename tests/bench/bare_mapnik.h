#pragma once

#include "geo/maps/map_frame.h"
#include "planner/paper/paper.h"

#include <memory>
#include <string>

class OGRGeometry;

namespace fairdraw::bench {

/// What maps are measured against: the same styles, with names set by Mapnik and no halos.
class BareMapnik {
 public:
  BareMapnik();
  ~BareMapnik();
  BareMapnik(const BareMapnik&) = delete;
  BareMapnik& operator=(const BareMapnik&) = delete;

  /// Starts a new map.
  void clear();

  /// Starts a layer on top of the earlier ones.
  /// @param style  road, water, building, place, boundary (what a survey file can name), or neighbour, name,
  /// psu-ground, psu-border, region
  void layer(const std::string& style);

  /// Adds a geometry in metres to the layer started last.
  void add(const OGRGeometry& geometry, const std::string& label);

  /// Draws the ground of a frame.
  void draw(const Paper& paper, const MapFrame& frame);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fairdraw::bench
