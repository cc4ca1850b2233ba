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

/// Makes the plan out of a drawn sample: the PSUs with what the lists carry, the walk's contacts where the mode has any
/// (for replicates that are released), their respondents, and what is expected of each stratum.
/// @param shapes  one per drawn area, empty where there is none
/// @throws Error(usage) where a walk lacks a polygon
Plan build_plan(const Frame& frame, const Strata& strata, const Design& design, const AreaDraw& draw,
                const std::vector<Shape>& shapes, const Survey& survey, const SeedKey& key);

}  // namespace fairdraw
