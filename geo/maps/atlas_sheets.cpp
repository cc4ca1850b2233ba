#include "geo/maps/atlas_sheets.h"

#include "geo/open/source.h"
#include "geo/open/to_wgs84.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

namespace fairdraw {
namespace {

constexpr double kMargin = 0.12;         ///< of ground around a PSU, that its map shares with its neighbours'
constexpr double kAroundPoint = 400;     ///< metres; of a point alone, its surroundings are shown
constexpr double kOverlap = 0.1;         ///< of a sheet with the next one
constexpr std::size_t kMostSheets = 30;  ///< of a PSU; it is drawn at a smaller scale where it would take more

std::unique_ptr<OGRGeometry> projected(const Shape& shape, const Box& box, const LocalProjection& projection) {
  std::unique_ptr<OGRGeometry> ground = to_ogr(shape);
  projection.project(*ground);
  if (box.high.longitude > Place::kTurn / 2) {  // its two halves meet there: no border is drawn between them
    const GdalErrors quiet;
    if (std::unique_ptr<OGRGeometry> joined(ground->UnionCascaded()); joined && !joined->IsEmpty())
      ground = std::move(joined);
  }
  return ground;
}

OGRPolygon rectangle(Metres low, Metres high) {
  OGRLinearRing edge;
  for (const Metres corner : {low, Metres{high.east, low.north}, high, Metres{low.east, high.north}, low})
    edge.addPoint(corner.east, corner.north);
  OGRPolygon out;
  out.addRing(&edge);
  return out;
}

/// Sheets of one scale, over the middle of some ground.
struct SheetGrid {
  Area2d area;  ///< of the page
  double scale = 1;
  double width = 0, height = 0;  ///< metres, of a sheet
  std::size_t rows = 1, columns = 1;
  double left = 0, top = 0;  ///< metres, of the corner in the north-west
};

/// How many sheets reach over a length.
std::size_t sheets_across(double length, double sheet) {
  return static_cast<std::size_t>(std::max(1.0, std::ceil((length / sheet - kOverlap) / (1 - kOverlap))));
}

SheetGrid grid_over(const OGREnvelope& extent, const Area2d& area, double scale) {
  SheetGrid grid{area, scale};
  grid.width = area.width / 1000 * scale;
  grid.height = area.height / 1000 * scale;
  grid.columns = sheets_across(extent.MaxX - extent.MinX, grid.width);
  grid.rows = sheets_across(extent.MaxY - extent.MinY, grid.height);
  grid.left =
      (extent.MinX + extent.MaxX - grid.width * (1 + (1 - kOverlap) * static_cast<double>(grid.columns - 1))) / 2;
  grid.top = (extent.MinY + extent.MaxY + grid.height * (1 + (1 - kOverlap) * static_cast<double>(grid.rows - 1))) / 2;
  return grid;
}

AtlasSheet sheet_at(const SheetGrid& grid, std::size_t row, std::size_t column) {
  AtlasSheet sheet{row, column, {grid.area, {}, {}, grid.scale}};
  sheet.frame.low = {grid.left + grid.width * (1 - kOverlap) * static_cast<double>(column),
                     grid.top - grid.height - grid.height * (1 - kOverlap) * static_cast<double>(row)};
  sheet.frame.high = {sheet.frame.low.east + grid.width, sheet.frame.low.north + grid.height};
  return sheet;
}

/// The sheets of a grid that have some of the ground.
std::vector<AtlasSheet> sheets_with(const OGRGeometry& ground, const SheetGrid& grid) {
  std::vector<AtlasSheet> out;
  for (std::size_t row = 0; row < grid.rows; ++row)
    for (std::size_t column = 0; column < grid.columns; ++column) {
      AtlasSheet sheet = sheet_at(grid, row, column);
      if (rectangle(sheet.frame.low, sheet.frame.high).Intersects(&ground)) out.push_back(sheet);
    }
  return out;
}

/// The sheets at a scale, or at the next smaller one that needs no more than kMostSheets; none where the first page has
/// as large a scale.
std::vector<AtlasSheet> sheets_of(const OGRGeometry& ground, const MapFrame& whole, double scale) {
  OGREnvelope extent;
  ground.getEnvelope(&extent);
  for (; scale > 0 && scale < whole.scale; scale *= 1.5) {
    const SheetGrid grid = grid_over(extent, whole.area, scale);
    if (grid.rows * grid.columns > 4 * kMostSheets) continue;  // not worth to look which have ground
    std::vector<AtlasSheet> out = sheets_with(ground, grid);
    if (out.size() <= kMostSheets) return out;
  }
  return {};
}

}  // namespace

PsuSheets lay_out_sheets(const Shape& shape, const Area2d& area, double scale) {
  const Box box = bounds(told_eastward(shape));
  PsuSheets out;
  out.projection = std::make_unique<LocalProjection>(middle(box));
  out.ground = projected(shape, box, *out.projection);
  OGREnvelope extent;
  out.ground->getEnvelope(&extent);
  const double around = shape.polygons.empty() ? kAroundPoint : 0;
  out.whole = frame_ground(area, {extent.MinX - around, extent.MinY - around},
                           {extent.MaxX + around, extent.MaxY + around}, kMargin);
  out.sheets = sheets_of(*out.ground, out.whole, scale);
  return out;
}

std::vector<NextSheet> next_sheets(const PsuSheets& pages, std::size_t page) {
  std::vector<NextSheet> out;
  if (page < 2) return out;
  const AtlasSheet& here = pages.sheets[page - 2];
  for (std::size_t k = 0; k < pages.sheets.size(); ++k) {
    const int right = static_cast<int>(pages.sheets[k].column) - static_cast<int>(here.column);
    const int down = static_cast<int>(pages.sheets[k].row) - static_cast<int>(here.row);
    if (std::abs(right) + std::abs(down) == 1) out.push_back({right, down, k + 2});
  }
  return out;
}

}  // namespace fairdraw
