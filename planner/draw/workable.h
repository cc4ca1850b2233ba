#pragma once

#include "planner/draw/prepare.h"
#include "planner/frame/findings.h"

namespace fairdraw {

/// PSUs that can't be worked as they are. Of walks and of buildings drawn in batches: those with fewer households than
/// the contacts that their yields need for the take. Of listings: PSUs with more households than a team can list
/// (households.list_most), or where only a segment is worked, whose segment has. With each which areas, and what share
/// of the main sample's PSUs is expected to be such.
/// @param prepared  with its design
Finding unworkable_psus(const Prepared& prepared);

/// Strata of which one PSU is drawn and not all are, so that their variance can't be estimated.
/// @param prepared  with its design
Finding single_psus(const Prepared& prepared);

}  // namespace fairdraw
