#pragma once

#include "config/survey.h"
#include "planner/base/named_table.h"
#include "planner/values/frame.h"

namespace fairdraw {

/// The survey with what its table of strata (`areas.strata`) says put in: counts as areas.fixed, bounds as
/// areas.minimum_in and maximum_in, the rest as Survey::of_stratum. A row per stratum, in any order:
///
/// | column | says |
/// | --- | --- |
/// | stratum | its name, as strata.csv has it |
/// | count | areas of the main sample, for `allocation = "fixed"` |
/// | minimum, maximum | of areas, where they are shared out |
/// | per_area | the cost to reach an area and work there |
/// | variance | of what is studied, between areas' means, for `allocation = "neyman"` and `"optimal"` |
/// | take | child interviews wanted per area and hit |
/// | eligible, household, child, caregiver | yields, each with its `_low` and `_high` where it is not certain |
///
/// An empty cell leaves what holds for the country.
/// @param frame  whose strata they are
/// @throws Error(usage) with every stratum that is missing, misspelt or there twice, every value that is none, and
/// every one that the survey file contradicts
Survey with_stratum_table(const Survey& survey, const NamedText& file, const Frame& frame);

}  // namespace fairdraw
