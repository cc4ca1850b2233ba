#include "geo/maps/country_map.h"

#include "geo/maps/basemap.h"
#include "geo/maps/map_furniture.h"
#include "geo/maps/map_grid.h"
#include "geo/maps/map_looks.h"
#include "geo/open/to_wgs84.h"

#include <algorithm>
#include <utility>

#include <ogr_geometry.h>

namespace fairdraw {

CountryLayers::CountryLayers(const MapContent& content) : layers(open_map_layers(content.survey)) {
  for (const Boundary& boundary : content.boundaries)
    if (auto geometry = to_ogr(boundary.shape)) regions.emplace_back(std::move(geometry), boundary.name);
}

CountryMap draw_country(Paper& paper, const MapContent& content, const CountryLayers& layers, const Area2d& area,
                        const Box& box) {
  CountryMap out;
  out.projection = std::make_unique<LocalProjection>(middle(box));
  const LocalProjection& projection = *out.projection;
  Metres low{1e30, 1e30};
  Metres high{-1e30, -1e30};
  for (int i = 0; i <= 8; ++i)
    for (int j = 0; j <= 8; ++j) {
      const Metres at = projection({box.low.longitude + (box.high.longitude - box.low.longitude) * i / 8,
                                    box.low.latitude + (box.high.latitude - box.low.latitude) * j / 8});
      low = {std::min(low.east, at.east), std::min(low.north, at.north)};
      high = {std::max(high.east, at.east), std::max(high.north, at.north)};
    }
  out.frame = frame_ground(area, low, high, 0.03);
  const MapFrame& frame = out.frame;

  out.canvas = std::make_unique<MapCanvas>();
  out.labels = std::make_unique<MapTexts>(paper, frame.area);
  MapCanvas& canvas = *out.canvas;
  const Basemap basemap(content.survey);
  basemap.draw(paper, frame, projection);
  const auto add = [&](const OGRGeometry& geometry, const std::string& label) {
    const std::unique_ptr<OGRGeometry> copy(geometry.clone());
    if (!projection.project(*copy)) return;
    const std::unique_ptr<OGRGeometry> thin(copy->Simplify(frame.scale * 0.0001));  // a tenth of a millimetre
    if (thin) canvas.add(*thin, label);
  };
  canvas.layer(kRegionLook);
  for (const auto& [geometry, name] : layers.regions) add(*geometry, name);
  for (const NamedLayer& layer : layers.layers) {
    if (!parts_ground(layer.asked.style)) continue;
    canvas.layer(look_of(layer.asked.style));
    for (const MapFeature& feature : layer.features.touching(box)) add(*feature.geometry, "");
  }
  canvas.draw(paper, frame);
  draw_grid(paper, frame, projection, content.survey.grid, *out.labels);
  paper.rectangle(frame.area, 0.4);
  draw_north(paper, {frame.area.x + frame.area.width - 8, frame.area.y + 3}, content.words);
  out.labels->keep_free({frame.area.x + frame.area.width - 13, frame.area.y + 2, 10, 17});
  return out;
}

}  // namespace fairdraw
