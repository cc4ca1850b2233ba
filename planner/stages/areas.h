#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/frame/strata.h"
#include "planner/sampling/stream.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// An area that the first stage drew.
struct DrawnArea {
  std::uint32_t stratum = 0;  ///< position in Strata
  std::uint32_t area = 0;     ///< row of the frame
  std::uint32_t replicate = 0;
  std::uint32_t draw_order = 0;  ///< from 1, along the stratum's order
  std::uint32_t hits = 1;
  bool certainty = false;
  double draw_probability = 0;       ///< in the whole draw, reserve and all; in (0, 1]
  double inclusion_probability = 0;  ///< in the main sample; in (0, 1]
};

/// All drawn areas, stratum by stratum, in draw order.
using AreaSample = std::vector<DrawnArea>;

/// Draws the first stage: in each stratum the certainty units, then a systematic PPS draw from the rest, parted at
/// random into replicates. Each stratum has its own streams.
///
/// An area of size s that is not certain has draw_probability s (m - c) / S and inclusion_probability s (n - c) / S,
/// with S the size of what is not certain, c certainty units, n allocated and m drawn in all: the random part makes
/// each of the m - c belong to the main sample with chance (n - c) / (m - c).
AreaSample draw_areas(const Strata& strata, const Design& design, const SeedKey& key, CertaintyRule rule);

}  // namespace fairdraw
