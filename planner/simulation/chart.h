#pragma once

#include "planner/simulation/simulation.h"

#include <filesystem>

namespace fairdraw {

/// Draws the picture of a simulation, SVG or PNG by its extension: how often there were how many interviews, beside
/// what was computed and the target; and how far the areas' shares of draws are from their probabilities, beside the
/// normal distribution.
/// @throws Error(system) where the file can't be made
void draw_simulation(const std::filesystem::path& picture, const Simulation& simulation);

}  // namespace fairdraw
