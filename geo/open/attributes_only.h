#pragma once

#include <memory>
#include <string>

#include <gdal_priv.h>

namespace fairdraw {

/// A GeoPackage whose tables have no geometry and that has no table of geometry columns either, as its standard allows
/// (OGC 12-128r18, requirement 21) and GDAL before 3.7 does not open: a copy in memory, to which that table is added.
/// @return nullptr where it is none, or has more than 1 GB
std::shared_ptr<GDALDataset> open_attributes_only(const std::string& file);

}  // namespace fairdraw
