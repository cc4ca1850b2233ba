#pragma once

#include "config/survey.h"
#include "geo/open/source.h"
#include "planner/values/frame.h"

#include <string>
#include <vector>

namespace fairdraw {

/// Opens what lists the survey's areas: the layer of its frame, or the PSUs that were made of a population raster.
/// @param frame  as it was read from there
/// @throws Error(usage) where it can't be read
Source open_list(const Survey& survey, const Frame& frame);

/// Opens a file that is joined to the frame.
/// @throws Error(usage) where it can't be read
Source open_join(const Survey& survey, const FrameJoin& join);

/// Opens what has the areas' ground: the list, or the file joined for it.
/// @throws Error(usage) where it can't be read
Source open_ground(const Survey& survey, const Frame& frame);

/// The columns there that tell areas apart on a map: an id, and a name where there is one.
std::vector<std::string> ground_names(const Survey& survey);

}  // namespace fairdraw
