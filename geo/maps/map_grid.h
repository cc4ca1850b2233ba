#pragma once

#include "config/survey.h"
#include "geo/maps/map_frame.h"
#include "geo/maps/map_texts.h"

#include <string>

namespace fairdraw {

/// Draws lines of round coordinates over a frame, with their values along its lower and left edges: meridians and
/// parallels in degrees, or eastings and northings of the UTM zone in the frame's middle.
/// @param names  no name will cover a value
void draw_grid(Paper& paper, const MapFrame& frame, const LocalProjection& projection, MapGrid grid, MapTexts& names);

/// The UTM zone of a place, with its hemisphere: "37S".
/// Source: NIMA (1989), The Universal Grids, DMA TM 8358.2, section 2-1, with the wider zones of Norway and Svalbard.
std::string utm_zone(double longitude_degrees, double latitude_degrees);

}  // namespace fairdraw
