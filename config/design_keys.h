#pragma once

#include "config/reader.h"
#include "config/survey.h"

namespace fairdraw {

/// Reads what a design is worked out from: target, how yields vary between areas, costs, rho, strata made of sizes, the
/// children of a household.
void read_design_keys(Reader& read, Survey& survey);

}  // namespace fairdraw
