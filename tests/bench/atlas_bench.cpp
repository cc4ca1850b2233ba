#include "config/survey.h"
#include "geo/country_writer.h"
#include "geo/geometry_report.h"
#include "geo/local_projection.h"
#include "geo/map_canvas.h"
#include "geo/map_features.h"
#include "geo/maps.h"
#include "geo/paper.h"
#include "geo/to_wgs84.h"
#include "planner/audit/draw_run.h"
#include "planner/field/teams.h"
#include "planner/synth/country.h"
#include "tests/bench/side_by_side.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <ogr_geometry.h>

namespace {

using namespace fairdraw;
namespace fs = std::filesystem;

const char* kSurvey = R"(
[survey]
title = "Bench"
country = "SLD"
seed = "bench"
[yields]
eligible = 0.4
[frame]
file = "frame.gpkg"
layer = "areas"
id = "ea_code"
name = "ea_name"
size = "households"
strata = ["region", "urban"]
[boundaries]
file = "regions.gpkg"
id = "region"
[areas]
count = 125
[households]
take = 8
[maps]
layers = [{ file = "buildings.fgb", style = "building" }, { file = "rivers.gpkg", style = "water", label = "name" },
          { file = "roads.gpkg", style = "road", label = "name" }, { file = "places.gpkg", style = "place", label = "name" }]
)";

/// The layers of one page, read and projected beforehand: what is timed is Mapnik's rendering alone.
std::unique_ptr<MapCanvas> load_page(const Shape& shape, const LocalProjection& projection, Metres low, Metres high,
                                     std::vector<std::pair<std::string, MapFeatures>>& layers) {
  auto canvas = std::make_unique<MapCanvas>();
  const Box box{projection.inverse(low), projection.inverse(high)};
  const auto add = [&](const OGRGeometry& geometry, const std::string& label) {
    const std::unique_ptr<OGRGeometry> copy(geometry.clone());
    if (projection.project(*copy)) canvas->add(*copy, label);
  };
  canvas->layer("psu-ground");
  add(*to_ogr(shape), "");
  for (auto& [style, features] : layers) {
    canvas->layer(style);
    for (const MapFeature& feature : features.touching(box)) add(*feature.geometry, feature.texts[0]);
  }
  OGRLinearRing edge;
  for (const Metres corner : {low, Metres{high.east, low.north}, high, Metres{low.east, high.north}, low})
    edge.addPoint(corner.east, corner.north);
  OGRPolygon shown;
  shown.addRing(&edge);
  canvas->layer("name");  // the neighbours' names, where the atlas puts them
  for (const MapFeature& feature : layers.back().second.touching(box)) {
    const std::unique_ptr<OGRGeometry> ground(feature.geometry->clone());
    if (!projection.project(*ground)) continue;
    const std::unique_ptr<OGRGeometry> visible(ground->Intersection(&shown));
    OGRPoint middle;
    if (visible && !visible->IsEmpty() && visible->Centroid(&middle) == OGRERR_NONE)
      canvas->add(middle, feature.texts[0]);
  }
  canvas->layer("psu-border");
  add(*to_ogr(shape), "");
  return canvas;
}

void atlas_page(benchmark::State& state) {
  const fs::path folder = fs::temp_directory_path() / "fairdraw-bench-atlas";
  fs::create_directories(folder);
  write_country(make_country(12'000, "Sampleland"), folder, "Sampleland", [](std::size_t, std::size_t) {});
  const Survey survey = parse_survey(kSurvey, folder / "survey.toml");
  const DrawRun run = run_draw(survey, "bench");
  const MapContent content{survey, run.plan, run.shapes, read_boundaries(survey), field_order(run.plan)};

  std::vector<std::pair<std::string, MapFeatures>> layers;
  for (const MapLayer& layer : survey.map_layers)
    layers.emplace_back(layer.style, MapFeatures(survey.resolve(layer.file).string(), "", "layer", {layer.label}));
  layers.emplace_back("neighbour",
                      MapFeatures(survey.resolve(survey.frame.file).string(), "areas", "frame", {"ea_name"}));
  struct Page {
    std::unique_ptr<MapCanvas> canvas;
    Metres low, high;
  };
  const Area2d area{10, 36, 190, 209};
  std::vector<Page> pages;
  for (const std::size_t i : content.pages) {
    const Box box = bounds(run.shapes[i]);
    const LocalProjection projection(
        {(box.low.longitude + box.high.longitude) / 2, (box.low.latitude + box.high.latitude) / 2});
    const Metres high = projection(box.high);
    const double half_width = std::max(high.east, high.north * 190 / 209) * 1.24;
    const Metres corner{half_width, half_width * 209 / 190};
    pages.push_back({load_page(run.shapes[i], projection, {-corner.east, -corner.north}, corner, layers),
                     {-corner.east, -corner.north},
                     corner});
  }
  bench::side_by_side(
      state, [&] { write_psu_maps(content, folder / "atlas.pdf", [](std::size_t, std::size_t) {}); },
      [&] {
        Paper paper(folder / "bare.pdf", PaperSize::a4, "bare", "");
        for (Page& page : pages) {
          page.canvas->draw(paper, area, page.low, page.high);
          paper.next_page();
        }
        paper.finish();
      });
  state.counters["pages"] = static_cast<double>(pages.size());
  state.counters["KB_a_page"] =
      static_cast<double>(fs::file_size(folder / "atlas.pdf")) / 1024 / static_cast<double>(pages.size());
  state.counters["bare_KB_a_page"] =
      static_cast<double>(fs::file_size(folder / "bare.pdf")) / 1024 / static_cast<double>(pages.size());
  fs::remove_all(folder);
}

BENCHMARK(atlas_page)->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);

}  // namespace
