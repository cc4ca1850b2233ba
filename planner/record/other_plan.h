#pragma once

#include "planner/stages/coordination.h"

#include <cstddef>
#include <filesystem>
#include <optional>

namespace fairdraw {

/// Reads what a draw needs to be coordinated with another plan: its areas' probabilities, worked out anew from its
/// frame, and what of it is released.
/// @param releases  of its reserve that count: those made by then; nothing: all of now
/// @throws Error(usage) where it is no plan, its tables were changed, or its frame is gone or no longer what it was
Coordination coordinate_with(const std::filesystem::path& plan, bool avoid,
                             std::optional<std::size_t> releases = std::nullopt);

}  // namespace fairdraw
