#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/frame/strata.h"
#include "planner/sampling/stream.h"
#include "planner/stages/areas.h"
#include "planner/values/frame.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"

#include <vector>

namespace fairdraw {

/// A plan that knows what its survey says of it, and nothing drawn yet.
Plan start_plan(const Survey& survey);

/// What is known of the ground of drawn areas, one entry each.
struct DrawnGround {
  std::vector<Shape> shapes;                  ///< empty where there is none
  std::vector<std::vector<Place>> buildings;  ///< of areas where they matter; empty: of no area
};

/// Whether the plan of an area depends on its buildings: walks and visits that begin at them, segments made of them.
bool needs_buildings(const Frame& frame, const DrawnArea& area, const Survey& survey);

/// Makes the plan out of a drawn sample: the PSUs with what the lists carry, the walk's contacts where the mode has any
/// (for replicates that are released), their respondents, and what is expected of each stratum.
/// @throws Error(usage) where a walk lacks a polygon, or footprints lack a building
Plan build_plan(const Frame& frame, const Strata& strata, const Design& design, const AreaDraw& draw,
                const DrawnGround& ground, const Survey& survey, const SeedKey& key);

}  // namespace fairdraw
