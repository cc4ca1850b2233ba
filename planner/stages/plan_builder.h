#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/frame/strata.h"
#include "planner/sampling/stream.h"
#include "planner/stages/areas.h"
#include "planner/values/frame.h"
#include "planner/values/ground.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"

#include <vector>

namespace fairdraw {

/// A plan that knows what its survey says of it, and nothing drawn yet.
Plan start_plan(const Survey& survey);

/// What is known of the ground of a drawn area.
struct DrawnGround {
  Shape shape;                    ///< empty where there is none
  GroundPoints buildings;         ///< where they matter; see needs_people()
  GroundPoints population;        ///< cells, the same
  std::vector<GroundLine> lines;  ///< roads and banks, where it is split; see is_split()
};

/// Whether an area is so large that it is split into segments.
bool is_split(const Frame& frame, const DrawnArea& area, const Survey& survey);

/// Whether the plan of an area depends on where people live there: walks and visits that begin at buildings, segments.
bool needs_people(const Frame& frame, const DrawnArea& area, const Survey& survey);

/// Makes the plan out of a drawn sample: the PSUs with what the lists carry, the walk's contacts where the mode has any
/// (for replicates that are released), their respondents, and what is expected of each stratum.
/// @param ground  per drawn area
/// @throws Error(usage) where a walk lacks a polygon, or footprints lack a building
Plan build_plan(const DrawBasis& basis, const AreaDraw& draw, const std::vector<DrawnGround>& ground);

}  // namespace fairdraw
