#pragma once

#include "config/survey.h"
#include "geo/open/source.h"
#include "planner/values/frame.h"

namespace fairdraw {

/// Opens the survey's frame: its layer, or the PSUs that were made of a population raster.
/// @param frame  as it was read from there
/// @throws Error(usage) where it can't be read
Source open_frame(const Survey& survey, const Frame& frame);

}  // namespace fairdraw
