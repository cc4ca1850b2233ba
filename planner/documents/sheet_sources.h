#pragma once

#include "config/survey.h"
#include "geo/maps/inset.h"
#include "planner/documents/sheet_words.h"
#include "planner/documents/teams.h"
#include "planner/values/boundary.h"
#include "planner/values/plan.h"
#include "planner/words/words.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace fairdraw {

/// What all sheets of a plan are made of; several threads read it.
struct SheetSources {
  const Plan& plan;
  const Survey& survey;
  const Words& words;
  std::vector<std::size_t> order;  ///< sheet by sheet, positions in Plan::psus
  SheetWords says;
  Inset inset;
  std::vector<std::vector<std::size_t>> households_of;  ///< by position in Plan::psus, positions in Plan::households
  std::map<std::size_t, std::string> team_of;           ///< names, by position in Plan::psus
  std::string codes;                                    ///< what results mean
};

/// Gathers them. What is given outlives them, but for `teams`.
/// @param boundaries  for the small map; may be none
SheetSources sheet_sources(const Plan& plan, const Survey& survey, const TeamPlan& teams, const Words& words,
                           const std::vector<Boundary>& boundaries);

}  // namespace fairdraw
