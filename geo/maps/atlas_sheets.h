#pragma once

#include "geo/maps/map_frame.h"
#include "geo/open/local_projection.h"
#include "planner/paper/paper.h"
#include "planner/values/shape.h"

#include <cstddef>
#include <memory>
#include <vector>

#include <ogr_geometry.h>

namespace fairdraw {

/// One sheet of several that show a PSU at a larger scale than its first page does.
struct AtlasSheet {
  std::size_t row = 0;     ///< from the north
  std::size_t column = 0;  ///< from the west
  MapFrame frame;
};

/// The pages of a PSU in the atlas: what ground each shows, at what scale.
struct PsuSheets {
  std::unique_ptr<LocalProjection> projection;  ///< around the PSU's middle; all of its pages are drawn in it
  std::unique_ptr<OGRGeometry> ground;          ///< of the PSU, projected
  MapFrame whole;                               ///< of its first page, which shows all of it
  std::vector<AtlasSheet> sheets;               ///< of the pages after it, row by row

  std::size_t pages() const { return 1 + sheets.size(); }
  const MapFrame& frame(std::size_t page) const { return page == 1 ? whole : sheets[page - 2].frame; }
};

/// Lays out the pages of a PSU: all of its ground, and where that takes a scale smaller than the sheets', the sheets
/// that have some of its ground, each overlapping the next. Where they would be more than 30, their scale is smaller.
///
/// Typical usage:
///   const PsuSheets pages = lay_out_sheets(shape, {10, 36, 190, 209}, 10000);
///   for (std::size_t page = 1; page <= pages.pages(); ++page) draw(pages.frame(page));
///
/// @param shape  of the PSU, not empty
/// @param area   of the page that maps take
/// @param scale  of the sheets: 10000 for 1:10 000; 0: there are none
PsuSheets lay_out_sheets(const Shape& shape, const Area2d& area, double scale);

/// A page on which the ground goes on, beside a sheet.
struct NextSheet {
  int right = 0;  ///< 1: to the east; -1: to the west
  int down = 0;   ///< 1: to the south; -1: to the north
  std::size_t page = 0;
};

/// The pages beside a page, in their order; none beside the first, which shows everything.
std::vector<NextSheet> next_sheets(const PsuSheets& pages, std::size_t page);

}  // namespace fairdraw
