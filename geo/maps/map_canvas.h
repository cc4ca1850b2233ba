#pragma once

#include "geo/maps/map_frame.h"
#include "geo/maps/map_looks.h"
#include "geo/maps/map_texts.h"
#include "planner/paper/paper.h"

#include <memory>
#include <string>

class OGRGeometry;

namespace fairdraw {

/// One map: styled layers of projected geometry, drawn by Mapnik into an area of a page, and their names.
class MapCanvas {
 public:
  MapCanvas();
  ~MapCanvas();
  MapCanvas(const MapCanvas&) = delete;
  MapCanvas& operator=(const MapCanvas&) = delete;

  /// Starts a new map.
  void clear();

  /// Starts a layer on top of the earlier ones.
  void layer(const MapLook& look);

  /// Adds a geometry in metres to the layer started last.
  /// @param name  empty: none
  void add(const OGRGeometry& geometry, const std::string& name);

  /// Draws a frame's ground, without names.
  void draw(const Paper& paper, const MapFrame& frame);

  /// The names, where there is room for them; of buildings and boundaries none is drawn.
  void draw_names(const MapFrame& frame, MapTexts& labels) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fairdraw
