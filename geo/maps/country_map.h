#pragma once

#include "geo/maps/map_canvas.h"
#include "geo/maps/map_frame.h"
#include "geo/maps/map_layers.h"
#include "geo/maps/map_texts.h"
#include "geo/maps/maps.h"
#include "geo/open/local_projection.h"
#include "planner/paper/paper.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <ogr_geometry.h>

namespace fairdraw {

/// A map of a country, or of a part of it, that is drawn on paper and can be drawn upon.
struct CountryMap {
  std::unique_ptr<LocalProjection> projection;
  MapFrame frame;
  std::unique_ptr<MapTexts> labels;  ///< what is drawn upon it takes its room for texts first
  std::unique_ptr<MapCanvas> canvas;

  Spot spot(Place place) const { return frame.spot((*projection)(place)); }

  /// Names the regions in the room that is left.
  void finish() const { canvas->draw_names(frame, *labels); }
};

/// What country maps of one document are drawn from, opened once; several threads read it.
struct CountryLayers {
  explicit CountryLayers(const MapContent& content);

  std::vector<std::pair<std::unique_ptr<OGRGeometry>, std::string>> regions;  ///< and their names
  std::vector<NamedLayer> layers;
};

/// Draws the boundaries, and the roads and waters of the survey's layers, around a box, with a grid.
/// @param area  of the page; what the map takes of it is CountryMap::frame
/// @param box   may reach beyond 180 degrees east
CountryMap draw_country(Paper& paper, const MapContent& content, const CountryLayers& layers, const Area2d& area,
                        const Box& box);

}  // namespace fairdraw
