#pragma once

#include "config/survey.h"
#include "geo/open/source.h"

namespace fairdraw {

/// Opens the survey's frame: its layer, or the PSUs made of a population raster (see make_grid_frame()).
/// @throws Error(usage) where it can't be read
Source open_frame(const Survey& survey);

}  // namespace fairdraw
