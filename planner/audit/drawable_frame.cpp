#include "planner/audit/drawable_frame.h"

#include "geo/read/frame_reader.h"
#include "geo/read/shapes.h"
#include "planner/base/error.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/design/segment_count.h"
#include "planner/frame/canonical.h"
#include "planner/frame/merging.h"
#include "planner/frame/size_strata.h"
#include "planner/frame/strata.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>

namespace fairdraw {

namespace {

/// Refuses groups that are to have a margin and have no area that can be drawn.
void check_domains(const Frame& frame, const Frame& drawable, const Survey& survey) {
  std::set<std::pair<std::string, std::string>> columns;  // and the keys that name them
  if (survey.target.margin_by_domain > 0)
    for (const std::string& column : survey.target.domains) columns.emplace(column, "target.domains");
  for (const ShareTarget& share : survey.target.shares)
    if (!share.by.empty()) columns.emplace(share.by, "target.shares");
  Complaints complaints;
  for (const auto& each : columns) {
    const std::string& name = each.first;
    const auto values = [&](const Frame& of) {
      std::set<std::string, std::less<>> out;
      const TextColumn& column = *of.column(name);
      for (std::size_t row = 0; row < of.areas(); ++row) out.emplace(column[row]);
      return out;
    };
    const auto left = values(drawable);
    for (const std::string& value : values(frame))
      if (!left.contains(value)) {
        std::string line = frame.source + ": " + each.second + ": no area with " + name;
        line += " = \"" + printable(value) + "\" can be drawn, so no margin can be met there; ";
        complaints.add(line + "leave them out with frame.exclude or mend them");
      }
  }
  complaints.throw_if_any(ErrorKind::usage);
}

/// Borders between areas of strata that hold small ones; the others' ground is not read.
std::vector<SharedBorder> borders_near(const std::vector<std::uint32_t>& small, const Frame& frame,
                                       const Strata& strata, const Survey& survey) {
  std::vector<bool> is_small(frame.areas(), false);
  for (const std::uint32_t row : small) is_small[row] = true;
  std::vector<std::uint32_t> rows, groups;
  for (std::uint32_t h = 0; h < strata.size(); ++h) {
    const std::vector<std::uint32_t>& areas = strata[h].areas;
    if (std::none_of(areas.begin(), areas.end(), [&](std::uint32_t row) { return is_small[row]; })) continue;
    rows.insert(rows.end(), areas.begin(), areas.end());
    groups.insert(groups.end(), areas.size(), h);
  }
  std::vector<SharedBorder> borders = shared_borders(read_shapes(survey, frame, rows), groups);
  for (SharedBorder& border : borders) border = {rows[border.a], rows[border.b], border.metres};
  return borders;
}

}  // namespace

Frame merge_areas(Frame frame, const Survey& survey, std::vector<Finding>& findings) {
  const std::vector<std::uint32_t> small = small_areas(frame, survey);
  if (small.empty()) return frame;
  const Strata strata = build_strata(frame);
  Merging merging = merge_small_areas(frame, strata, borders_near(small, frame, strata, survey), survey);
  for (Finding& finding : merging.findings) findings.push_back(std::move(finding));
  return merged_frame(frame, merging, survey);
}

std::vector<Finding> large_areas(const Frame& drawable, const Survey& survey) {
  Finding split{"large-area", Severity::note, 0, {}, "split into segments, of which one is worked"};
  for (std::uint32_t row = 0; row < drawable.areas(); ++row) {
    const double households = drawable.size[row] / survey.frame.size_per_household;
    const std::uint32_t segments = segments_wanted(households, survey.areas);
    if (segments > 1)
      split.add(std::string(drawable.id[row]) + " (" + number_text(households) + " households, " +
                std::to_string(segments) + " segments)");
  }
  if (split.count == 0) return {};
  return {std::move(split)};
}

DrawableFrame read_drawable_frame(const Survey& survey, const std::shared_ptr<const GridFrame>& known) {
  // Whether an area has geometry matters before the draw only where a rule depends on it.
  const bool see_geometry = survey.frame.on_missing_geometry != OnMissing::keep;
  const Frame frame = canonical(read_frame(survey, see_geometry, known));
  DrawableFrame out;
  out.content = content_digest(frame);
  out.areas_in_file = frame.areas();
  FrameCheck check = check_frame(frame, survey);
  out.findings = check.findings;
  if (frame.outside_cells > 0)
    out.findings.push_back({"outside-boundary",
                            Severity::warning,
                            frame.outside_cells,
                            {formatted("%.0f people in cells outside every boundary", frame.outside)},
                            "part of no PSU"});
  out.frame = with_size_strata(merge_areas(drawable_frame(frame, check), survey, out.findings), survey);
  check_domains(frame, out.frame, survey);
  for (Finding& finding : large_areas(out.frame, survey)) out.findings.push_back(std::move(finding));
  for (Finding& finding : small_strata(out.frame, survey.areas.minimum_per_stratum))
    out.findings.push_back(std::move(finding));
  for (Finding& finding : empty_strata(frame, check.drawable)) out.findings.push_back(std::move(finding));
  return out;
}

std::string read_earlier_survey(const Survey& survey) {
  return survey.rho.file.empty() ? std::string() : read_file(survey.resolve(survey.rho.file));
}

}  // namespace fairdraw
