#pragma once

#include "planner/stages/coordination.h"

#include <filesystem>

namespace fairdraw {

/// Reads what a draw needs to be coordinated with another plan: its areas' probabilities, worked out anew from its
/// frame, and what it drew.
/// @throws Error(usage) where it is no plan, its tables were changed, or its frame is gone or no longer what it was
Coordination coordinate_with(const std::filesystem::path& plan, bool avoid);

}  // namespace fairdraw
