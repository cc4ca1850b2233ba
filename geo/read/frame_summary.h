#pragma once

#include "planner/values/column_summary.h"

#include <string>

namespace fairdraw {

/// Reads through a frame and sums its columns up.
/// @throws Error(usage) where the file can't be read
FrameSummary summarise_frame(const std::string& file, const std::string& layer);

}  // namespace fairdraw
