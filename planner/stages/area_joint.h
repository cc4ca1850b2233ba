#pragma once

#include "config/survey.h"
#include "planner/stages/areas.h"
#include "planner/values/frame.h"

#include <string>
#include <vector>

namespace fairdraw {

/// The probabilities that two PSUs are both in the field.
struct JointProbabilities {
  std::vector<std::string> psu_ids;
  std::vector<double> matrix;  ///< row by row, in the order of `psu_ids`; each PSU's own on the diagonal
  bool exact = false;          ///< else they are Hájek's approximation, or made with it
};

/// The joint inclusion probabilities of the areas that are released. Those of the main sample are the method's. Where
/// replicates are released, P(i in the main sample, j in replicate 1) is (p(i) - p(i, j)) c(j), exactly (see
/// ReplicateInput for c), but of two areas in one replicate it is an approximation (see ReplicatePairs), unless the
/// draw is again one by the method (Method::nests). Strata are independent (but for a draw across strata, of which that
/// is an approximation).
/// @throws Error(usage) where the method's joint probabilities are not known at all
JointProbabilities joint_of_released(const Frame& frame, const AreaDraw& draw, const Survey& survey);

}  // namespace fairdraw
