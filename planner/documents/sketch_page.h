#pragma once

#include "planner/paper/paper.h"
#include "planner/values/plan.h"
#include "planner/words/words.h"

#include <cstddef>

namespace fairdraw {

/// Draws the page on which a team sketches a large PSU's segments: how to, which segment to work for every number of
/// them (drawn in advance), and room for the sketch.
void draw_sketch_page(Paper& paper, const Area2d& area, const Plan& plan, std::size_t psu, const Words& words);

}  // namespace fairdraw
