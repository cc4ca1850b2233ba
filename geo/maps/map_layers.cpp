#include "geo/maps/map_layers.h"

namespace fairdraw {

std::vector<NamedLayer> open_map_layers(const Survey& survey) {
  std::vector<NamedLayer> out;
  for (const MapLayer& layer : survey.map_layers)
    out.push_back({layer, MapFeatures(survey.resolve(layer.file).string(), layer.layer, "maps.layers", {layer.label})});
  return out;
}

}  // namespace fairdraw
