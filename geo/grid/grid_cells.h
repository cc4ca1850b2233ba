#pragma once

#include "planner/values/cells.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// For a square of side 2^levels, the cells in the order in which Hilbert's curve goes through them, from the first
/// column of row 0 to its last column.
/// Source: Hilbert (1891), Mathematische Annalen 38, 459-460.
std::vector<GridCell> hilbert_square(std::uint32_t levels);

/// The order in which the cells of a raster are gone through, each with a number: in bands of 512 rows, turning round
/// at each end; in a band by squares of 512 cells; in a square along Hilbert's curve, from the side that the band comes
/// in by to the other.
class CellOrder {
 public:
  static constexpr std::uint32_t kLevels = 9;
  static constexpr std::uint32_t kSquare = 1U << kLevels;

  explicit CellOrder(std::uint32_t columns);

  /// Squares of a band.
  std::uint32_t squares() const { return squares_; }

  /// First column of a band's k-th square.
  std::uint32_t left(std::uint32_t band, std::uint32_t k) const {
    return (band % 2 == 1 ? squares_ - 1 - k : k) * kSquare;
  }

  /// Number of the first cell of a band's k-th square; its others follow along the curve.
  std::uint64_t number(std::uint32_t band, std::uint32_t k) const {
    return (static_cast<std::uint64_t>(band) * squares_ + k) << (2 * kLevels);
  }

  /// The cells of a square as the curve meets them, as columns and rows from its corner.
  const std::vector<GridCell>& curve(std::uint32_t band) const { return band % 2 == 1 ? back_ : forth_; }

  GridCell cell(std::uint64_t number) const;

 private:
  std::uint32_t squares_;
  std::vector<GridCell> forth_, back_;
};

}  // namespace fairdraw
