#pragma once

#include <string>
#include <vector>

#include <gdal_priv.h>

namespace fairdraw {

/// Opens a file of cells with one of these drivers of GDAL, and no other.
/// @param role    what the survey file calls it, for messages
/// @param what    what the file should be: "a GeoTIFF"
/// @throws Error(usage) where it is not there, not of these, or lies in a virtual or network place
GDALDatasetUniquePtr open_raster(const std::string& file, const std::string& role, const std::string& what,
                                 const std::vector<const char*>& drivers);

}  // namespace fairdraw
