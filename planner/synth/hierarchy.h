#pragma once

#include "planner/sampling/stream.h"
#include "planner/synth/land.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// Which region, district and ward each area lies in; numbers are whole-country, and each ward lies in one district,
/// each district in one region.
struct Hierarchy {
  std::vector<std::uint32_t> ward_of;                 ///< per area
  std::vector<std::uint32_t> district_of, region_of;  ///< per ward, per district
};

/// Nests the areas: in each unit a few well-spread areas are seeds, and every area goes with the nearest.
Hierarchy make_hierarchy(const Land& land, Stream& stream);

}  // namespace fairdraw
