#include "geo/country_map.h"

#include "geo/map_canvas.h"
#include "geo/map_features.h"
#include "geo/to_wgs84.h"

#include <algorithm>

#include <ogr_geometry.h>

namespace fairdraw {

CountryMap draw_country(Paper& paper, const MapContent& content, const Area2d& area, const Box& box) {
  CountryMap out;
  out.projection =
      std::make_unique<LocalProjection>(Place{box.low.longitude + (box.high.longitude - box.low.longitude) / 2,
                                              box.low.latitude + (box.high.latitude - box.low.latitude) / 2});
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

  MapCanvas canvas;
  const auto add = [&](const OGRGeometry& geometry, const std::string& label) {
    const std::unique_ptr<OGRGeometry> copy(geometry.clone());
    if (!projection.project(*copy)) return;
    const std::unique_ptr<OGRGeometry> thin(
        copy->SimplifyPreserveTopology(frame.scale * 0.0001));  // a tenth of a millimetre
    if (thin) canvas.add(*thin, label);
  };
  canvas.layer("region");
  for (const Boundary& boundary : content.boundaries)
    if (const auto geometry = to_ogr(boundary.shape)) add(*geometry, boundary.name);
  for (const MapLayer& layer : content.survey.map_layers) {
    if (layer.style != "road" && layer.style != "water") continue;
    const MapFeatures features(content.survey.resolve(layer.file).string(), layer.layer, "maps.layers", {layer.label});
    canvas.layer(layer.style);
    for (const MapFeature& feature : features.touching(box)) add(*feature.geometry, "");
  }
  canvas.draw(paper, frame.area, frame.low, frame.high);
  draw_grid(paper, frame, projection);
  paper.rectangle(frame.area, 0.4);
  draw_north(paper, {frame.area.x + frame.area.width - 8, frame.area.y + 3});
  return out;
}

bool FreeTexts::put(Paper& paper, Spot sign, const std::string& text, const TextStyle& style) {
  const double width = paper.text_width(text, style);
  const double height = style.size * 0.4;
  for (const Spot corner : {Spot{sign.x + 1.4, sign.y - height}, Spot{sign.x - 1.4 - width, sign.y - height},
                            Spot{sign.x + 1.4, sign.y + 0.2}, Spot{sign.x - 1.4 - width, sign.y + 0.2}}) {
    const bool free = std::none_of(taken_.begin(), taken_.end(), [&](const Area2d& other) {
      return corner.x < other.x + other.width && other.x < corner.x + width && corner.y < other.y + other.height &&
             other.y < corner.y + height;
    });
    if (!free) continue;
    if (plates_) paper.fill({corner.x - 0.2, corner.y, width + 0.4, height}, kWhite);
    paper.text(corner, width + 1, text, style);
    taken_.push_back({corner.x, corner.y, width, height});
    return true;
  }
  return false;
}

}  // namespace fairdraw
