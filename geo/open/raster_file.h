#pragma once

#include "planner/values/formats.h"

#include <string>

#include <gdal_priv.h>

namespace fairdraw {

/// Opens a file of cells with one of the drivers for its use, and no other.
/// @param role    what the survey file calls it, for messages
/// @param use     what the file is named for
/// @throws Error(usage) where it is not there, not of these, or lies in a virtual or network place
GDALDatasetUniquePtr open_raster(const std::string& file, const std::string& role, FileUse use);

}  // namespace fairdraw
