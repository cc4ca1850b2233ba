#include "geo/grid_frame.h"

#include "geo/geometry_report.h"
#include "geo/grid_cells.h"
#include "geo/source.h"
#include "geo/to_wgs84.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <ogrsf_frmts.h>

namespace fairdraw {
namespace {

constexpr std::uint32_t kLevels = 9;
constexpr std::uint32_t kSquare = 1U << kLevels;
constexpr std::uint16_t kNowhere = std::numeric_limits<std::uint16_t>::max();
constexpr GIntBig kBlockCache = 192 << 20;  ///< GDAL's own would take a twentieth of the machine

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

/// A raster of people, with its place on the earth.
class PopulationRaster {
 public:
  explicit PopulationRaster(const std::string& file) : file_(file) {
    if (file.starts_with("/vsi") || file.find("://") != std::string::npos)
      fail("virtual and network paths are not opened; name a file");
    if (!std::filesystem::exists(file)) fail("there is no such file");
    GDALAllRegister();
    static const std::array<const char*, 2> kDrivers = {"GTiff", nullptr};
    GdalErrors errors;
    dataset_.reset(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                     kDrivers.data(), nullptr, nullptr));
    if (!dataset_) fail("can't be read as a GeoTIFF: " + errors.text());
    if (dataset_->GetRasterCount() != 1)
      fail("has " + std::to_string(dataset_->GetRasterCount()) + " bands; it should have one, of people");
    if (dataset_->GetSpatialRef() == nullptr) fail("has no CRS, so nobody knows where its cells are; give it one");
    if (dataset_->GetGeoTransform(to_ground_.data()) != CE_None || to_ground_[2] != 0 || to_ground_[4] != 0 ||
        to_ground_[1] == 0 || to_ground_[5] == 0)
      fail("its rows and columns do not run along its CRS; warp it first (gdalwarp)");
    int has = 0;
    const double none = dataset_->GetRasterBand(1)->GetNoDataValue(&has);
    if (has != 0) no_data_ = static_cast<float>(none);
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorKind::usage, "frame " + printable(file_, 200) + ": " + what);
  }

  std::uint32_t rows() const { return static_cast<std::uint32_t>(dataset_->GetRasterYSize()); }
  std::uint32_t columns() const { return static_cast<std::uint32_t>(dataset_->GetRasterXSize()); }
  const OGRSpatialReference& crs() const { return *dataset_->GetSpatialRef(); }
  double x(double column) const { return to_ground_[0] + column * to_ground_[1]; }
  double y(double row) const { return to_ground_[3] + row * to_ground_[5]; }
  double column_at(double x) const { return (x - to_ground_[0]) / to_ground_[1]; }
  double row_at(double y) const { return (y - to_ground_[3]) / to_ground_[5]; }

  /// People of whole rows; no data is none.
  void read(std::uint32_t first_row, std::uint32_t count, std::vector<float>& into) const {
    into.resize(static_cast<std::size_t>(count) * columns());
    GdalErrors errors;
    if (dataset_->GetRasterBand(1)->RasterIO(GF_Read, 0, static_cast<int>(first_row), static_cast<int>(columns()),
                                             static_cast<int>(count), into.data(), static_cast<int>(columns()),
                                             static_cast<int>(count), GDT_Float32, 0, 0) != CE_None)
      fail("can't be read from row " + std::to_string(first_row) + " on (truncated or corrupted?): " + errors.text());
    if (no_data_) std::replace(into.begin(), into.end(), *no_data_, 0.0F);
  }

 private:
  struct Close {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
  };
  std::string file_;
  std::unique_ptr<GDALDataset, Close> dataset_;
  std::array<double, 6> to_ground_{};
  std::optional<float> no_data_;
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
  void row(std::uint32_t number, std::vector<std::uint16_t>& into) {
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
  std::vector<Cell> cells;
  double people = 0;
};

/// Makes PSUs of cells as they come, and writes each as soon as nothing can join it any more.
class Grouping {
 public:
  Grouping(const Survey& survey, const std::vector<Boundary>& boundaries, const PopulationRaster& raster)
      : wanted_(survey.frame.grid_size), boundaries_(boundaries), raster_(raster), hands_(boundaries.size()) {
    GDALDriver* memory = GetGDALDriverManager()->GetDriverByName("Memory");
    dataset_.reset(memory->Create("", 0, 0, 0, GDT_Unknown, nullptr), [](GDALDataset* each) { GDALClose(each); });
    OGRSpatialReference crs = raster.crs();
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    layer_ = dataset_->CreateLayer("psus", &crs, wkbMultiPolygon, nullptr);
    for (const auto& [name, type] : {std::pair<const char*, OGRFieldType>("psu_id", OFTString),
                                     {"people", OFTReal},
                                     {"cells", OFTInteger},
                                     {survey.boundaries->id.c_str(), OFTString}}) {
      OGRFieldDefn field(name, type);
      layer_->CreateField(&field);
    }
  }

  void add(std::uint16_t boundary, Cell cell, double people) {
    Hand& hand = hands_[boundary];
    // It ends before this cell where that is nearer to what is wanted.
    if (hand.now.people > 0 && hand.now.people + people - wanted_ > wanted_ - hand.now.people) end(boundary);
    hand.now.cells.push_back(cell);
    hand.now.people += people;
    if (hand.now.people >= wanted_) end(boundary);
  }

  std::shared_ptr<GDALDataset> finish() {
    for (std::uint16_t b = 0; b < hands_.size(); ++b) {
      Hand& hand = hands_[b];
      if (!hand.last.cells.empty() && hand.now.people < wanted_ / 2) {
        hand.last.cells.insert(hand.last.cells.end(), hand.now.cells.begin(), hand.now.cells.end());
        hand.last.people += hand.now.people;
        hand.now = {};
      }
      for (const Group* group : {&hand.last, &hand.now})
        if (!group->cells.empty()) write(*group, b);
    }
    return dataset_;
  }

 private:
  struct Hand {
    Group last, now;
  };

  void end(std::uint16_t boundary) {
    Hand& hand = hands_[boundary];
    if (!hand.last.cells.empty()) write(hand.last, boundary);
    hand.last = std::move(hand.now);
    hand.now = {};
  }

  void write(const Group& group, std::uint16_t boundary) {
    OGRFeature feature(layer_->GetLayerDefn());
    const Cell first = group.cells.front();
    feature.SetField(0, formatted("R%06uC%06u", first.row, first.column).c_str());
    feature.SetField(1, group.people);
    feature.SetField(2, static_cast<int>(group.cells.size()));
    feature.SetField(3, boundaries_[boundary].id.c_str());
    feature.SetGeometryDirectly(ground_of(group.cells).release());
    if (layer_->CreateFeature(&feature) != OGRERR_NONE) raster_.fail("its PSUs do not fit into memory");
  }

  std::unique_ptr<OGRGeometry> ground_of(const std::vector<Cell>& cells) const {
    auto out = std::make_unique<OGRMultiPolygon>();
    std::vector<OGRGeometry*> rings;
    bool holes = false;
    for (const std::vector<CellCorner>& ring : outlines(cells)) {
      auto line = std::make_unique<OGRLinearRing>();
      line->setNumPoints(static_cast<int>(ring.size()) + 1, FALSE);
      for (std::size_t i = 0; i <= ring.size(); ++i) {
        const CellCorner& corner = ring[i % ring.size()];
        line->setPoint(static_cast<int>(i), raster_.x(corner.column), raster_.y(corner.row));
      }
      holes = holes || twice_area(ring) < 0;
      auto polygon = std::make_unique<OGRPolygon>();
      polygon->addRingDirectly(line.release());
      rings.push_back(polygon.release());
    }
    if (holes) {  // OGR finds which ring each hole belongs to
      const std::unique_ptr<OGRGeometry> organized(
          OGRGeometryFactory::organizePolygons(rings.data(), static_cast<int>(rings.size()), nullptr, nullptr));
      if (wkbFlatten(organized->getGeometryType()) == wkbMultiPolygon)
        for (const OGRPolygon* part : *organized->toMultiPolygon()) out->addGeometry(part);
      else
        out->addGeometry(organized.get());
      return out;
    }
    for (OGRGeometry* ring : rings) out->addGeometryDirectly(ring);
    return out;
  }

  double wanted_;
  const std::vector<Boundary>& boundaries_;
  const PopulationRaster& raster_;
  std::vector<Hand> hands_;
  std::shared_ptr<GDALDataset> dataset_;
  OGRLayer* layer_ = nullptr;
};

GridFrame build(const Survey& survey) {
  const SmallBlockCache cache;
  const PopulationRaster raster(survey.resolve(survey.frame.file).string());
  const std::vector<Boundary> boundaries = read_boundaries(survey);
  BoundaryRows borders(boundaries, raster);
  Grouping grouping(survey, boundaries, raster);
  const std::vector<Cell> curve = hilbert_square(kLevels);
  const std::uint32_t columns = raster.columns();
  GridFrame out;
  double inside = 0;
  std::uint64_t wrong = 0;
  std::optional<Cell> first_wrong;
  std::vector<float> people;
  std::vector<std::uint16_t> where;
  for (std::uint32_t top = 0; top < raster.rows(); top += kSquare) {
    const std::uint32_t height = std::min(kSquare, raster.rows() - top);
    raster.read(top, height, people);
    where.resize(people.size());
    std::vector<std::uint16_t> row(columns);
    for (std::uint32_t r = 0; r < height; ++r) {
      borders.row(top + r, row);
      std::copy(row.begin(), row.end(), where.begin() + static_cast<std::ptrdiff_t>(r) * columns);
    }
    const std::uint32_t squares = (columns + kSquare - 1) / kSquare;
    const bool back = (top / kSquare) % 2 == 1;
    for (std::uint32_t k = 0; k < squares; ++k) {
      const std::uint32_t left = (back ? squares - 1 - k : k) * kSquare;
      for (const Cell& on_curve : curve) {
        const std::uint32_t r = on_curve.row;
        const std::uint32_t c = left + (back ? kSquare - 1 - on_curve.column : on_curve.column);
        if (r >= height || c >= columns) continue;
        const std::size_t at = static_cast<std::size_t>(r) * columns + c;
        const float here = people[at];
        if (here == 0 || std::isnan(here)) continue;
        if (!(here > 0) || std::isinf(here)) {
          ++wrong;
          if (!first_wrong) first_wrong = Cell{top + r, c};
        } else if (where[at] == kNowhere) {
          ++out.outside_cells;
          out.outside += here;
        } else {
          inside += here;
          grouping.add(where[at], {top + r, c}, here);
        }
      }
    }
  }
  if (wrong > 0)
    raster.fail(std::to_string(wrong) + " cells hold a negative or infinite number of people, the first in row " +
                std::to_string(first_wrong->row) + ", column " + std::to_string(first_wrong->column) +
                "; is its value for no data set?");
  if (inside == 0)
    raster.fail("no cell with people lies in any of the boundaries; it reaches from " + number_text(raster.x(0)) +
                ", " + number_text(raster.y(0)) + " to " + number_text(raster.x(columns)) + ", " +
                number_text(raster.y(raster.rows())) + " in its CRS");
  out.dataset = grouping.finish();
  return out;
}

}  // namespace

std::shared_ptr<const GridFrame> make_grid_frame(const Survey& survey) {
  // A draw asks for its frame several times; the raster is gone through once.
  static std::mutex guard;
  static std::pair<std::string, std::shared_ptr<const GridFrame>> last;
  const std::string name = survey.resolve(survey.frame.file).string() + "\n" + number_text(survey.frame.grid_size) +
                           "\n" + survey.resolve(survey.boundaries->file).string() + "\n" + survey.boundaries->layer +
                           "\n" + survey.boundaries->id;
  const std::lock_guard lock(guard);
  if (last.first != name || !last.second) last = {name, std::make_shared<const GridFrame>(build(survey))};
  return last.second;
}

}  // namespace fairdraw
