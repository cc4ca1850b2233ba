#pragma once

#include "planner/values/frame.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// Texts that are one name to a reader and several to a program, such as `Urban`, `urban` and `Urban` with a no-break
/// space.
///
/// They differ only in letter case, spaces, characters that can't be seen, or Unicode normalisation (see folded()).
/// @param areas  rows of the frame that are drawn from
/// @return a sentence each: of a column of strata with the areas of each spelling, the most frequent first; of ids,
/// which
std::vector<std::string> lookalikes(const Frame& frame, const std::vector<std::uint32_t>& areas);

}  // namespace fairdraw
