#pragma once

#include "planner/advice/advice.h"

#include <filesystem>

namespace fairdraw {

/// Draws the advice as one picture, SVG or PNG by the file's extension: the cost of each take against its margin, the
/// chosen one marked; the chance against the cost as areas are added; the chance at both ends of each yield; the margin
/// against rho.
/// @throws Error(system) where the file can't be written
void draw_advice(const std::filesystem::path& picture, const Advice& advice);

}  // namespace fairdraw
