#include "geo/grid/grid_frame.h"

#include "geo/grid/grid_cells.h"
#include "geo/grid/grid_layer.h"
#include "geo/grid/population_raster.h"
#include "geo/open/boundaries.h"
#include "geo/open/to_wgs84.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {
namespace {

constexpr std::uint32_t kSquare = CellOrder::kSquare;
constexpr std::uint32_t kPatch = 16;  ///< side of the pieces that are left out where nobody lives in them
constexpr std::uint16_t kNowhere = std::numeric_limits<std::uint16_t>::max();
constexpr GIntBig kBlockCache = 128 << 20;  ///< GDAL's own would take a twentieth of the machine

/// GDAL's cache of blocks kept small while a raster is gone through.
class SmallBlockCache {
 public:
  SmallBlockCache() : before_(GDALGetCacheMax64()) { GDALSetCacheMax64(std::min(before_, kBlockCache)); }
  ~SmallBlockCache() { GDALSetCacheMax64(before_); }
  SmallBlockCache(const SmallBlockCache&) = delete;
  SmallBlockCache& operator=(const SmallBlockCache&) = delete;

 private:
  GIntBig before_;
};

/// Which boundary each cell's middle lies in, row after row.
class BoundaryRows {
 public:
  BoundaryRows(const std::vector<Boundary>& boundaries, const PopulationRaster& raster) {
    if (boundaries.size() >= kNowhere) raster.fail("there are more than 65,534 boundaries");
    OGRSpatialReference from = wgs84();
    OGRSpatialReference to = raster.crs();
    to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    Transformation way;
    if (to.IsSame(&from) == 0) {
      way.reset(OGRCreateCoordinateTransformation(&from, &to));
      if (!way) raster.fail("no way is known from longitude and latitude to its CRS");
    }
    for (std::uint16_t b = 0; b < boundaries.size(); ++b)
      for (const Polygon& polygon : boundaries[b].shape.polygons)
        for (const Ring& ring : polygon.rings) add(ring, b, way.get(), raster);
    std::sort(edges_.begin(), edges_.end(), [](const Edge& a, const Edge& b) { return a.top < b.top; });
  }

  /// The boundary of each column of a row; rows are asked for in their order.
  void row(std::uint32_t number, std::span<std::uint16_t> into) {
    const double middle = number + 0.5;
    for (; next_ < edges_.size() && edges_[next_].top <= middle; ++next_) open_.push_back(edges_[next_]);
    std::erase_if(open_, [&](const Edge& edge) { return edge.bottom <= middle; });
    crossings_.clear();
    for (const Edge& edge : open_)
      crossings_.emplace_back(edge.boundary, edge.at_top + (middle - edge.top) * edge.slope);
    std::sort(crossings_.begin(), crossings_.end());
    std::fill(into.begin(), into.end(), kNowhere);
    for (std::size_t k = 0; k + 1 < crossings_.size(); k += 2) {
      // Columns whose middle lies between: an edge through it counts for the side towards higher columns.
      const double width = static_cast<double>(into.size());
      const auto first = static_cast<std::size_t>(std::clamp(std::ceil(crossings_[k].second - 0.5), 0.0, width));
      const auto last = static_cast<std::size_t>(std::clamp(std::ceil(crossings_[k + 1].second - 0.5), 0.0, width));
      for (std::size_t c = first; c < last; ++c)
        if (into[c] == kNowhere) into[c] = crossings_[k].first;
    }
  }

 private:
  /// A piece of border, in rows and columns; it holds its top and not its bottom, so that rings close.
  struct Edge {
    double top, bottom, at_top, slope;
    std::uint16_t boundary;
  };

  void add(const Ring& ring, std::uint16_t boundary, OGRCoordinateTransformation* way, const PopulationRaster& raster) {
    std::vector<std::pair<double, double>> corners;  // column, row
    for (const Place& place : ring) {
      double x = place.longitude_degrees();
      double y = place.latitude_degrees();
      if (way != nullptr && way->Transform(1, &x, &y) == 0) raster.fail("a boundary can't be brought to its CRS");
      const auto rounded = [](double value) { return std::floor(value * 1024 + 0.5) / 1024; };  // of a cell
      corners.emplace_back(rounded(raster.column_at(x)), rounded(raster.row_at(y)));
    }
    for (std::size_t i = 1; i < corners.size(); ++i) {
      auto [x0, y0] = corners[i - 1];
      auto [x1, y1] = corners[i];
      if (y0 == y1) continue;
      if (y0 > y1) {
        std::swap(x0, x1);
        std::swap(y0, y1);
      }
      edges_.push_back({y0, y1, x0, (x1 - x0) / (y1 - y0), boundary});
    }
  }

  std::vector<Edge> edges_, open_;
  std::size_t next_ = 0;
  std::vector<std::pair<std::uint16_t, double>> crossings_;
};

struct Group {
  CellRuns cells;
  double people = 0;
};

/// Makes PSUs of cells as they come.
class Grouping {
 public:
  Grouping(double wanted, std::size_t boundaries) : wanted_(wanted), hands_(boundaries) {}

  void add(std::uint16_t boundary, std::uint64_t cell, double people) {
    Hand& hand = hands_[boundary];
    // It ends before this cell where that is nearer to what is wanted.
    if (hand.now.people > 0 && hand.now.people + people - wanted_ > wanted_ - hand.now.people) end(boundary);
    hand.now.cells.add(cell);
    hand.now.people += people;
    if (hand.now.people >= wanted_) end(boundary);
  }

  CellGroups finish() {
    for (std::uint16_t b = 0; b < hands_.size(); ++b) {
      Hand& hand = hands_[b];
      if (!hand.last.cells.empty() && hand.now.people < wanted_ / 2) {
        hand.last.cells.add(hand.now.cells);
        hand.last.people += hand.now.people;
        hand.now.cells.clear();
      }
      for (Group* group : {&hand.last, &hand.now}) keep(*group, b);
    }
    return std::move(groups_);
  }

 private:
  struct Hand {
    Group last, now;  ///< the last may still take what is left at the end
  };

  void end(std::uint16_t boundary) {
    Hand& hand = hands_[boundary];
    keep(hand.last, boundary);
    std::swap(hand.last, hand.now);
  }

  /// Its room for cells is used again.
  void keep(Group& group, std::uint16_t boundary) {
    if (!group.cells.empty()) groups_.add(group.cells, group.people, boundary);
    group.cells.clear();
    group.people = 0;
  }

  double wanted_;
  std::vector<Hand> hands_;
  CellGroups groups_;
};

/// Rows of a raster that are in memory.
struct Band {
  std::uint32_t number = 0;
  std::uint32_t height = 0;
  std::vector<float> people;
  std::vector<std::uint16_t> where;
};

/// Goes through the bands of a raster and groups their cells.
class GridBuilder {
 public:
  GridBuilder(const Survey& survey, const PopulationRaster& raster, const std::vector<Boundary>& boundaries)
      : raster_(raster),
        order_(raster.columns()),
        borders_(boundaries, raster),
        grouping_(survey.frame.grid_size, boundaries.size()) {}

  GridFrame build(std::vector<std::string> ids, const std::string& column) {
    Band band;
    for (; band.number * kSquare < raster_.rows(); ++band.number) {
      const std::uint32_t top = band.number * kSquare;
      band.height = std::min(kSquare, raster_.rows() - top);
      raster_.read({top, 0, band.height, raster_.columns()}, band.people);
      band.where.resize(band.people.size());
      for (std::uint32_t r = 0; r < band.height; ++r)
        borders_.row(top + r, {band.where.data() + static_cast<std::size_t>(r) * raster_.columns(), raster_.columns()});
      for (std::uint32_t k = 0; k < order_.squares(); ++k) square(band, k);
    }
    check();
    out_.dataset = make_cell_dataset(grouping_.finish(), order_, raster_.ground(), std::move(ids), column);
    return std::move(out_);
  }

 private:
  /// Patches of the curve are squares too: those where nobody lives are passed over at once.
  void square(const Band& band, std::uint32_t k) {
    const std::uint32_t left = order_.left(band.number, k);
    const std::uint64_t number = order_.number(band.number, k);
    const std::vector<GridCell>& curve = order_.curve(band.number);
    for (std::uint32_t at = 0; at < curve.size(); at += kPatch * kPatch) {
      const std::uint32_t patch_row = curve[at].row / kPatch * kPatch;
      const std::uint32_t patch_column = left + curve[at].column / kPatch * kPatch;
      if (empty(band, patch_row, patch_column)) continue;
      for (std::uint32_t i = at; i < at + kPatch * kPatch; ++i) {
        const std::uint32_t column = left + curve[i].column;
        if (curve[i].row < band.height && column < raster_.columns()) cell(band, curve[i].row, column, number + i);
      }
    }
  }

  bool empty(const Band& band, std::uint32_t row, std::uint32_t column) const {
    if (row >= band.height || column >= raster_.columns()) return true;
    const std::uint32_t rows = std::min(kPatch, band.height - row);
    const std::uint32_t columns = std::min(kPatch, raster_.columns() - column);
    for (std::uint32_t r = 0; r < rows; ++r) {
      const float* here = band.people.data() + static_cast<std::size_t>(row + r) * raster_.columns() + column;
      bool any = false;
      for (std::uint32_t c = 0; c < columns; ++c) any |= here[c] != 0;
      if (any) return false;
    }
    return true;
  }

  void cell(const Band& band, std::uint32_t row, std::uint32_t column, std::uint64_t number) {
    const std::size_t at = static_cast<std::size_t>(row) * raster_.columns() + column;
    const float here = band.people[at];
    if (here == 0 || std::isnan(here)) return;
    if (!(here > 0) || std::isinf(here)) {
      ++wrong_;
      if (!first_wrong_) first_wrong_ = GridCell{band.number * kSquare + row, column};
    } else if (band.where[at] == kNowhere) {
      ++out_.outside_cells;
      out_.outside += here;
    } else {
      inside_ += here;
      grouping_.add(band.where[at], number, here);
    }
  }

  void check() const {
    if (wrong_ > 0)
      raster_.fail(std::to_string(wrong_) + " cells hold a negative or infinite number of people, the first in row " +
                   std::to_string(first_wrong_->row) + ", column " + std::to_string(first_wrong_->column) +
                   "; is its value for no data set?");
    if (inside_ == 0)
      raster_.fail("no cell with people lies in any of the boundaries; it reaches from " + number_text(raster_.x(0)) +
                   ", " + number_text(raster_.y(0)) + " to " + number_text(raster_.x(raster_.columns())) + ", " +
                   number_text(raster_.y(raster_.rows())) + " in its CRS");
  }

  const PopulationRaster& raster_;
  CellOrder order_;
  BoundaryRows borders_;
  Grouping grouping_;
  GridFrame out_;
  double inside_ = 0;
  std::uint64_t wrong_ = 0;
  std::optional<GridCell> first_wrong_;
};

/// What a survey's gridded frame is made of, as a text that no other has.
std::string made_of(const Survey& survey) {
  return survey.resolve(survey.frame.file).string() + "\n" + number_text(survey.frame.grid_size) + "\n" +
         survey.resolve(survey.boundaries->file).string() + "\n" + survey.boundaries->layer + "\n" +
         survey.boundaries->id;
}

}  // namespace

std::shared_ptr<const GridFrame> make_grid_frame(const Survey& survey, const std::shared_ptr<const GridFrame>& known) {
  const std::string asked = made_of(survey);
  if (known && known->made_of == asked) return known;
  const SmallBlockCache cache;
  const PopulationRaster raster(survey.resolve(survey.frame.file).string(), "frame");
  const std::vector<Boundary> boundaries = read_boundaries(survey);
  std::vector<std::string> ids;
  for (const Boundary& boundary : boundaries) ids.push_back(boundary.id);
  GridFrame out = GridBuilder(survey, raster, boundaries).build(std::move(ids), survey.boundaries->id);
  out.made_of = asked;
  return std::make_shared<const GridFrame>(std::move(out));
}

}  // namespace fairdraw
