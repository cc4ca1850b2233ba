#pragma once

#include "geo/maps/atlas_sheets.h"
#include "geo/maps/basemap.h"
#include "geo/maps/inset.h"
#include "geo/maps/map_canvas.h"
#include "geo/maps/map_layers.h"
#include "geo/maps/maps.h"
#include "geo/read/map_features.h"
#include "planner/paper/paper.h"

#include <cstddef>
#include <string>
#include <vector>

namespace fairdraw {

/// What all pages of an atlas are drawn from, opened once; several threads read it.
struct AtlasSources {
  explicit AtlasSources(const MapContent& all);

  const MapContent& content;
  MapFeatures neighbours;  ///< all areas of the frame, each with its id and its name
  std::vector<NamedLayer> layers;
  Inset inset;
};

/// What one thread draws maps of an atlas with.
struct AtlasTools {
  explicit AtlasTools(const Survey& survey) : basemap(survey) {}

  Basemap basemap;
  MapCanvas canvas;
};

/// A PSU of an atlas and its pages.
struct AtlasPsu {
  const Psu& psu;
  const Shape& shape;  ///< not empty
  PsuSheets pages;
};

/// What a map showed, for its legend.
struct AtlasShown {
  std::vector<MapStyle> styles;  ///< of layers that had something there, in the order of the survey's layers
  bool segments = false;
  bool members = false;    ///< census areas that the PSU is made of
  bool buildings = false;  ///< those drawn
  bool starts = false;     ///< of walks
};

/// Draws the map of one page: the ground and what lies on it, the neighbours by name, the grid, and on the first page
/// which others there are.
/// @param page  of the PSU, from 1
AtlasShown draw_psu_map(Paper& paper, const AtlasSources& sources, AtlasTools& tools, const AtlasPsu& of,
                        std::size_t page);

}  // namespace fairdraw
