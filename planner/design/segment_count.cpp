#include "planner/design/segment_count.h"

#include <algorithm>
#include <cmath>

namespace fairdraw {

std::uint32_t segments_wanted(double households, const AreasStage& areas) {
  if (areas.segment_above == 0 || households <= areas.segment_above) return 1;
  return static_cast<std::uint32_t>(std::clamp(std::floor(households / areas.segment_size + 0.5), 2.0, 1000.0));
}

double households_worked(double households, const AreasStage& areas) {
  return households / segments_wanted(households, areas);
}

}  // namespace fairdraw
