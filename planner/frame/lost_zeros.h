#pragma once

#include "planner/values/frame.h"

#include <cstdint>
#include <vector>

namespace fairdraw {

/// Areas whose ids look as if a program had taken them for numbers and lost the zero at their front: all ids are
/// digits, all are of one length but for these, which are one or more shorter; none has a zero at its front; and they
/// are codes, not a count of the areas, as most numbers below the largest are no id.
/// @param areas  rows of the frame that are drawn from
std::vector<std::uint32_t> ids_without_zeros(const Frame& frame, const std::vector<std::uint32_t>& areas);

}  // namespace fairdraw
