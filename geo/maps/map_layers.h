#pragma once

#include "config/survey.h"
#include "geo/read/map_features.h"

#include <vector>

namespace fairdraw {

/// A layer that a survey has drawn beneath its maps.
struct NamedLayer {
  MapLayer asked;
  MapFeatures features;  ///< each with its label, or an empty text
};

/// Opens the layers of `maps.layers`, in their order.
/// @throws Error(usage) where one can't be read or has no such column
std::vector<NamedLayer> open_map_layers(const Survey& survey);

}  // namespace fairdraw
