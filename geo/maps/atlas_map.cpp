#include "geo/maps/atlas_map.h"

#include "geo/maps/map_grid.h"
#include "geo/maps/map_texts.h"
#include "geo/open/source.h"
#include "geo/open/to_wgs84.h"
#include "geo/read/frame_source.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include <ogr_geometry.h>

namespace fairdraw {
namespace {

/// What one map is of.
struct MapSubject {
  const AtlasSources& sources;
  const AtlasPsu& of;
  const MapFrame& frame;
  Box box;  ///< of WGS 84, around all that the map shows

  const Plan& plan() const { return sources.content.plan; }
  bool is_in(std::size_t psu) const { return &plan().psus[psu] == &of.psu; }
};

struct SegmentGround {
  std::uint32_t number = 0;
  bool worked = false;
  std::unique_ptr<OGRGeometry> ground;
};

/// The segments of a PSU that was cut by its buildings.
std::vector<SegmentGround> segments_of(const MapSubject& subject) {
  std::vector<SegmentGround> out;
  std::unique_ptr<OGRGeometry> whole;
  for (const Segment& segment : subject.plan().segments) {
    if (!subject.is_in(segment.psu) || segment.ground.empty()) continue;
    if (!whole) whole = to_ogr(subject.of.shape);
    const std::unique_ptr<OGRGeometry> own = to_ogr(segment.ground);
    const GdalErrors quiet;  // ground that GEOS can't cut is shown whole
    std::unique_ptr<OGRGeometry> ground(whole->Intersection(own.get()));
    if (ground && !ground->IsEmpty()) out.push_back({segment.number, segment.worked, std::move(ground)});
  }
  return out;
}

/// Adds a geometry of WGS 84.
void add(MapCanvas& canvas, const OGRGeometry& geometry, const std::string& name, const MapSubject& subject) {
  const std::unique_ptr<OGRGeometry> copy(geometry.clone());
  if (subject.of.pages.projection->project(*copy)) canvas.add(*copy, name);
}

/// What is worked of the ground, as a tint; a basemap stays as it is where all of it is.
void add_ground(MapCanvas& canvas, const std::vector<SegmentGround>& segments, const MapSubject& subject) {
  canvas.layer(kPsuGroundLook);
  if (segments.empty() && subject.sources.content.survey.basemap.empty()) canvas.add(*subject.of.pages.ground, "");
  for (const SegmentGround& each : segments)
    if (each.worked) add(canvas, *each.ground, "", subject);
}

/// The survey's layers.
/// @return the styles of those that have something there
std::vector<MapStyle> add_layers(MapCanvas& canvas, const MapSubject& subject) {
  std::vector<MapStyle> styles;
  for (const NamedLayer& layer : subject.sources.layers) {
    const std::vector<MapFeature> features = layer.features.touching(subject.box);
    if (features.empty()) continue;
    canvas.layer(look_of(layer.asked.style));
    for (const MapFeature& feature : features) add(canvas, *feature.geometry, feature.texts[0], subject);
    if (std::find(styles.begin(), styles.end(), layer.asked.style) == styles.end()) styles.push_back(layer.asked.style);
  }
  return styles;
}

/// Borders and names of the neighbours and of areas that the PSU is made of.
/// @return whether there are any of the latter
bool add_neighbours(MapCanvas& canvas, const MapSubject& subject) {
  const Psu& psu = subject.of.psu;
  bool members = false;
  canvas.layer(kNeighbourLook);
  for (const MapFeature& feature : subject.sources.neighbours.touching(subject.box)) {
    const std::string& id = feature.texts[0];
    const std::string& name = feature.texts[1];
    const bool member =
        std::any_of(psu.members.begin(), psu.members.end(), [&](const Member& each) { return each.id == id; });
    members = members || member;
    if (id == psu.id && !member) continue;
    add(canvas, *feature.geometry, name.empty() ? id : name, subject);
  }
  return members;
}

void add_segments(MapCanvas& canvas, const std::vector<SegmentGround>& segments, const MapSubject& subject) {
  canvas.layer(kSegmentLook);
  for (const SegmentGround& each : segments)
    add(canvas, *each.ground,
        subject.sources.content.words("segment_number", {{"number", std::to_string(each.number)}}), subject);
}

/// Everything that is styled, from the ground up to the PSU's border.
AtlasShown fill_canvas(MapCanvas& canvas, const MapSubject& subject) {
  AtlasShown shown;
  const std::vector<SegmentGround> segments = segments_of(subject);
  canvas.clear();
  add_ground(canvas, segments, subject);
  shown.styles = add_layers(canvas, subject);
  shown.members = add_neighbours(canvas, subject);
  shown.segments = !segments.empty();
  if (shown.segments) add_segments(canvas, segments, subject);
  canvas.layer(kPsuBorderLook);
  canvas.add(*subject.of.pages.ground, "");
  return shown;
}

/// The frames of the further pages, on the first.
void draw_sheets(Paper& paper, const MapSubject& subject, MapTexts& labels) {
  const MapFrame& frame = subject.frame;
  for (std::size_t page = 2; page <= subject.of.pages.pages(); ++page) {
    const MapFrame& sheet = subject.of.pages.frame(page);
    const Spot low = frame.spot({sheet.low.east, sheet.high.north});
    const Spot high = frame.spot({sheet.high.east, sheet.low.north});
    paper.rectangle({low.x, low.y, high.x - low.x, high.y - low.y}, 0.25);
    labels.beside({std::max(low.x, frame.area.x) + 0.5, std::max(low.y, frame.area.y) + 0.5}, 0.8, std::to_string(page),
                  {9, true});
  }
}

/// A household of the plan whose place, or its walk's start, is on a map.
struct HouseholdSpot {
  Spot at;
  const Household* household = nullptr;
};

std::vector<HouseholdSpot> households_on(const MapSubject& subject) {
  std::vector<HouseholdSpot> out;
  for (const Household& household : subject.plan().households) {
    if (!subject.is_in(household.psu) || !household.start_position) continue;
    const Spot at = subject.frame.spot((*subject.of.pages.projection)(*household.start_position));
    if (subject.frame.area.holds(at)) out.push_back({at, &household});  // the others are on another sheet
  }
  return out;
}

/// Buildings that were drawn: the first batch by number, the others as dots.
/// @return whether there are any
bool draw_buildings(Paper& paper, const std::vector<HouseholdSpot>& households, MapTexts& labels) {
  bool any = false;
  for (const auto& [at, household] : households) {
    if (household->batch == 0) continue;
    any = true;
    const bool first = household->batch == 1;
    const double radius = first ? 0.9 : 0.55;
    paper.dot(at, radius, first ? kBlack : kGrey);
    labels.keep_free({at.x - radius, at.y - radius, 2 * radius, 2 * radius});
  }
  for (const auto& [at, household] : households)
    if (household->batch == 1) labels.pointing(at, 0.9, household->id, {6.5, true});
  return any;
}

/// Where walks start, by their numbers.
/// @return whether there are any
bool draw_starts(Paper& paper, const std::vector<HouseholdSpot>& households, MapTexts& labels) {
  std::uint32_t last = 0;
  for (const auto& [at, household] : households) {
    if (household->batch > 0 || household->start <= last) continue;
    last = household->start;
    paper.dot(at, 2.3, kBlack);
    paper.text({at.x - 5, at.y - 1.9}, 10, std::to_string(last), {8, true, Align::centre, kWhite});
    labels.keep_free({at.x - 2.3, at.y - 2.3, 4.6, 4.6});
  }
  return last > 0;
}

}  // namespace

AtlasSources::AtlasSources(const MapContent& all)
    : content(all),
      neighbours(open_ground(content.survey, content.frame), "frame", ground_names(content.survey)),
      layers(open_map_layers(content.survey)),
      inset(content.plan, content.boundaries, content.pages, content.words("all_units")) {}

AtlasShown draw_psu_map(Paper& paper, const AtlasSources& sources, AtlasTools& tools, const AtlasPsu& of,
                        std::size_t page) {
  const MapFrame& frame = of.pages.frame(page);
  const LocalProjection& projection = *of.pages.projection;
  const MapSubject subject{sources, of, frame, ground_box(frame, projection)};
  tools.basemap.draw(paper, frame, projection);
  AtlasShown shown = fill_canvas(tools.canvas, subject);
  tools.canvas.draw(paper, frame);
  MapTexts labels(paper, frame.area);
  draw_grid(paper, frame, projection, sources.content.survey.grid, labels);
  const auto inside = paper.clip(frame.area);
  if (page == 1) draw_sheets(paper, subject, labels);
  const std::vector<HouseholdSpot> households = households_on(subject);
  shown.starts = draw_starts(paper, households, labels);
  shown.buildings = draw_buildings(paper, households, labels);
  tools.canvas.draw_names(frame, labels);
  paper.rectangle(frame.area, 0.8);
  return shown;
}

}  // namespace fairdraw
