#include "geo/maps/offline_map.h"

#include "geo/maps/map_canvas.h"
#include "geo/maps/map_frame.h"
#include "geo/maps/map_layers.h"
#include "geo/maps/map_texts.h"
#include "geo/maps/tile_file.h"
#include "geo/open/to_wgs84.h"
#include "geo/read/frame_source.h"
#include "geo/read/map_features.h"
#include "planner/base/error.h"
#include "planner/base/parallel.h"
#include "planner/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <cairo.h>
#include <ogr_geometry.h>

namespace fairdraw {
namespace {

constexpr std::uint32_t kDots = 256;          ///< of a tile's side
constexpr double kDotsPerPoint = 1.5;         ///< phones show a dot smaller than a point
constexpr std::uint32_t kCountryZoom = 10;    ///< up to here, the whole country
constexpr std::uint32_t kRoadZoom = 9;        ///< from here on, roads and waters
constexpr std::uint32_t kNeighbourZoom = 13;  ///< from here on, neighbours by name
constexpr std::uint32_t kBuildingZoom = 15;   ///< from here on, buildings
constexpr std::uint32_t kBlock = 4;           ///< tiles across that are drawn at once
constexpr std::size_t kMostTiles = 200'000;
constexpr double kHalfWorld = 20037508.342789244;  ///< metres of the projection from Greenwich to the antimeridian
constexpr double kAround = 0.5;                    ///< of a PSU's extent, shown around it

/// Web Mercator of a place, in metres.
Metres mercator(double longitude, double latitude) {
  const double bounded = std::clamp(latitude, -85.0, 85.0);
  return {longitude / 180 * kHalfWorld, std::log(std::tan(M_PI / 4 + bounded * M_PI / 360)) / M_PI * kHalfWorld};
}

double longitude_of(double east) {
  return east / kHalfWorld * 180;
}

double latitude_of(double north) {
  return (2 * std::atan(std::exp(north / kHalfWorld * M_PI)) - M_PI / 2) * 180 / M_PI;
}

/// Projects every point of a geometry.
class IntoMercator : public OGRDefaultGeometryVisitor {
 public:
  using OGRDefaultGeometryVisitor::visit;
  void visit(OGRPoint* point) override {
    const Metres at = mercator(point->getX(), point->getY());
    point->setX(at.east);
    point->setY(at.north);
  }
};

/// Tiles that are drawn at once: `kBlock` across and down, from the tile at `corner`.
using Block = TileKey;

double side_of(std::uint32_t zoom) {
  return 2 * kHalfWorld / static_cast<double>(1U << zoom);
}

/// The tiles of a zoom that a box touches.
template <class Take>
void each_tile(const Box& box, std::uint32_t zoom, Take take) {
  const double side = side_of(zoom);
  const auto most = static_cast<double>((1U << zoom) - 1);
  const auto number = [&](double from_edge) {
    return static_cast<std::uint32_t>(std::clamp(std::floor(from_edge / side), 0.0, most));
  };
  const Metres low = mercator(box.low.longitude_degrees(), box.low.latitude_degrees());
  const Metres high = mercator(box.high.longitude_degrees(), box.high.latitude_degrees());
  for (std::uint32_t column = number(low.east + kHalfWorld); column <= number(high.east + kHalfWorld); ++column)
    for (std::uint32_t row = number(kHalfWorld - high.north); row <= number(kHalfWorld - low.north); ++row)
      take(TileKey{zoom, column, row});
}

/// What tiles are drawn from; several threads read it.
struct TileSources {
  explicit TileSources(const MapContent& content)
      : neighbours(open_ground(content.survey, content.frame), "frame", ground_names(content.survey)),
        layers(open_map_layers(content.survey)) {
    for (const Boundary& boundary : content.boundaries) regions.emplace_back(to_ogr(boundary.shape), boundary.name);
  }

  MapFeatures neighbours;
  std::vector<NamedLayer> layers;
  std::vector<std::pair<std::unique_ptr<OGRGeometry>, std::string>> regions;
};

class TilePainter {
 public:
  TilePainter(const MapContent& content, const TileSources& sources) : content_(content), sources_(sources) {}

  /// Draws a block.
  /// @return the tiles of it that are wanted
  std::vector<std::pair<TileKey, std::string>> draw(const Block& block, const std::set<TileKey>& wanted) {
    const std::uint32_t zoom = block.zoom;
    const std::uint32_t across = std::min(kBlock, 1U << zoom);
    const double side = side_of(zoom);
    constexpr double kMillimetres = kDots / kDotsPerPoint / kPointsPerMillimetre;  // of a tile
    Paper paper(across * kMillimetres, across * kMillimetres, kDotsPerPoint, content_.words.language());
    MapFrame frame;
    frame.area = {0, 0, across * kMillimetres, across * kMillimetres};
    frame.low = {block.column * side - kHalfWorld, kHalfWorld - (block.row + across) * side};
    frame.high = {frame.low.east + across * side, frame.low.north + across * side};
    const Box box{place_at(longitude_of(frame.low.east), latitude_of(frame.low.north)),
                  place_at(longitude_of(frame.high.east), latitude_of(frame.high.north))};
    thin_ = side / kDots / 2;
    canvas_.clear();
    fill(zoom, box);
    canvas_.draw(paper, frame);
    MapTexts labels(paper, frame.area);
    if (zoom <= kCountryZoom) mark_psus(paper, frame, labels);
    canvas_.draw_names(frame, labels);
    std::vector<std::pair<TileKey, std::string>> out;
    for (std::uint32_t down = 0; down < across; ++down)
      for (std::uint32_t right = 0; right < across; ++right) {
        const TileKey key{zoom, block.column + right, block.row + down};
        if (wanted.contains(key)) out.emplace_back(key, cut(paper, right, down));
      }
    return out;
  }

 private:
  void add(const OGRGeometry& geometry, const std::string& name) {
    std::unique_ptr<OGRGeometry> copy(geometry.clone());
    IntoMercator into;
    copy->accept(&into);
    if (wkbFlatten(copy->getGeometryType()) != wkbPoint) {
      std::unique_ptr<OGRGeometry> thin(copy->Simplify(thin_));
      if (thin) copy = std::move(thin);
    }
    canvas_.add(*copy, name);
  }

  void fill(std::uint32_t zoom, const Box& box) {
    canvas_.layer(kRegionLook);
    for (const auto& [geometry, name] : sources_.regions) add(*geometry, zoom < kNeighbourZoom ? name : "");
    canvas_.layer(kPsuGroundLook);
    each_psu(box, [&](const Shape& shape) { add(*to_ogr(shape), ""); });
    for (const auto& [asked, features] : sources_.layers) {
      if (zoom < (asked.style == MapStyle::building ? kBuildingZoom : kRoadZoom)) continue;
      canvas_.layer(look_of(asked.style));
      for (const MapFeature& feature : features.touching(box))
        add(*feature.geometry, zoom > kCountryZoom ? feature.texts[0] : "");
    }
    if (zoom >= kNeighbourZoom) {
      canvas_.layer(kNeighbourLook);
      for (const MapFeature& feature : sources_.neighbours.touching(box))
        add(*feature.geometry, feature.texts[1].empty() ? feature.texts[0] : feature.texts[1]);
    }
    canvas_.layer(kPsuBorderLook);
    each_psu(box, [&](const Shape& shape) { add(*to_ogr(shape), ""); });
  }

  template <class Take>
  void each_psu(const Box& box, Take take) const {
    for (const std::size_t i : content_.pages) {
      const Shape& shape = content_.shapes[i];
      if (shape.polygons.empty()) continue;
      const Box own = bounds(shape);
      if (own.low.longitude <= box.high.longitude && box.low.longitude <= own.high.longitude &&
          own.low.latitude <= box.high.latitude && box.low.latitude <= own.high.latitude)
        take(shape);
    }
  }

  void mark_psus(Paper& paper, const MapFrame& frame, MapTexts& labels) const {
    for (std::size_t page = 0; page < content_.pages.size(); ++page) {
      const auto& position = content_.plan.psus[content_.pages[page]].position;
      if (!position) continue;
      const Spot at = frame.spot(mercator(position->longitude_degrees(), position->latitude_degrees()));
      if (!frame.area.holds(at)) continue;
      paper.dot(at, 1.1, kWhite);
      paper.dot(at, 0.9, kBlack);
      labels.beside(at, 1, std::to_string(page + 1), {7, true});
    }
  }

  /// One tile of what was drawn, as PNG.
  static std::string cut(const Paper& paper, std::uint32_t right, std::uint32_t down) {
    cairo_surface_t* whole = cairo_get_target(paper.cairo());
    cairo_surface_flush(whole);
    const unsigned char* from = cairo_image_surface_get_data(whole);
    const int from_stride = cairo_image_surface_get_stride(whole);
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> tile(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, kDots, kDots), &cairo_surface_destroy);
    unsigned char* into = cairo_image_surface_get_data(tile.get());
    const int into_stride = cairo_image_surface_get_stride(tile.get());
    for (std::uint32_t y = 0; y < kDots; ++y)
      std::memcpy(into + static_cast<std::size_t>(y) * static_cast<std::size_t>(into_stride),
                  from + static_cast<std::size_t>(down * kDots + y) * static_cast<std::size_t>(from_stride) +
                      static_cast<std::size_t>(right) * kDots * 4,
                  kDots * 4);
    cairo_surface_mark_dirty(tile.get());
    std::string out;
    const auto append = [](void* bytes, const unsigned char* data, unsigned length) {
      static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
      return CAIRO_STATUS_SUCCESS;
    };
    if (cairo_surface_write_to_png_stream(tile.get(), append, &out) != CAIRO_STATUS_SUCCESS)
      throw Error(ErrorKind::system, "a tile of the offline map can't be made");
    return out;
  }

  const MapContent& content_;
  const TileSources& sources_;
  MapCanvas canvas_;
  double thin_ = 0;
};

/// The tiles to draw, and the boxes of what they show.
struct Wanted {
  std::set<TileKey> tiles;
  Box all;
};

Wanted wanted_tiles(const MapContent& content, std::uint32_t most_zoom) {
  Wanted out;
  std::optional<Box> all;
  std::vector<Box> around_psus;
  const auto grow = [&](const Box& box) { all = around(all.value_or(box), box); };
  for (const Boundary& boundary : content.boundaries)
    if (!boundary.shape.polygons.empty()) grow(bounds(boundary.shape));
  for (const std::size_t i : content.pages) {
    if (content.shapes[i].empty()) continue;
    const Box own = bounds(content.shapes[i]);
    constexpr std::int64_t kLeast = 300'000;  // three thousandths of a degree: a point has ground around it
    const auto wide = std::max(
        kLeast, static_cast<std::int64_t>(kAround * static_cast<double>(own.high.longitude - own.low.longitude)));
    const auto high = std::max(
        kLeast, static_cast<std::int64_t>(kAround * static_cast<double>(own.high.latitude - own.low.latitude)));
    around_psus.push_back(
        {{own.low.longitude - wide, own.low.latitude - high}, {own.high.longitude + wide, own.high.latitude + high}});
    grow(around_psus.back());
  }
  if (!all) return out;
  out.all = *all;
  for (std::uint32_t zoom = 0; zoom <= most_zoom; ++zoom) {
    const auto take = [&](const TileKey& key) {
      out.tiles.insert(key);
      if (out.tiles.size() > kMostTiles)
        throw Error(ErrorKind::usage, "maps.offline_zoom = " + std::to_string(most_zoom) + " makes more than " +
                                          std::to_string(kMostTiles) +
                                          " tiles around these PSUs; a smaller zoom would do");
    };
    if (zoom <= kCountryZoom)
      each_tile(out.all, zoom, take);
    else
      for (const Box& box : around_psus) each_tile(box, zoom, take);
  }
  return out;
}

std::string degrees(double value) {
  return number_text(std::round(value * 1e6) / 1e6);
}

}  // namespace

void write_offline_map(const MapContent& content, const std::filesystem::path& file) {
  const std::uint32_t zoom = content.survey.offline_zoom;
  const Wanted wanted = wanted_tiles(content, zoom);
  std::set<Block> blocks;
  for (const TileKey& key : wanted.tiles)
    blocks.insert({key.zoom, key.column / kBlock * kBlock, key.row / kBlock * kBlock});
  const std::vector<Block> in_order(blocks.begin(), blocks.end());
  const TileSources sources(content);
  std::map<TileKey, std::string> tiles;
  std::mutex keeping;
  constexpr std::size_t kBatch = 16;  // a canvas is made once for so many blocks
  in_parallel((in_order.size() + kBatch - 1) / kBatch, 0, [&](std::size_t batch) {
    TilePainter painter(content, sources);
    for (std::size_t k = batch * kBatch; k < std::min(in_order.size(), (batch + 1) * kBatch); ++k) {
      auto drawn = painter.draw(in_order[k], wanted.tiles);
      const std::lock_guard lock(keeping);
      for (auto& [key, bytes] : drawn) tiles.emplace(key, std::move(bytes));
    }
  });
  const auto& [low, high] = wanted.all;
  write_tile_file(file,
                  {{"name", content.plan.title.empty() ? content.plan.country : content.plan.title},
                   {"format", "png"},
                   {"type", "baselayer"},
                   {"version", "1"},
                   {"description", "fairdraw"},
                   {"minzoom", "0"},
                   {"maxzoom", std::to_string(zoom)},
                   {"bounds", degrees(low.longitude_degrees()) + "," + degrees(low.latitude_degrees()) + "," +
                                  degrees(high.longitude_degrees()) + "," + degrees(high.latitude_degrees())},
                   {"center", degrees((low.longitude_degrees() + high.longitude_degrees()) / 2) + "," +
                                  degrees((low.latitude_degrees() + high.latitude_degrees()) / 2) + ",7"}},
                  tiles);
}

}  // namespace fairdraw
