#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/stages/areas.h"
#include "planner/values/frame.h"

#include <string>
#include <vector>

namespace fairdraw {

/// The probabilities that two PSUs are both in the field.
struct JointProbabilities {
  std::vector<std::string> psu_ids;
  std::vector<double> matrix;  ///< row by row, in the order of `psu_ids`; each PSU's own on the diagonal
};

/// Whether the survey's method has joint probabilities that are known exactly; else they are Hájek's approximation.
bool joint_is_exact(const Survey& survey);

/// The joint inclusion probabilities of the released sample's areas, row by row in their order, each area's own on the
/// diagonal. Two areas of the random part are in the released sample together with the chance that the draw takes both
/// times the chance that both fall to replicates that are released; strata are independent (but for a draw across
/// strata, of which that is an approximation).
/// @throws Error(usage) where the method's joint probabilities are not known at all
std::vector<double> joint_matrix(const Design& design, const AreaDraw& draw, const Survey& survey);

/// joint_matrix() with the ids of its areas.
JointProbabilities joint_of_released(const Frame& frame, const Design& design, const AreaDraw& draw,
                                     const Survey& survey);

}  // namespace fairdraw
