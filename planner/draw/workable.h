#pragma once

#include "planner/draw/prepare.h"
#include "planner/frame/findings.h"

namespace fairdraw {

/// PSUs with more households than a team can list (households.list_most), or where only a segment is worked, whose
/// segment has: which areas, and what share of the main sample's PSUs is expected to be such. Counts none where nothing
/// is listed.
/// @param prepared  with its design
Finding unworkable_psus(const Prepared& prepared);

}  // namespace fairdraw
