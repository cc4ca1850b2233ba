#include "geo/read/footprints.h"

#include "geo/open/feature_shape.h"
#include "geo/open/source.h"
#include "geo/open/to_wgs84.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>

namespace fairdraw {
namespace {

namespace bg = boost::geometry;
using Corner = bg::model::d2::point_xy<std::int64_t>;
using Rectangle = bg::model::box<Corner>;
using Tree = bg::index::rtree<std::pair<Rectangle, std::size_t>, bg::index::quadratic<16>>;

class Reader {
 public:
  Reader(const Survey& survey, const std::vector<Shape>& areas)
      : source_(survey.resolve(survey.households.footprints).string(), "", "households.footprints"),
        shape_of_(source_),
        areas_(areas),
        least_(survey.households.confidence) {
    if (!ToWgs84(source_).placeable())
      throw Error(ErrorKind::usage, source_.label() +
                                        ": households.footprints has no CRS, and its coordinates are no longitude and "
                                        "latitude; give it one (ogr2ogr -a_srs)");
    if (least_ > 0) confidence_ = source_.field("confidence", "households.confidence");
    read_ground_and(source_, least_ > 0 ? std::vector<std::string>{"confidence"} : std::vector<std::string>());
    out_.in_area.resize(areas.size());
    out_.label = source_.label();
  }

  Footprints read() {
    GdalErrors errors;
    OGRLayer& layer = source_.layer();
    const OGRSpatialReference* srs = source_.crs();
    OGRSpatialReference earth = wgs84();
    if (has_layer_geometry(layer) && srs != nullptr && srs->IsSame(&earth) != 0 &&
        layer.TestCapability(OLCFastSpatialFilter) != 0)
      area_by_area();
    else
      in_one_pass();
    if (errors.failed())
      throw Error(ErrorKind::usage, source_.label() + ": the footprints can't be read: " + errors.text());
    bool any = false;
    for (std::vector<Place>& places : out_.in_area) {
      std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
        return std::pair(a.latitude, a.longitude) < std::pair(b.latitude, b.longitude);
      });
      any = any || !places.empty();
    }
    if (!any) nowhere();
    return std::move(out_);
  }

 private:
  void area_by_area() {
    for (std::size_t i = 0; i < areas_.size(); ++i) {
      if (areas_[i].polygons.empty()) continue;
      const Box box = bounds(areas_[i]);
      source_.layer().SetSpatialFilterRect(box.low.longitude_degrees(), box.low.latitude_degrees(),
                                           box.high.longitude_degrees(), box.high.latitude_degrees());
      source_.layer().ResetReading();
      while (const auto feature = OGRFeatureUniquePtr(source_.layer().GetNextFeature()))
        if (const auto place = place_of(*feature); place && contains(areas_[i], *place))
          out_.in_area[i].push_back(*place);
    }
    source_.layer().SetSpatialFilter(nullptr);
  }

  void in_one_pass() {
    std::vector<std::pair<Rectangle, std::size_t>> boxes;
    for (std::size_t i = 0; i < areas_.size(); ++i) {
      if (areas_[i].polygons.empty()) continue;
      const Box box = bounds(areas_[i]);
      boxes.push_back({{{box.low.longitude, box.low.latitude}, {box.high.longitude, box.high.latitude}}, i});
    }
    const Tree tree(boxes);
    std::vector<std::pair<Rectangle, std::size_t>> near;
    source_.each_feature([&](const OGRFeature& feature) {
      const auto place = place_of(feature);
      if (!place) return;
      seen_ = around(seen_.value_or(Box{*place, *place}), {*place, *place});
      near.clear();
      const Corner corner(place->longitude, place->latitude);
      tree.query(bg::index::intersects(Rectangle(corner, corner)), std::back_inserter(near));
      for (const auto& [box, i] : near)
        if (contains(areas_[i], *place)) out_.in_area[i].push_back(*place);
    });
  }

  std::optional<Place> place_of(const OGRFeature& feature) const {
    if (confidence_ >= 0 && !(feature.GetFieldAsDouble(confidence_) >= least_)) return std::nullopt;
    const Shape shape = shape_of_(feature);
    return shape.empty() ? std::nullopt : inner_place(shape);
  }

  [[noreturn]] void nowhere() {
    std::optional<Box> wanted;
    for (const Shape& area : areas_)
      if (!area.polygons.empty()) wanted = around(wanted.value_or(bounds(area)), bounds(area));
    if (!seen_) {
      OGREnvelope box;
      if (source_.layer().GetExtent(&box, TRUE) == OGRERR_NONE)
        seen_ = Box{place_at(box.MinX, box.MinY), place_at(box.MaxX, box.MaxY)};
    }
    const auto words = [](const std::optional<Box>& box) {
      return box ? formatted("longitude %.3f to %.3f, latitude %.3f to %.3f", box->low.longitude_degrees(),
                             box->high.longitude_degrees(), box->low.latitude_degrees(), box->high.latitude_degrees())
                 : std::string("nowhere");
    };
    throw Error(ErrorKind::usage,
                source_.label() + ": not one building stands in any of the areas drawn; they are at " + words(wanted) +
                    ", the buildings at " + words(seen_) + "; is it the right file, and its CRS the right one?");
  }

  Source source_;
  FeatureShape shape_of_;
  const std::vector<Shape>& areas_;
  double least_;
  int confidence_ = -1;
  std::optional<Box> seen_;
  Footprints out_;
};

}  // namespace

Footprints read_footprints(const Survey& survey, const std::vector<Shape>& areas) {
  return Reader(survey, areas).read();
}

}  // namespace fairdraw
