#include "planner/frame/coverage.h"

#include "planner/base/text.h"
#include "planner/base/unicode.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace fairdraw {

namespace {

/// What two codes share that are the same but for zeros at their front, letter case, spaces and what can't be seen.
std::string likeness(std::string_view code) {
  return folded(without_zeros(trimmed(code)));
}

/// Codes of the frame that no boundary has, with what is nearest to them; and boundaries in which no area is.
class Codes {
 public:
  explicit Codes(const std::vector<Boundary>& boundaries) : boundaries_(boundaries) {
    for (const Boundary& boundary : boundaries) alike_.emplace(likeness(boundary.id), boundary.id);
    std::string some;
    for (std::size_t i = 0; i < std::min(kShown, boundaries.size()); ++i)
      some += (i == 0 ? "" : ", ") + shown(boundaries[i].id);
    unknown_.treatment = "kept; drawn in the stratum that the frame says; boundaries are called " + some +
                         (boundaries.size() > kShown ? ", ..." : "");
  }

  void miss(std::string_view area, std::string_view code) {
    const auto like = alike_.find(likeness(code));
    if (like != alike_.end()) meant_.insert(like->second);
    unknown_.add(std::string(area) + " (no boundary " + shown(code) +
                 (like == alike_.end() ? "" : "; one is " + shown(like->second)) + ")");
  }

  std::vector<Finding> findings(const std::map<std::string_view, double>& sums) {
    for (const Boundary& boundary : boundaries_)
      if (!sums.contains(boundary.id) && !meant_.contains(boundary.id)) empty_.add(printable(boundary.id));
    std::vector<Finding> out;
    for (Finding* finding : {&unknown_, &empty_})
      if (finding->count > 0) out.push_back(std::move(*finding));
    return out;
  }

 private:
  static constexpr std::size_t kShown = 3;

  const std::vector<Boundary>& boundaries_;
  std::map<std::string, std::string> alike_;
  std::set<std::string> meant_;  ///< boundaries that a code of another format seems to mean
  Finding unknown_{"unknown-boundary", Severity::warning, 0, {}, ""};
  Finding empty_{"empty-boundary", Severity::warning, 0, {}, "no area of the frame is in it: are some missing?"};
};

}  // namespace

std::vector<Finding> check_boundaries(const Frame& frame, const std::vector<std::optional<Place>>& places,
                                      const std::string& column, const std::vector<Boundary>& boundaries) {
  Finding outside{"outside-boundary", Severity::warning, 0, {}, "kept; drawn in the stratum that the frame says"};
  Finding totals{"boundary-total", Severity::warning, 0, {}, "drawn with the frame's sizes"};
  std::map<std::string_view, const Boundary*> by_id;
  std::map<std::string_view, double> sums;
  for (const Boundary& boundary : boundaries) by_id.emplace(boundary.id, &boundary);

  Codes codes(boundaries);
  const TextColumn& ids = *frame.column(column);
  for (std::uint32_t area = 0; area < frame.areas(); ++area) {
    sums[ids[area]] += frame.size[area];
    const auto boundary = by_id.find(ids[area]);
    if (boundary == by_id.end()) {
      codes.miss(frame.id[area], ids[area]);
    } else if (places[area] && !boundary->second->shape.polygons.empty() &&
               !contains(boundary->second->shape, *places[area])) {
      outside.add(std::string(frame.id[area]) + " (not in " + printable(ids[area]) + ")");
    }
  }
  for (const Boundary& boundary : boundaries) {
    if (!boundary.total) continue;
    const auto found = sums.find(boundary.id);
    const double sum = found == sums.end() ? 0 : found->second;
    if (std::fabs(sum - *boundary.total) > kTotalTolerance * std::fabs(*boundary.total))
      totals.add(boundary.id + " (frame " + number_text(sum) + ", boundary " + number_text(*boundary.total) + ")");
  }
  std::vector<Finding> out = codes.findings(sums);
  for (Finding* finding : {&outside, &totals})
    if (finding->count > 0) out.push_back(std::move(*finding));
  return out;
}

}  // namespace fairdraw
