#pragma once

#include "planner/documents/teams.h"
#include "planner/draw/draw.h"
#include "planner/values/boundary.h"
#include "planner/values/manifest.h"

#include <string>
#include <vector>

namespace fairdraw {

/// The whole plan in one page, report.html, that fetches nothing: what was asked, the frame's state, the design with
/// its chance and margins, strata, a map, the released PSUs with weights and teams, and how to verify it. Tables stand
/// there without scripts; with them they sort and search. Whatever is in names is shown as text. The reserve is counted
/// and not shown.
/// @param manifest    of the draw; what it says of outputs is not needed
/// @param boundaries  for the map; may be empty
std::string report_html(const DrawRun& run, const Manifest& manifest, const std::vector<Boundary>& boundaries,
                        const TeamPlan& teams);

}  // namespace fairdraw
