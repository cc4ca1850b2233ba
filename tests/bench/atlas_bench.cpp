#include "config/survey.h"
#include "geo/maps/map_layers.h"
#include "geo/maps/maps.h"
#include "geo/open/boundaries.h"
#include "geo/open/country_writer.h"
#include "geo/open/local_projection.h"
#include "geo/open/to_wgs84.h"
#include "geo/read/map_features.h"
#include "planner/documents/sheets.h"
#include "planner/documents/teams.h"
#include "planner/inputs/read_inputs.h"
#include "planner/paper/paper.h"
#include "planner/synth/country.h"
#include "tests/bench/bare_mapnik.h"
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
std::unique_ptr<bench::BareMapnik> load_page(const Shape& shape, const LocalProjection& projection, Metres low,
                                             Metres high, std::vector<std::pair<std::string, MapFeatures>>& layers) {
  auto canvas = std::make_unique<bench::BareMapnik>();
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

/// A draw from a made-up country, in a folder of its own.
struct Sampleland {
  Sampleland(const std::string& name, const std::string& count)
      : folder(fs::temp_directory_path() / ("fairdraw-bench-" + name)),
        survey(written(folder, count)),
        run(run_draw(survey, "bench")),
        boundaries(read_boundaries(survey)) {}
  ~Sampleland() { fs::remove_all(folder); }
  Sampleland(const Sampleland&) = delete;
  Sampleland& operator=(const Sampleland&) = delete;

  static Survey written(const fs::path& folder, const std::string& count) {
    fs::create_directories(folder);
    write_country(
        make_country(12'000, "Sampleland"), folder,
        [](const MadeUpArea& area, std::uint32_t most) { return make_buildings(area, most, "Sampleland"); },
        [](std::size_t, std::size_t) {});
    std::string text = kSurvey;
    text.replace(text.find("count = 125"), 11, "count = " + count);
    return parse_survey(text, folder / "survey.toml");
  }

  fs::path folder;
  Survey survey;
  DrawRun run;
  std::vector<Boundary> boundaries;
  Words words{"en"};
  MapContent content{survey, run.prepared.frame, run.plan, words, run.shapes, boundaries, field_order(run.plan)};
};

void atlas_page(benchmark::State& state) {
  const Sampleland country("atlas", "125");
  const Survey& survey = country.survey;
  const DrawRun& run = country.run;
  const MapContent& content = country.content;
  std::string atlas;
  std::string bare;

  std::vector<std::pair<std::string, MapFeatures>> layers;
  for (NamedLayer& layer : open_map_layers(survey))
    layers.emplace_back(std::string(name_of(layer.asked.style)), std::move(layer.features));
  layers.emplace_back("neighbour",
                      MapFeatures(survey.resolve(survey.frame.file).string(), "areas", "frame", {"ea_name"}));
  struct Page {
    std::unique_ptr<bench::BareMapnik> canvas;
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
      state, [&] { atlas = in_pdf(psu_maps(content, AtlasDetail::one_page_each), {}, 1); },
      [&] {
        Paper paper(PageSetup{});
        for (Page& page : pages) {
          page.canvas->draw(paper, {area, page.low, page.high});
          paper.next_page();
        }
        bare = paper.take();
      });
  state.counters["pages"] = static_cast<double>(pages.size());
  state.counters["KB_a_page"] = static_cast<double>(atlas.size()) / 1024 / static_cast<double>(pages.size());
  state.counters["bare_KB_a_page"] = static_cast<double>(bare.size()) / 1024 / static_cast<double>(pages.size());
}

/// 300 maps and 300 sheets on all cores, against the same on one.
void maps_and_sheets(benchmark::State& state) {
  const Sampleland country("documents", "300");
  const Survey& survey = country.survey;
  const DrawRun& run = country.run;
  const MapContent& content = country.content;
  const TeamPlan teams = plan_teams(run.plan, survey);
  std::string documents;
  const auto draw = [&](unsigned threads) {
    documents = in_pdf(psu_maps(content, AtlasDetail::with_sheets), {}, threads) +
                in_pdf(sheets(run.plan, survey, teams, country.words, country.boundaries), {}, threads);
  };
  bench::side_by_side(
      state, [&] { draw(0); }, [&] { draw(1); });
  state.counters["MB"] = static_cast<double>(documents.size()) / 1024 / 1024;
}

BENCHMARK(maps_and_sheets)->UseManualTime()->Iterations(3)->Unit(benchmark::kMillisecond);
BENCHMARK(atlas_page)->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);

}  // namespace
