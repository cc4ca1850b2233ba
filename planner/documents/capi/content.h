#pragma once

#include "config/survey.h"
#include "planner/documents/capi/tables.h"
#include "planner/values/plan.h"
#include "planner/words/words.h"

#include <string>

namespace fairdraw {

/// What the files for a data collection system are made of, and where they go.
struct CapiContent {
  const Plan& plan;
  const Survey& survey;
  const Words& words;
  CapiTable psus;
  CapiTable households;
  std::string folder;  ///< of the system in the plan's folder, with a slash at its end
};

}  // namespace fairdraw
