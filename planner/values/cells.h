#pragma once

#include <cstdint>
#include <vector>

namespace fairdraw {

/// A cell of a raster.
struct GridCell {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};

/// A corner of cells: that of cell (row, column) towards the raster's origin.
using CellCorner = GridCell;

/// The outlines of a set of cells: closed rings of corners where a line turns, the first not repeated; of each piece of
/// cells that join by their sides, the outer ring runs the way of the clock with rows downwards, holes run against it.
/// Pieces that touch in a corner only are apart.
/// @param cells  each once, in any order
std::vector<std::vector<CellCorner>> outlines(std::vector<GridCell> cells);

/// Twice the area that a ring encloses, in cells: above 0 where it runs the way of the clock, rows downwards.
std::int64_t twice_area(const std::vector<CellCorner>& ring);

}  // namespace fairdraw
