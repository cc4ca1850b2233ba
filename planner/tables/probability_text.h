#pragma once

#include "config/survey.h"
#include "planner/values/plan.h"

#include <string>

namespace fairdraw {

/// The formulas of a plan's probabilities, stage by stage, in Markdown, with the columns that they are computed from.
/// Only those of the plan's own method and stages.
std::string probability_text(const Plan& plan, const Survey& survey);

}  // namespace fairdraw
