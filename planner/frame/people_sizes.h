#pragma once

#include "config/survey.h"
#include "planner/frame/findings.h"
#include "planner/values/frame.h"

namespace fairdraw {

/// Signs that the measure of size counts people where the survey takes it for households (frame.size_per_household is
/// 1): a column of people by its name, or boundaries' totals of such a column, a raster, or a column of households
/// beside it of which it is a household's size of times. None where no households are drawn.
/// @param frame  with the columns that the survey names
Finding people_taken_for_households(const Frame& frame, const Survey& survey);

}  // namespace fairdraw
