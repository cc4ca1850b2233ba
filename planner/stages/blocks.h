#pragma once

#include "planner/values/ground.h"
#include "planner/values/shape.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace fairdraw {

/// The ground of an area parted into blocks that lines enclose, on a net of square cells, 512 along its longer side
/// (a fifth of a millimetre each on a page). Lines, and the area's own border, fill the cells they go through; what
/// lies between them is a block where people live there, and the cells of lines, and of ground where nobody lives, go
/// to the nearest block. Whole numbers only, so that blocks are the same on every machine.
class Blocks {
 public:
  /// @param area    polygons, with a point or more inside their bounds
  /// @param points  where people live
  Blocks(const Shape& area, const GroundPoints& points, const std::vector<GroundLine>& lines);

  /// Blocks are numbered from 0; those that were split are left without cells.
  std::uint32_t count() const { return count_; }

  /// Of a place in the area's bounds.
  std::uint32_t block_at(Place place) const;

  /// Gives the cells of a block whose middles lie in these boxes to new blocks, numbered on from count().
  void split(std::uint32_t block, const std::vector<Box>& boxes);

  /// Pairs of blocks that have cells side by side, the lower number first, each once, in order.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> neighbours() const;

  /// The ground of some blocks together.
  /// @param wanted  per block
  Shape ground(const std::vector<bool>& wanted) const;

 private:
  static constexpr std::int64_t kSide = 512;

  std::size_t cell_at(Place place) const;
  Place middle(std::size_t cell) const;
  void draw(Place from, Place to);
  void mark_between(Place from, Place to);
  void fill();
  void keep_inhabited(const GroundPoints& points);
  void spread();
  template <class Visit>
  void each_neighbour(std::size_t cell, Visit visit) const;

  Box box_;
  std::int64_t width_ = 1;   ///< of a cell
  std::int64_t height_ = 1;  ///< of a cell
  std::int64_t columns_ = 1;
  std::int64_t rows_ = 1;
  std::uint32_t count_ = 0;
  std::vector<std::uint32_t> block_;  ///< per cell, from the south-western corner, row by row
};

}  // namespace fairdraw
