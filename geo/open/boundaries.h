#pragma once

#include "config/survey.h"
#include "planner/values/boundary.h"

#include <vector>

namespace fairdraw {

/// Reads the survey's administrative boundaries; none where it names none.
/// @throws Error(usage) where they can't be read
std::vector<Boundary> read_boundaries(const Survey& survey);

}  // namespace fairdraw
