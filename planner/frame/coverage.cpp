#include "planner/frame/coverage.h"

#include "planner/base/text.h"

#include <cmath>
#include <map>
#include <set>
#include <string_view>

namespace fairdraw {

std::vector<Finding> check_boundaries(const Frame& frame, const std::vector<std::optional<Place>>& places,
                                      const std::string& column, const std::vector<Boundary>& boundaries) {
  Finding outside{"outside-boundary", Severity::warning, 0, {}, "kept; drawn in the stratum that the frame says"};
  Finding totals{"boundary-total", Severity::warning, 0, {}, "drawn with the frame's sizes"};
  std::map<std::string_view, const Boundary*> by_id;
  std::map<std::string_view, double> sums;
  for (const Boundary& boundary : boundaries) by_id.emplace(boundary.id, &boundary);

  const TextColumn& ids = *frame.column(column);
  std::set<std::string_view> unknown;
  for (std::uint32_t area = 0; area < frame.areas(); ++area) {
    sums[ids[area]] += frame.size[area];
    const auto boundary = by_id.find(ids[area]);
    if (boundary == by_id.end()) {
      outside.add(std::string(frame.id[area]) + " (no boundary \"" + printable(ids[area]) + "\")");
    } else if (places[area] && !boundary->second->shape.polygons.empty() &&
               !contains(boundary->second->shape, *places[area])) {
      outside.add(std::string(frame.id[area]) + " (not in " + printable(ids[area]) + ")");
    }
  }
  for (const Boundary& boundary : boundaries) {
    if (!boundary.total) continue;
    const double sum = sums[boundary.id];
    if (std::fabs(sum - *boundary.total) > kTotalTolerance * std::fabs(*boundary.total))
      totals.add(boundary.id + " (frame " + number_text(sum) + ", boundary " + number_text(*boundary.total) + ")");
  }
  std::vector<Finding> out;
  for (Finding* finding : {&outside, &totals})
    if (finding->count > 0) out.push_back(std::move(*finding));
  return out;
}

}  // namespace fairdraw
