#pragma once

#include "planner/draw/prepare.h"
#include "planner/frame/findings.h"

namespace fairdraw {

/// How far a method that keeps its probabilities nearly is from those asked for, stratum by stratum: exact ones are
/// used where strata are small enough. Counts none for other methods.
/// @param prepared  with its design
Finding near_probabilities(const Prepared& prepared);

}  // namespace fairdraw
