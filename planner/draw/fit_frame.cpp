#include "planner/draw/fit_frame.h"

#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/design/segment_count.h"
#include "planner/frame/borders.h"
#include "planner/frame/certain_areas.h"
#include "planner/frame/merging.h"
#include "planner/frame/odd_places.h"
#include "planner/frame/people_sizes.h"
#include "planner/frame/size_strata.h"
#include "planner/frame/strata.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>

namespace fairdraw {

namespace {

/// Groups that are to have a margin and have no area that can be drawn.
Finding empty_domains(const Frame& frame, const Frame& drawable, const Survey& survey) {
  std::set<std::pair<std::string, std::string>> columns;  // and the keys that name them
  if (survey.target.margin_by_domain > 0)
    for (const std::string& column : survey.target.domains) columns.emplace(column, "target.domains");
  for (const ShareTarget& share : survey.target.shares)
    if (!share.by.empty()) columns.emplace(share.by, "target.shares");
  Finding out{"empty-domain", Severity::error, 0, {}, "refused: no margin can be met there", true};
  for (const auto& [name, key] : columns) {
    const auto values = [&, column = name](const Frame& of) {
      std::set<std::string, std::less<>> found;
      const TextColumn& texts = *of.column(column);
      for (std::size_t row = 0; row < of.areas(); ++row) found.emplace(texts[row]);
      return found;
    };
    const auto left = values(drawable);
    for (const std::string& value : values(frame))
      if (!left.contains(value))
        out.add(frame.source + ": " + key + ": no area with " + name + " = \"" + printable(value) +
                "\" can be drawn, so no margin can be met there; leave them out with frame.exclude or mend them");
  }
  return out;
}

/// Borders between areas of strata that hold small ones; the others' ground is not read.
std::vector<SharedBorder> borders_near(const std::vector<std::uint32_t>& small, const Frame& frame,
                                       const Strata& strata, const Ground& ground) {
  std::vector<bool> is_small(frame.areas(), false);
  for (const std::uint32_t row : small) is_small[row] = true;
  std::vector<std::uint32_t> rows, groups;
  for (std::uint32_t h = 0; h < strata.size(); ++h) {
    const std::vector<std::uint32_t>& areas = strata[h].areas;
    if (std::none_of(areas.begin(), areas.end(), [&](std::uint32_t row) { return is_small[row]; })) continue;
    rows.insert(rows.end(), areas.begin(), areas.end());
    groups.insert(groups.end(), areas.size(), h);
  }
  std::vector<SharedBorder> borders = shared_borders(ground.shapes(frame, rows), groups);
  for (SharedBorder& border : borders) border = {rows[border.a], rows[border.b], border.metres};
  return borders;
}

/// Joins areas below areas.merge_below to neighbours, along the borders that the ground shows.
Frame merge_areas(Frame frame, const Survey& survey, const Ground& ground, std::vector<Finding>& findings) {
  const std::vector<std::uint32_t> small = small_areas(frame, survey);
  if (small.empty()) return frame;
  const Strata strata = build_strata(frame);
  Merging merging = merge_small_areas(frame, strata, borders_near(small, frame, strata, ground), survey);
  for (Finding& finding : merging.findings) findings.push_back(std::move(finding));
  return merged_frame(frame, merging, survey);
}

/// Bounds the measures of size, and keeps beside them what the frame says.
Frame with_bounded_sizes(Frame frame, const FrameSource& rules) {
  if (rules.size_min == 0 && rules.size_max == 0) return frame;
  frame.counted = frame.size;
  for (double& size : frame.size) {
    size = std::max(size, rules.size_min);
    if (rules.size_max > 0) size = std::min(size, rules.size_max);
  }
  return frame;
}

/// Where the survey asks for it, looks for areas whose position is a mistake, and leaves them out.
void look_at_positions(const Inputs& inputs, OnGround rule, FrameCheck& check) {
  if (rule == OnGround::keep) return;  // as a draw needs no positions for that
  OddPlaces odd = odd_places(inputs.frame, inputs.ground->places(inputs.frame).places, rule);
  for (Finding& finding : odd.findings) check.findings.push_back(std::move(finding));
  if (rule != OnGround::exclude) return;
  std::erase_if(check.drawable, [&](std::uint32_t area) {
    const bool is_odd = std::binary_search(odd.areas.begin(), odd.areas.end(), area);
    if (is_odd) check.left_out.push_back(area);
    return is_odd;
  });
}

/// Areas that would be split, if drawn.
Finding large_areas(const Frame& drawable, const Survey& survey) {
  Finding split{"large-area", Severity::note, 0, {}, "split into segments, of which one is worked"};
  for (std::uint32_t row = 0; row < drawable.areas(); ++row) {
    const double households = survey.frame.households(drawable.count(row));
    const std::uint32_t segments = segments_wanted(households, survey.areas);
    if (segments > 1)
      split.add(std::string(drawable.id[row]) + " (" + number_text(households) + " households, " +
                std::to_string(segments) + " segments)");
  }
  return split;
}

}  // namespace

FitFrame fit_frame(const Inputs& inputs, const Survey& survey) {
  const Frame& frame = inputs.frame;
  FitFrame out;
  FrameCheck check = check_frame(frame, survey);
  look_at_positions(inputs, survey.frame.on_odd_position, check);
  out.findings = check.findings;
  out.totals = check.totals;
  const auto found = [&](Finding finding) {
    if (finding.count > 0) out.findings.push_back(std::move(finding));
  };
  found(without_chance(frame, check, survey.frame));
  found({"outside-boundary",
         Severity::warning,
         frame.outside_cells,
         {formatted("%.0f people in cells outside every boundary", frame.outside)},
         "part of no PSU"});
  if (check.drawable.empty()) {
    found({"no-area", Severity::error, 1, {frame.source + ": no area is left to draw from"}, "refused", true});
    return out;
  }
  const bool classed = attempt(out.findings, "unfit-strata", [&] {
    Frame drawable = drawable_frame(frame, check);
    const auto certain = certain_ids(frame, drawable, survey);
    Frame areas = merge_areas(std::move(drawable), survey, *inputs.ground, out.findings);
    out.frame = with_size_strata(with_bounded_sizes(std::move(areas), survey.frame), survey);
    mark_certain(out.frame, certain);
  });
  if (!classed) return out;
  found(empty_domains(frame, out.frame, survey));
  found(people_taken_for_households(frame, survey));
  found(large_areas(out.frame, survey));
  for (Finding& finding : small_strata(out.frame, survey.areas.minimum_per_stratum)) found(std::move(finding));
  for (Finding& finding : empty_strata(frame, check.drawable)) found(std::move(finding));
  return out;
}

}  // namespace fairdraw
