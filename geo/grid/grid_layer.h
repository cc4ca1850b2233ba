#pragma once

#include "geo/grid/grid_cells.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace fairdraw {

/// A set of cells that grows along their order: a few bytes a run of neighbours on it.
class CellRuns {
 public:
  bool empty() const { return cells_ == 0; }
  void clear();

  /// @param number  of the cell in CellOrder, above all that are in
  void add(std::uint64_t number) {
    if (cells_ > 0 && number == last_ + 1) {
      ++run_;
    } else {
      begin_run(number);
    }
    last_ = number;
    ++cells_;
  }

  /// Adds all of another, whose cells come later.
  void add(const CellRuns& later);

  std::uint32_t cells() const { return cells_; }
  std::uint64_t first() const { return first_; }

  /// Length of the first run, then of each other the way to it and its length; seven bits a byte.
  std::string bytes() const;

 private:
  void begin_run(std::uint64_t number);

  std::uint64_t first_ = 0;
  std::uint64_t last_ = 0;
  std::uint32_t cells_ = 0;
  std::uint64_t run_ = 0;  ///< cells of the run in hand beyond its first
  std::string bytes_;      ///< all but that run's length
};

/// PSUs made of cells.
class CellGroups {
 public:
  void add(const CellRuns& cells, double people, std::uint16_t boundary);

  std::size_t size() const { return groups_.size(); }

  struct Group {
    std::uint64_t first = 0;  ///< cell
    double people = 0;
    std::uint32_t cells = 0;
    std::uint16_t boundary = 0;
    std::size_t begin = 0;  ///< of its runs in the bytes
  };
  const Group& operator[](std::size_t i) const { return groups_[i]; }

  std::vector<GridCell> cells_of(std::size_t i, const CellOrder& order) const;

 private:
  std::vector<Group> groups_;
  std::string bytes_;
};

/// How cells lie in the raster's CRS.
struct CellGround {
  std::array<double, 6> to_ground{};
  OGRSpatialReference crs;
  double x(double column) const { return to_ground[0] + column * to_ground[1]; }
  double y(double row) const { return to_ground[3] + row * to_ground[5]; }
};

/// A dataset whose only layer has a feature per group: psu_id (row and column of its first cell), people, cells, and
/// the id of its boundary. Polygons are made when a feature is asked for.
std::shared_ptr<GDALDataset> make_cell_dataset(CellGroups groups, const CellOrder& order, CellGround ground,
                                               std::vector<std::string> boundary_ids,
                                               const std::string& boundary_column);

}  // namespace fairdraw
