#pragma once

#include "planner/base/json.h"
#include "planner/study/study.h"

#include <string>

namespace fairdraw {

/// The study as lines for a terminal: methods from the least mean variance to the largest, and what to choose.
std::string study_in_text(const Study& study);

/// Everything of the study but the single totals.
Json study_in_json(const Study& study);

/// One record per method, column and total: method, column, value, total, mean, variance, cv, bound (the
/// Godambe-Joshi bound of the variance, which is that of designs with the probabilities that were asked for).
std::string variances_in_csv(const Study& study);

/// One record per method: what it is like and its figures, a pair of columns for each studied column: the ratio of
/// variances and its standard error.
std::string methods_in_csv(const Study& study);

/// What to choose, in a sentence or two.
std::string recommendation_text(const Study& study);

/// Positions of the methods from the least score to the largest.
std::vector<std::size_t> from_best(const Study& study);

}  // namespace fairdraw
