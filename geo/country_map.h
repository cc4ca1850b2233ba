#pragma once

#include "geo/local_projection.h"
#include "geo/map_furniture.h"
#include "geo/maps.h"
#include "geo/paper.h"

#include <memory>
#include <string>
#include <vector>

namespace fairdraw {

/// A map of a country, or of a part of it, that is drawn on paper and can be drawn upon.
struct CountryMap {
  std::unique_ptr<LocalProjection> projection;
  MapFrame frame;

  Spot spot(Place place) const { return frame.spot((*projection)(place)); }
};

/// Draws the boundaries by name, and the roads and waters of the survey's layers, around a box, with a grid.
/// @param area  of the page; what the map takes of it is CountryMap::frame
CountryMap draw_country(Paper& paper, const MapContent& content, const Area2d& area, const Box& box);

/// Texts beside signs on a map: each stands where no earlier one does, or is left out.
class FreeTexts {
 public:
  /// @param plates  whether they stand on white, over lines
  explicit FreeTexts(bool plates = false) : plates_(plates) {}

  /// @return whether there was room
  bool put(Paper& paper, Spot sign, const std::string& text, const TextStyle& style);

 private:
  bool plates_;
  std::vector<Area2d> taken_;
};

}  // namespace fairdraw
