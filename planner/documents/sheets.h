#pragma once

#include "config/survey.h"
#include "planner/documents/teams.h"
#include "planner/paper/pages.h"
#include "planner/values/boundary.h"
#include "planner/values/plan.h"
#include "planner/words/words.h"

#include <vector>

namespace fairdraw {

/// One assignment sheet per released PSU: where it is, what to do there, whom to visit and interview, room for visits
/// and result codes, consent and signatures, a small map, and a code with its id and position. It takes one page or two
/// while there are no more households than these hold (more than forty). In mode listing, before the listing has come
/// back, the sheet is the listing form, with a line for every household that the frame knows and a fifth more.
/// @param boundaries  for the small map; may be none
/// All of these outlive the pages.
Pages sheets(const Plan& plan, const Survey& survey, const TeamPlan& teams, const Words& words,
             const std::vector<Boundary>& boundaries);

}  // namespace fairdraw
