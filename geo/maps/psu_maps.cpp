#include "geo/maps/basemap.h"
#include "geo/maps/inset.h"
#include "geo/maps/map_canvas.h"
#include "geo/maps/map_furniture.h"
#include "geo/maps/map_grid.h"
#include "geo/maps/map_layers.h"
#include "geo/maps/map_texts.h"
#include "geo/maps/maps.h"
#include "geo/open/local_projection.h"
#include "geo/open/source.h"
#include "geo/open/to_wgs84.h"
#include "geo/read/frame_source.h"
#include "geo/read/map_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <ogr_geometry.h>

namespace fairdraw {
namespace {

constexpr double kMargin = 0.12;         ///< of ground around a PSU, that its map shares with its neighbours'
constexpr double kOverlap = 0.1;         ///< of a sheet with the next one
constexpr std::size_t kMostSheets = 30;  ///< of a PSU; it is drawn at a smaller scale where it would take more

/// What all pages are drawn from; several threads read it.
struct AtlasSources {
  explicit AtlasSources(const MapContent& content)
      : neighbours(open_frame(content.survey), "frame", {content.survey.frame.id, content.survey.frame.name}),
        layers(open_map_layers(content.survey)),
        inset(content.plan, content.boundaries, content.pages, content.words("all_units")) {}

  MapFeatures neighbours;
  std::vector<NamedLayer> layers;
  Inset inset;
};

/// One sheet of several that show a PSU.
struct Sheet {
  std::size_t row = 0, column = 0;
  MapFrame frame;
};

/// Draws pages of the atlas, on one thread.
class Atlas {
 public:
  Atlas(const MapContent& content, const AtlasSources& sources, AtlasDetail detail)
      : content_(content), words_(content.words), sources_(sources), detail_(detail), basemap_(content.survey) {}

  void page(Paper& paper, std::size_t number) {
    const std::size_t index = content_.pages[number];
    const Psu& psu = content_.plan.psus[index];
    const Shape& shape = content_.shapes[index];
    if (shape.empty()) {
      header(paper, psu);
      no_map(paper, psu);
      end_page(paper, number, 0, 0);
      return;
    }
    const Box box = bounds(told_eastward(shape));
    const LocalProjection projection(middle(box));
    std::unique_ptr<OGRGeometry> ground = to_ogr(shape);
    projection.project(*ground);
    if (box.high.longitude > Place::kTurn / 2) {  // its two halves meet there: no border is drawn between them
      const GdalErrors quiet;
      if (std::unique_ptr<OGRGeometry> joined(ground->UnionCascaded()); joined && !joined->IsEmpty())
        ground = std::move(joined);
    }
    OGREnvelope extent;
    ground->getEnvelope(&extent);
    const double around = shape.polygons.empty() ? 400 : 0;  // metres; of a point alone, its surroundings
    const MapFrame frame = frame_ground(map_area(paper), {extent.MinX - around, extent.MinY - around},
                                        {extent.MaxX + around, extent.MaxY + around}, kMargin);
    const std::vector<Sheet> sheets = sheets_of(*ground, frame);
    const std::size_t pages = 1 + sheets.size();
    header(paper, psu);
    map(paper, psu, shape, *ground, frame, projection, sheets);
    footer(paper, psu, frame);
    end_page(paper, number, 1, pages);
    for (std::size_t k = 0; k < sheets.size(); ++k) {
      header(paper, psu);
      map(paper, psu, shape, *ground, sheets[k].frame, projection, {});
      name_next_sheets(paper, sheets, k);
      footer(paper, psu, sheets[k].frame);
      end_page(paper, number, k + 2, pages);
    }
  }

 private:
  struct SegmentGround {
    std::uint32_t number = 0;
    bool worked = false;
    std::unique_ptr<OGRGeometry> ground;
  };

  static Area2d map_area(const Paper& paper) { return {10, 36, paper.width() - 20, paper.height() - 36 - 52}; }

  void header(Paper& paper, const Psu& psu) const {
    const double width = paper.width() - 20 - 26;
    paper.text({10, 8}, width, psu.name.empty() ? psu.id : psu.name, {17, true});
    paper.text({10, 17.5}, width, words_("psu", {{"id", psu.id}}), {13, true});
    std::string where = psu.stratum;
    for (const std::string& value : psu.carried)
      if (!value.empty() && value != psu.name) where += " · " + value;
    if (!psu.members.empty()) {
      std::string areas;
      for (const Member& member : psu.members) areas += (areas.empty() ? "" : ", ") + member.id;
      where += " · " + words_("census_areas_of", {{"count", std::to_string(psu.members.size())}, {"areas", areas}});
    }
    paper.text({10, 24.5}, width, where, {.size = 9, .wrap = true, .lines = 2});
    paper.code({paper.width() - 10 - 24, 8, 24, 24}, code_text(psu.id, psu.position));
  }

  void end_page(Paper& paper, std::size_t number, std::size_t page, std::size_t pages) const {
    draw_foot(paper, content_.plan,
              pages > 1 ? words_("page_of", {{"page", std::to_string(page)}, {"pages", std::to_string(pages)}}) : "",
              words_("map_of", {{"map", std::to_string(number + 1)}, {"maps", std::to_string(content_.pages.size())}}));
    paper.next_page();
  }

  void no_map(Paper& paper, const Psu& psu) const {
    paper.rectangle(map_area(paper), 0.3, kGrey);
    paper.text({30, 120}, paper.width() - 60, words_("no_map", {{"id", psu.id}}),
               {11, false, Align::centre, kGrey, true});
  }

  /// The sheets at the survey's scale that have ground of a PSU which its first page shows at a smaller one: rows from
  /// the north, columns from the west, each overlapping the next.
  std::vector<Sheet> sheets_of(const OGRGeometry& ground, const MapFrame& whole) const {
    std::vector<Sheet> out;
    if (detail_ == AtlasDetail::one_page_each || content_.survey.sheet_scale == 0) return out;
    OGREnvelope extent;
    ground.getEnvelope(&extent);
    for (double scale = content_.survey.sheet_scale; scale < whole.scale; scale *= 1.5) {
      const double width = whole.area.width / 1000 * scale;
      const double height = whole.area.height / 1000 * scale;
      const auto across = [&](double length, double sheet) {
        return static_cast<std::size_t>(std::max(1.0, std::ceil((length / sheet - kOverlap) / (1 - kOverlap))));
      };
      const std::size_t columns = across(extent.MaxX - extent.MinX, width);
      const std::size_t rows = across(extent.MaxY - extent.MinY, height);
      if (rows * columns > 4 * kMostSheets) continue;
      const double left =
          (extent.MinX + extent.MaxX - width * (1 + (1 - kOverlap) * static_cast<double>(columns - 1))) / 2;
      const double top =
          (extent.MinY + extent.MaxY + height * (1 + (1 - kOverlap) * static_cast<double>(rows - 1))) / 2;
      out.clear();
      for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column) {
          Sheet sheet{row, column, {whole.area, {}, {}, scale}};
          sheet.frame.low = {left + width * (1 - kOverlap) * static_cast<double>(column),
                             top - height - height * (1 - kOverlap) * static_cast<double>(row)};
          sheet.frame.high = {sheet.frame.low.east + width, sheet.frame.low.north + height};
          OGRPolygon paper = rectangle(sheet.frame.low, sheet.frame.high);
          if (paper.Intersects(&ground)) out.push_back(std::move(sheet));
        }
      if (out.size() <= kMostSheets) return out;
    }
    return {};
  }

  static OGRPolygon rectangle(Metres low, Metres high) {
    OGRLinearRing edge;
    for (const Metres corner : {low, Metres{high.east, low.north}, high, Metres{low.east, high.north}, low})
      edge.addPoint(corner.east, corner.north);
    OGRPolygon out;
    out.addRing(&edge);
    return out;
  }

  /// At the edges of a sheet, the page on which the ground goes on.
  static void name_next_sheets(Paper& paper, const std::vector<Sheet>& sheets, std::size_t k) {
    const Sheet& here = sheets[k];
    const Area2d& area = here.frame.area;
    for (std::size_t other = 0; other < sheets.size(); ++other) {
      const int down = static_cast<int>(sheets[other].row) - static_cast<int>(here.row);
      const int right = static_cast<int>(sheets[other].column) - static_cast<int>(here.column);
      if (std::abs(down) + std::abs(right) != 1) continue;
      const Spot middle{area.x + area.width / 2 * (1 + right) - 5.5 * right,
                        area.y + area.height / 2 * (1 + down) - 3 * down};
      paper.fill({middle.x - 5, middle.y - 2.5, 10, 5}, kBlack);
      const char* arrow = right > 0 ? " →" : right < 0 ? "← " : down > 0 ? " ↓" : " ↑";
      const std::string page = std::to_string(other + 2);
      paper.text({middle.x - 5, middle.y - 2.1}, 10, right < 0 ? arrow + page : page + arrow,
                 {9, true, Align::centre, kWhite});
    }
  }

  void add(const OGRGeometry& geometry, const std::string& name, const LocalProjection& projection) {
    const std::unique_ptr<OGRGeometry> copy(geometry.clone());
    if (projection.project(*copy)) canvas_.add(*copy, name);
  }

  /// @param ground  of the PSU, projected
  void map(Paper& paper, const Psu& psu, const Shape& shape, const OGRGeometry& ground, const MapFrame& frame,
           const LocalProjection& projection, const std::vector<Sheet>& sheets) {
    canvas_.clear();
    basemap_.draw(paper, frame, projection);
    draw_ground(psu, shape, ground, ground_box(frame, projection), projection);
    canvas_.draw(paper, frame);
    MapTexts labels(paper, frame.area);
    draw_grid(paper, frame, projection, content_.survey.grid, labels);
    const auto inside = paper.clip(frame.area);
    draw_sheets(paper, frame, sheets, labels);
    draw_starts(paper, psu, frame, projection, labels);
    canvas_.draw_names(frame, labels);
    paper.rectangle(frame.area, 0.8);
  }

  void draw_ground(const Psu& psu, const Shape& shape, const OGRGeometry& ground, const Box& box,
                   const LocalProjection& projection) {
    shown_.clear();
    const std::vector<SegmentGround> segments = segments_of(psu, shape);
    canvas_.layer("psu-ground");
    if (segments.empty() && content_.survey.basemap.empty()) canvas_.add(ground, "");
    for (const SegmentGround& each : segments)
      if (each.worked) add(*each.ground, "", projection);
    for (const NamedLayer& layer : sources_.layers) {
      const std::vector<MapFeature> features = layer.features.touching(box);
      if (features.empty()) continue;
      canvas_.layer(layer.asked.style);
      for (const MapFeature& feature : features) add(*feature.geometry, feature.texts[0], projection);
      if (std::find(shown_.begin(), shown_.end(), layer.asked.style) == shown_.end())
        shown_.push_back(layer.asked.style);
    }
    draw_neighbours(psu, box, projection);
    if (!segments.empty()) {
      canvas_.layer("segment");
      for (const SegmentGround& each : segments)
        add(*each.ground, words_("segment_number", {{"number", std::to_string(each.number)}}), projection);
    }
    segments_shown_ = !segments.empty();
    canvas_.layer("psu-border");
    canvas_.add(ground, "");
  }

  /// The segments of a PSU that was cut by its buildings.
  std::vector<SegmentGround> segments_of(const Psu& psu, const Shape& shape) const {
    std::vector<SegmentGround> out;
    std::unique_ptr<OGRGeometry> whole;
    for (const Segment& segment : content_.plan.segments) {
      if (&content_.plan.psus[segment.psu] != &psu || segment.ground.empty()) continue;
      if (!whole) whole = to_ogr(shape);
      const std::unique_ptr<OGRGeometry> own = to_ogr(segment.ground);
      const GdalErrors quiet;  // ground that GEOS can't cut is shown whole
      std::unique_ptr<OGRGeometry> ground(whole->Intersection(own.get()));
      if (ground && !ground->IsEmpty()) out.push_back({segment.number, segment.worked, std::move(ground)});
    }
    return out;
  }

  /// Borders and names of the neighbours and of areas that the PSU is made of.
  void draw_neighbours(const Psu& psu, const Box& box, const LocalProjection& projection) {
    canvas_.layer("neighbour");
    members_shown_ = false;
    for (const MapFeature& feature : sources_.neighbours.touching(box)) {
      const bool member = std::any_of(psu.members.begin(), psu.members.end(),
                                      [&](const Member& each) { return each.id == feature.texts[0]; });
      members_shown_ = members_shown_ || member;
      if (feature.texts[0] == psu.id && !member) continue;
      add(*feature.geometry, feature.texts[1].empty() ? feature.texts[0] : feature.texts[1], projection);
    }
  }

  static void draw_sheets(Paper& paper, const MapFrame& frame, const std::vector<Sheet>& sheets, MapTexts& labels) {
    for (std::size_t k = 0; k < sheets.size(); ++k) {
      const Spot low = frame.spot({sheets[k].frame.low.east, sheets[k].frame.high.north});
      const Spot high = frame.spot({sheets[k].frame.high.east, sheets[k].frame.low.north});
      paper.rectangle({low.x, low.y, high.x - low.x, high.y - low.y}, 0.25);
      labels.beside({std::max(low.x, frame.area.x) + 0.5, std::max(low.y, frame.area.y) + 0.5}, 0.8,
                    std::to_string(k + 2), {9, true});
    }
  }

  void draw_starts(Paper& paper, const Psu& psu, const MapFrame& frame, const LocalProjection& projection,
                   MapTexts& labels) {
    std::uint32_t last = 0;
    buildings_shown_ = false;
    starts_shown_ = false;
    struct Building {
      Spot at;
      const Household* household;
    };
    std::vector<Building> first_batch;
    for (const Household& household : content_.plan.households) {
      if (&content_.plan.psus[household.psu] != &psu || !household.start_position) continue;
      const Spot at = frame.spot(projection(*household.start_position));
      if (at.x < frame.area.x || at.x > frame.area.x + frame.area.width || at.y < frame.area.y ||
          at.y > frame.area.y + frame.area.height)
        continue;                 // on another sheet
      if (household.batch > 0) {  // the first batch by number, the others as dots
        buildings_shown_ = true;
        const double radius = household.batch == 1 ? 0.9 : 0.55;
        paper.dot(at, radius, household.batch == 1 ? kBlack : kGrey);
        labels.keep_free({at.x - radius, at.y - radius, 2 * radius, 2 * radius});
        if (household.batch == 1) first_batch.push_back({at, &household});
        continue;
      }
      if (household.start <= last) continue;
      last = household.start;
      starts_shown_ = true;
      paper.dot(at, 2.3, kBlack);
      paper.text({at.x - 5, at.y - 1.9}, 10, std::to_string(last), {8, true, Align::centre, kWhite});
      labels.keep_free({at.x - 2.3, at.y - 2.3, 4.6, 4.6});
    }
    for (const Building& each : first_batch) labels.pointing(each.at, 0.9, each.household->id, {6.5, true});
  }

  void footer(Paper& paper, const Psu& psu, const MapFrame& frame) const {
    const double top = frame.area.y + frame.area.height + 6;
    std::vector<LegendEntry> legend = {
        legend_of("psu-border", words_(segments_shown_ ? "legend_segment" : "legend_psu")),
        legend_of("neighbour", words_(members_shown_ ? "legend_census_areas" : "legend_neighbours"))};
    constexpr std::array<std::pair<const char*, const char*>, 5> kRoles = {{{"road", "legend_road"},
                                                                            {"water", "legend_water"},
                                                                            {"building", "legend_building"},
                                                                            {"place", "legend_place"},
                                                                            {"boundary", "legend_boundary"}}};
    for (const auto& [style, word] : kRoles)
      if (std::find(shown_.begin(), shown_.end(), style) != shown_.end())
        legend.push_back(legend_of(style, words_(word)));
    if (buildings_shown_)
      legend.push_back({words_("legend_first_batch"), [](Paper& on, const Area2d& box) {
                          on.dot({box.x + 4.5, box.y + 1.6}, 0.9, kBlack);
                        }});
    if (starts_shown_)
      legend.push_back({words_("legend_start"), [](Paper& on, const Area2d& box) {
                          on.dot({box.x + 4.5, box.y + 1.6}, 1.6, kBlack);
                        }});
    draw_legend(paper, {10, top}, legend, 5);
    draw_scale_bar(paper, {12, top + 26}, 60, frame.scale, words_);
    if (psu.position)
      paper.text({84, top + 31}, 55, position_text(*psu.position) + " (WGS 84)", {8, false, Align::left, kGrey});
    // Beside the map: names may stand anywhere on it.
    draw_north(paper, {paper.width() - 10 - 46 - 9, top + 2}, words_);
    sources_.inset.draw(paper, psu, {paper.width() - 10 - 46, top, 46, 37});
  }

  const MapContent& content_;
  const Words& words_;
  const AtlasSources& sources_;
  AtlasDetail detail_;
  Basemap basemap_;
  MapCanvas canvas_;
  std::vector<std::string> shown_;
  bool starts_shown_ = false;
  bool members_shown_ = false;
  bool segments_shown_ = false;
  bool buildings_shown_ = false;
};

}  // namespace

Pages psu_maps(const MapContent& content, AtlasDetail detail) {
  const auto sources = std::make_shared<const AtlasSources>(content);
  return {{content.survey.paper, content.words("maps_title", {{"title", content.plan.title}}), content.plan.date,
           content.words.language()},
          content.pages.size(),
          [&content, sources, detail] {
            const auto atlas = std::make_shared<Atlas>(content, *sources, detail);
            return [atlas](Paper& paper, std::size_t page) { atlas->page(paper, page); };
          }};
}

}  // namespace fairdraw
