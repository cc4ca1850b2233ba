#pragma once

#include <memory>

#include <gdal_priv.h>

namespace fairdraw {

/// A dataset in memory without a layer yet, for what GDAL's drivers don't read as it is meant.
std::shared_ptr<GDALDataset> memory_dataset();

}  // namespace fairdraw
