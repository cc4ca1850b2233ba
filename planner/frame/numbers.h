#pragma once

#include "planner/base/error.h"
#include "planner/values/frame.h"

#include <string>
#include <vector>

namespace fairdraw {

/// The numbers of a column that the frame was read with, row by row.
/// @param key         of the survey file that names it, for complaints
/// @param complaints  gets one for each row that holds no number, or one too large to be squared (1e100)
std::vector<double> numbers_of(const Frame& frame, const std::string& column, const std::string& key,
                               Complaints& complaints);

/// The same.
/// @throws Error(usage) with these complaints
std::vector<double> numbers_of(const Frame& frame, const std::string& column, const std::string& key);

}  // namespace fairdraw
