#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/stages/areas.h"
#include "planner/values/frame.h"

#include <string>
#include <vector>

namespace fairdraw {

/// Whether the survey's method has joint probabilities that are known exactly; else they are Hájek's approximation.
bool joint_is_exact(const Survey& survey);

/// The joint inclusion probabilities of the released sample's areas, row by row in their order, each area's own on the
/// diagonal. Two areas of the random part are in the released sample together with the chance that the draw takes both
/// times the chance that both fall to replicates that are released; strata are independent (but for a draw across
/// strata, of which that is an approximation).
/// @throws Error(usage) where the method's joint probabilities are not known at all
std::vector<double> joint_matrix(const Design& design, const AreaDraw& draw, const Survey& survey);

/// The same as CSV: psu_id, then a column for each area. In R, with psus.csv's rows whose release is not empty:
///   m <- as.matrix(read.csv("tables/joint.csv", row.names = 1, check.names = FALSE))
///   svydesign(ids = ~psu_id, fpc = ~inclusion_probability, pps = ppsmat(m), data = psus)
std::string joint_table(const Frame& frame, const Design& design, const AreaDraw& draw, const Survey& survey);

}  // namespace fairdraw
