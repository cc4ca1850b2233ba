#pragma once

#include "planner/stages/area_joint.h"
#include "planner/values/table.h"

namespace fairdraw {

inline constexpr const char* kJointTable = "joint";

/// joint.csv: a row and a column for each PSU in the field. In R, with psus.csv's rows whose release is not empty:
///   m <- as.matrix(read.csv("tables/joint.csv", row.names = 1, check.names = FALSE))
///   svydesign(ids = ~psu_id, fpc = ~inclusion_probability, pps = ppsmat(m), data = psus)
TableView joint_table(const JointProbabilities& joint);

}  // namespace fairdraw
