#pragma once

#include "config/survey.h"

#include <cstdint>

namespace fairdraw {

/// Into how many segments of about areas.segment_size households an area is split; 1 where it has no more than
/// areas.segment_above.
std::uint32_t segments_wanted(double households, const AreasStage& areas);

/// Households of an area, or of the one segment of it that is worked.
double households_worked(double households, const AreasStage& areas);

}  // namespace fairdraw
