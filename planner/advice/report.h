#pragma once

#include "planner/advice/advice.h"
#include "planner/base/json.h"

#include <string>

namespace fairdraw {

/// The advice as lines for a terminal.
std::string advice_in_text(const Advice& advice);

/// Everything of the advice: the chosen design (or, where "reached" is false, the nearest), its strata and domains, all
/// takes beside it, and what it hangs on.
Json advice_in_json(const Advice& advice);

/// One record per alternative: areas, take, households, expected_interviews, chance, margin, deff, cost, chosen.
std::string alternatives_in_csv(const Advice& advice);

/// One record per stratum of the design: stratum, areas, certainty, listed, screened, households, visited,
/// expected_interviews, expected_caregivers, cost.
std::string strata_in_csv(const Advice& advice);

/// How many children of a simple random sample would tell as much of a group; 0 where nothing is known of it.
double effective_interviews(const GroupPrecision& group);

/// What the answer depends on most, in a sentence; empty where the yields are certain.
std::string dependence_text(const Advice& advice);

}  // namespace fairdraw
