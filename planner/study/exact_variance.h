#pragma once

#include "planner/draw/totals.h"
#include "planner/frame/strata.h"
#include "planner/sampling/methods.h"
#include "planner/stages/areas.h"

#include <vector>

namespace fairdraw {

/// The variances of estimated totals under a method whose joint probabilities are known exactly: in each stratum the
/// sum over all pairs of areas of (p_ij - p_i p_j) y_i y_j / (p_i p_j), p_ii being p_i.
/// @return per column and total; empty where they are not known, or strata are so large that it would take long
/// Source: Horvitz and Thompson (1952), Journal of the American Statistical Association 47(260), 663-685.
std::vector<std::vector<double>> exact_variances(const Strata& strata, const std::vector<StratumInput>& inputs,
                                                 const Method& method, const std::vector<StudyColumn>& columns);

}  // namespace fairdraw
