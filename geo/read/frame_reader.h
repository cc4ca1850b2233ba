#pragma once

#include "config/survey.h"
#include "planner/values/frame.h"

#include <memory>

namespace fairdraw {

/// Reads the survey's frame: every column that the survey file names, through GDAL's Arrow stream, without loading
/// geometry into the frame.
/// @param with_geometry  whether to see which areas have geometry (reads all of it); otherwise all of a spatial source
/// are taken to have some
/// @param known          of a raster: its PSUs where they were made before, which are taken if it is the same; nullptr:
/// they were not
/// @throws Error(usage) naming file, layer and column where something is missing or can't be read
Frame read_frame(const Survey& survey, bool with_geometry, const std::shared_ptr<const GridFrame>& known = nullptr);

}  // namespace fairdraw
