#include "geo/grid/grid_cells.h"

#include <utility>

namespace fairdraw {

std::vector<GridCell> hilbert_square(std::uint32_t levels) {
  const std::uint32_t side = 1U << levels;
  std::vector<GridCell> out;
  out.reserve(static_cast<std::size_t>(side) * side);
  for (std::uint64_t at = 0; at < static_cast<std::uint64_t>(side) * side; ++at) {
    std::uint64_t rest = at;
    std::uint32_t column = 0;
    std::uint32_t row = 0;
    for (std::uint32_t size = 1; size < side; size *= 2) {
      const auto right = static_cast<std::uint32_t>(1 & (rest / 2));
      const auto down = static_cast<std::uint32_t>(1 & (rest ^ right));
      if (down == 0) {
        if (right == 1) {
          column = size - 1 - column;
          row = size - 1 - row;
        }
        std::swap(column, row);
      }
      column += size * right;
      row += size * down;
      rest /= 4;
    }
    out.push_back({row, column});
  }
  return out;
}

CellOrder::CellOrder(std::uint32_t columns)
    : squares_((columns + kSquare - 1) / kSquare), forth_(hilbert_square(kLevels)), back_(forth_) {
  for (GridCell& cell : back_) cell.column = kSquare - 1 - cell.column;
}

GridCell CellOrder::cell(std::uint64_t number) const {
  const std::uint64_t square = number >> (2 * kLevels);
  const auto band = static_cast<std::uint32_t>(square / squares_);
  const auto k = static_cast<std::uint32_t>(square % squares_);
  const GridCell on_curve = curve(band)[number & ((1U << (2 * kLevels)) - 1)];
  return {band * kSquare + on_curve.row, left(band, k) + on_curve.column};
}

}  // namespace fairdraw
