#pragma once

#include "planner/paper/paper.h"
#include "planner/values/choices.h"

#include <optional>
#include <string_view>
#include <vector>

namespace fairdraw {

/// How one kind of thing looks on maps: all that maps and legends know of it.
struct MapLook {
  std::string_view name;                                    ///< of its style in Mapnik
  std::string_view rules;                                   ///< how it is drawn, in Mapnik's XML
  std::string_view casing = {};                             ///< what lies beneath all of it, likewise; empty: nothing
  std::optional<TextStyle> names;                           ///< how its names are set; nothing: none are
  int names_come = 0;                                       ///< names with a smaller number find room first
  std::string_view word = {};                               ///< key of its word in a legend; empty: a page chooses it
  void (*sign)(Paper& paper, const Area2d& box) = nullptr;  ///< draws its sign in a legend, into 9 by 3 mm
};

/// What a survey file can name as the style of a layer.
const MapLook& look_of(MapStyle style);

/// What maps have of themselves.
extern const MapLook kRegionLook;     ///< a country's regions
extern const MapLook kPsuGroundLook;  ///< what is worked of a PSU, as a tint
extern const MapLook kPsuBorderLook;
extern const MapLook kNeighbourLook;  ///< borders of the areas around a PSU, and of those that it is made of
extern const MapLook kSegmentLook;

/// Every look that there is.
std::vector<const MapLook*> map_looks();

}  // namespace fairdraw
