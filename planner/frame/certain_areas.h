#pragma once

#include "config/survey.h"
#include "planner/values/frame.h"

#include <functional>
#include <set>
#include <string>

namespace fairdraw {

/// The ids of the areas that the survey takes for certain (`areas.certain`).
/// @param whole     every area of the frame
/// @param drawable  those that can be drawn
/// @throws Error(usage) naming areas that there are not or that can't be drawn, and values of the column that say
/// neither yes nor no
std::set<std::string, std::less<>> certain_ids(const Frame& whole, const Frame& drawable, const Survey& survey);

/// Fills in Frame::certain. An area that small ones were merged into is certain where one of them is.
void mark_certain(Frame& frame, const std::set<std::string, std::less<>>& ids);

}  // namespace fairdraw
