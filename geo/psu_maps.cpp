#include "geo/frame_source.h"
#include "geo/local_projection.h"
#include "geo/map_canvas.h"
#include "geo/map_features.h"
#include "geo/map_furniture.h"
#include "geo/maps.h"
#include "geo/paper.h"
#include "geo/source.h"
#include "geo/to_wgs84.h"
#include "planner/base/text.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <ogr_geometry.h>

namespace fairdraw {
namespace {

struct NamedLayer {
  MapLayer asked;
  MapFeatures features;
};

/// Draws the pages of the atlas one after the other.
class Atlas {
 public:
  Atlas(const MapContent& content, const std::filesystem::path& file)
      : content_(content),
        paper_(file, content.survey.paper, content.plan.title + ": PSUs", content.plan.date),
        neighbours_(open_frame(content.survey), "frame", {content.survey.frame.id, content.survey.frame.name}),
        all_positions_(box_of_positions(content)) {
    for (const MapLayer& layer : content.survey.map_layers)
      layers_.push_back(
          {layer, MapFeatures(content.survey.resolve(layer.file).string(), layer.layer, "maps.layers", {layer.label})});
    outline_inset();
  }

  void page(std::size_t number) {
    const std::size_t index = content_.pages[number];
    const Psu& psu = content_.plan.psus[index];
    header(psu, number);
    const Shape& shape = content_.shapes[index];
    if (shape.empty())
      no_map(psu);
    else
      map(psu, shape);
    paper_.next_page();
  }

  void finish() { paper_.finish(); }

 private:
  Area2d map_area() const { return {10, 36, paper_.width() - 20, paper_.height() - 36 - 52}; }

  void header(const Psu& psu, std::size_t number) {
    const double width = paper_.width() - 20 - 26;
    paper_.text({10, 8}, width, psu.name.empty() ? psu.id : psu.name, {17, true});
    paper_.text({10, 17.5}, width, "PSU " + psu.id, {13, true});
    std::string where = psu.stratum;
    for (const std::string& value : psu.carried)
      if (!value.empty() && value != psu.name) where += " · " + value;
    if (!psu.members.empty()) {
      where += " · " + std::to_string(psu.members.size()) + " census areas: ";
      for (std::size_t i = 0; i < psu.members.size(); ++i) where += (i == 0 ? "" : ", ") + psu.members[i].id;
    }
    paper_.text({10, 24.5}, width, where, {9});
    paper_.text({10, 29.5}, width, content_.plan.title + (content_.plan.date.empty() ? "" : ", " + content_.plan.date),
                {8, false, Align::left, kGrey});
    paper_.code({paper_.width() - 10 - 24, 8, 24, 24}, code_text(psu.id, psu.position));
    paper_.text({paper_.width() - 60, paper_.height() - 8}, 50,
                "map " + std::to_string(number + 1) + " of " + std::to_string(content_.pages.size()),
                {8, false, Align::right, kGrey});
  }

  void no_map(const Psu& psu) {
    paper_.rectangle(map_area(), 0.3, kGrey);
    paper_.text({30, 120}, paper_.width() - 60,
                "The frame has no geometry for " + psu.id + ": there is no map of this PSU.",
                {11, false, Align::centre, kGrey, true});
  }

  void map(const Psu& psu, const Shape& shape) {
    const Box box = bounds(shape);
    const LocalProjection projection({box.low.longitude + (box.high.longitude - box.low.longitude) / 2,
                                      box.low.latitude + (box.high.latitude - box.low.latitude) / 2});
    Metres low{1e30, 1e30};
    Metres high{-1e30, -1e30};
    for (const Place corner : {box.low, box.high, Place{box.low.longitude, box.high.latitude},
                               Place{box.high.longitude, box.low.latitude}}) {
      const Metres at = projection(corner);
      low = {std::min(low.east, at.east), std::min(low.north, at.north)};
      high = {std::max(high.east, at.east), std::max(high.north, at.north)};
    }
    if (shape.polygons.empty()) {  // a point alone: its surroundings
      low = {low.east - 400, low.north - 400};
      high = {high.east + 400, high.north + 400};
    }
    const MapFrame frame = frame_ground(map_area(), low, high, 0.12);
    draw_ground(psu, shape, frame, projection);
    draw_grid(paper_, frame, projection);
    paper_.rectangle(frame.area, 0.4);
    draw_starts(psu, frame, projection);
    footer(psu, frame);
  }

  static Box ground_box(const MapFrame& frame, const LocalProjection& projection) {
    Box box{projection.inverse(frame.low), projection.inverse(frame.low)};
    for (const Metres corner :
         {frame.high, Metres{frame.low.east, frame.high.north}, Metres{frame.high.east, frame.low.north}}) {
      const Place at = projection.inverse(corner);
      box = around(box, {at, at});
    }
    return box;
  }

  void add(const OGRGeometry& geometry, const std::string& label, const LocalProjection& projection) {
    const std::unique_ptr<OGRGeometry> copy(geometry.clone());
    if (projection.project(*copy)) canvas_.add(*copy, label);
  }

  void draw_ground(const Psu& psu, const Shape& shape, const MapFrame& frame, const LocalProjection& projection) {
    const Box box = ground_box(frame, projection);
    canvas_.clear();
    shown_.clear();
    const auto own = to_ogr(shape);
    const std::vector<SegmentGround> segments = segments_of(psu, *own);
    canvas_.layer("psu-ground");
    if (segments.empty()) add(*own, "", projection);
    for (const SegmentGround& each : segments)
      if (each.worked) add(*each.ground, "", projection);
    for (const NamedLayer& layer : layers_) {
      const std::vector<MapFeature> features = layer.features.touching(box);
      if (features.empty()) continue;
      canvas_.layer(layer.asked.style);
      for (const MapFeature& feature : features) add(*feature.geometry, feature.texts[0], projection);
      if (std::find(shown_.begin(), shown_.end(), layer.asked.style) == shown_.end())
        shown_.push_back(layer.asked.style);
    }
    draw_neighbours(psu, box, frame, projection);
    if (!segments.empty()) {
      canvas_.layer("segment");
      for (const SegmentGround& each : segments)
        add(*each.ground, "segment " + std::to_string(each.number), projection);
    }
    segments_shown_ = !segments.empty();
    canvas_.layer("psu-border");
    add(*own, "", projection);
    canvas_.draw(paper_, frame.area, frame.low, frame.high);
  }

  struct SegmentGround {
    std::uint32_t number = 0;
    bool worked = false;
    std::unique_ptr<OGRGeometry> ground;
  };

  /// The segments of a PSU that was cut by its buildings.
  std::vector<SegmentGround> segments_of(const Psu& psu, const OGRGeometry& whole) const {
    std::vector<SegmentGround> out;
    for (const Segment& segment : content_.plan.segments) {
      if (&content_.plan.psus[segment.psu] != &psu || segment.ground.empty()) continue;
      const std::unique_ptr<OGRGeometry> own = to_ogr(segment.ground);
      const GdalErrors quiet;  // ground that GEOS can't cut is shown whole
      std::unique_ptr<OGRGeometry> ground(whole.Intersection(own.get()));
      if (ground && !ground->IsEmpty()) out.push_back({segment.number, segment.worked, std::move(ground)});
    }
    return out;
  }

  /// Borders of the neighbours and of areas that the PSU is made of, and each one's name in the middle of what the map
  /// shows of it.
  void draw_neighbours(const Psu& psu, const Box& box, const MapFrame& frame, const LocalProjection& projection) {
    OGRLinearRing edge;
    for (const Metres corner : {frame.low, Metres{frame.high.east, frame.low.north}, frame.high,
                                Metres{frame.low.east, frame.high.north}, frame.low})
      edge.addPoint(corner.east, corner.north);
    OGRPolygon shown;
    shown.addRing(&edge);
    std::vector<std::pair<OGRPoint, std::string>> names;
    canvas_.layer("neighbour");
    members_shown_ = false;
    for (const MapFeature& feature : neighbours_.touching(box)) {
      const std::unique_ptr<OGRGeometry> ground(feature.geometry->clone());
      const bool member = std::any_of(psu.members.begin(), psu.members.end(),
                                      [&](const Member& each) { return each.id == feature.texts[0]; });
      members_shown_ = members_shown_ || member;
      if ((feature.texts[0] == psu.id && !member) || !projection.project(*ground)) continue;
      canvas_.add(*ground, "");
      const GdalErrors quiet;  // what GEOS can't cut goes without its name
      const std::unique_ptr<OGRGeometry> visible(ground->Intersection(&shown));
      OGRPoint middle;
      if (visible && !visible->IsEmpty() && OGR_G_Area(OGRGeometry::ToHandle(visible.get())) > 0 &&
          visible->Centroid(&middle) == OGRERR_NONE)
        names.emplace_back(middle, feature.texts[1].empty() ? feature.texts[0] : feature.texts[1]);
    }
    canvas_.layer("name");
    for (const auto& [middle, name] : names) canvas_.add(middle, name);
  }

  void draw_starts(const Psu& psu, const MapFrame& frame, const LocalProjection& projection) {
    std::uint32_t last = 0;
    buildings_shown_ = false;
    for (const Household& household : content_.plan.households) {
      if (&content_.plan.psus[household.psu] != &psu || !household.start_position) continue;
      if (household.batch > 0) {  // the first batch by number, the others as dots
        buildings_shown_ = true;
        const Spot at = frame.spot(projection(*household.start_position));
        paper_.dot(at, household.batch == 1 ? 0.9 : 0.55, household.batch == 1 ? kBlack : kGrey);
        if (household.batch == 1) paper_.text({at.x + 0.9, at.y - 2.6}, 9, household.id, {6.5, true});
        continue;
      }
      if (household.start <= last) continue;
      last = household.start;
      const Spot at = frame.spot(projection(*household.start_position));
      paper_.dot(at, 2.3, kBlack);
      paper_.text({at.x - 5, at.y - 1.9}, 10, std::to_string(last), {8, true, Align::centre, kWhite});
    }
    starts_shown_ = last > 0;
  }

  void footer(const Psu& psu, const MapFrame& frame) {
    const double top = frame.area.y + frame.area.height + 6;
    std::vector<LegendEntry> legend = {legend_of("psu-border", segments_shown_ ? "segment to work" : "this PSU"),
                                       legend_of("neighbour", members_shown_ ? "census areas" : "neighbouring areas")};
    static const std::vector<std::pair<std::string, std::string>> kWords = {{"road", "road"},
                                                                            {"water", "river or water"},
                                                                            {"building", "building"},
                                                                            {"place", "town or village"},
                                                                            {"boundary", "administrative border"}};
    for (const auto& [style, word] : kWords)
      if (std::find(shown_.begin(), shown_.end(), style) != shown_.end()) legend.push_back(legend_of(style, word));
    if (buildings_shown_)
      legend.push_back({"building of the first batch", [](Paper& paper, const Area2d& box) {
                          paper.dot({box.x + 4.5, box.y + 1.6}, 0.9, kBlack);
                        }});
    if (starts_shown_)
      legend.push_back({"start of a walk", [](Paper& paper, const Area2d& box) {
                          paper.dot({box.x + 4.5, box.y + 1.6}, 1.6, kBlack);
                        }});
    draw_legend(paper_, {10, top}, legend, 5);
    draw_scale_bar(paper_, {12, top + 27}, 60, frame.scale);
    if (psu.position)
      paper_.text({84, top + 32}, 60,
                  number_text(std::round(psu.position->latitude_degrees() * 1e5) / 1e5) + ", " +
                      number_text(std::round(psu.position->longitude_degrees() * 1e5) / 1e5) + " (WGS 84)",
                  {8, false, Align::left, kGrey});
    draw_north(paper_, {paper_.width() - 10 - 46 - 9, top + 2});  // beside the map: names may stand anywhere on it
    draw_inset(psu, {paper_.width() - 10 - 46, top, 46, 39});
  }

  /// Boundaries thinned once for the inset: a hundredth of its width is enough.
  void outline_inset() {
    for (const Boundary& boundary : content_.boundaries) {
      Inset inset;
      if (boundary.shape.polygons.empty()) continue;
      inset.box = bounds(boundary.shape);
      const auto least = std::max<std::int64_t>(1, (inset.box.high.longitude - inset.box.low.longitude) / 250);
      for (const Polygon& polygon : boundary.shape.polygons)
        for (const Ring& ring : polygon.rings) {
          std::vector<Place> thin;
          for (const Place place : ring)
            if (thin.empty() || std::llabs(place.longitude - thin.back().longitude) > least ||
                std::llabs(place.latitude - thin.back().latitude) > least)
              thin.push_back(place);
          if (thin.size() > 2) inset.rings.push_back(std::move(thin));
        }
      inset.boundary = &boundary;
      insets_.push_back(std::move(inset));
    }
  }

  /// Where the PSU lies: in its region, or, without boundaries, among all PSUs.
  void draw_inset(const Psu& psu, const Area2d& area) {
    if (!psu.position) return;
    const auto home = std::find_if(insets_.begin(), insets_.end(),
                                   [&](const Inset& inset) { return contains(inset.boundary->shape, *psu.position); });
    const bool in_region = home != insets_.end();
    const Box box = in_region ? home->box : all_positions_;
    paper_.text({area.x, area.y}, area.width, in_region ? home->boundary->name : "all sampling units",
                {8, true, Align::centre});
    const Area2d inner{area.x + 1.5, area.y + 5.5, area.width - 3, area.height - 7};
    const double shrink = std::cos(psu.position->latitude_degrees() * M_PI / 180);
    const double width = static_cast<double>(box.high.longitude - box.low.longitude + 1) * shrink;
    const auto height = static_cast<double>(box.high.latitude - box.low.latitude + 1);
    const double unit = std::min(inner.width / width, inner.height / height);
    const auto spot = [&](Place place) {
      return Spot{inner.x + (inner.width - width * unit) / 2 +
                      static_cast<double>(place.longitude - box.low.longitude) * shrink * unit,
                  inner.y + (inner.height - height * unit) / 2 +
                      static_cast<double>(box.high.latitude - place.latitude) * unit};
    };
    if (in_region) {
      std::vector<std::vector<Spot>> rings;
      for (const auto& ring : home->rings) {
        rings.emplace_back();
        for (const Place place : ring) rings.back().push_back(spot(place));
        rings.back().push_back(rings.back().front());
      }
      paper_.polygon(rings, {0.93, 0.92, 0.89});
      paper_.lines(rings, 0.2, kGrey);
    } else {
      for (const std::size_t i : content_.pages)
        if (content_.plan.psus[i].position) paper_.dot(spot(*content_.plan.psus[i].position), 0.35, kGrey);
    }
    const Spot at = spot(*psu.position);
    paper_.dot(at, 1.3, kWhite);
    paper_.dot(at, 1.0, kBlack);
    paper_.rectangle({area.x, area.y + 4.4, area.width, area.height - 5}, 0.2, kGrey);
  }

  /// The box around the positions of all PSUs that are shown.
  static Box box_of_positions(const MapContent& content) {
    std::optional<Box> box;
    for (const std::size_t i : content.pages) {
      const auto& position = content.plan.psus[i].position;
      if (position) box = around(box.value_or(Box{*position, *position}), {*position, *position});
    }
    return box.value_or(Box{});
  }

  struct Inset {
    const Boundary* boundary = nullptr;
    Box box;
    std::vector<std::vector<Place>> rings;
  };

  const MapContent& content_;
  Paper paper_;
  MapCanvas canvas_;
  MapFeatures neighbours_;
  std::vector<NamedLayer> layers_;
  std::vector<Inset> insets_;
  Box all_positions_;
  std::vector<std::string> shown_;
  bool starts_shown_ = false;
  bool members_shown_ = false;
  bool segments_shown_ = false;
  bool buildings_shown_ = false;
};

}  // namespace

void write_psu_maps(const MapContent& content, const std::filesystem::path& file, const PageProgress& progress) {
  Atlas atlas(content, file);
  for (std::size_t page = 0; page < content.pages.size(); ++page) {
    atlas.page(page);
    progress(page + 1, content.pages.size());
  }
  atlas.finish();
}

}  // namespace fairdraw
