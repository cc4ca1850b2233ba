#pragma once

#include "config/survey.h"
#include "planner/base/output_folder.h"
#include "planner/documents/teams.h"
#include "planner/values/boundary.h"
#include "planner/values/frame.h"
#include "planner/values/plan.h"
#include "planner/values/plan_files.h"
#include "planner/values/shape.h"
#include "planner/words/words.h"

#include <functional>
#include <string>
#include <vector>

namespace fairdraw {

/// What documents are made of.
struct DocumentContent {
  const Plan& plan;
  const Survey& survey;
  const TeamPlan& teams;
  const std::vector<Boundary>& boundaries;  ///< for maps large and small; may be none
  const Words& words;
};

/// Called with what is being made, how much is done, and of how much.
using DocumentProgress = std::function<void(const std::string&, std::size_t, std::size_t)>;

/// Writes what teams carry as lists: lists/teams.csv, lists/assignments.pdf and lists/assignments.xlsx, the listing
/// form lists/listing.xlsx while PSUs are to be listed, for each team its places as lists/team-N.gpx and .kml, and
/// capi/ for the data collection systems that the survey names.
void write_lists(const OutputFolder& folder, const DocumentContent& content, const DocumentProgress& progress);

/// Writes plan.gpkg and plan.qgs.
/// @param frame   that the plan was drawn from
/// @param shapes  one per PSU of the plan
void write_layers(const OutputFolder& folder, const DocumentContent& content, const Frame& frame,
                  const std::vector<Shape>& shapes);

/// Writes, where the frame has geometry, maps/overview.pdf, maps/strata.pdf, maps/teams.pdf and maps/psus.pdf, and what
/// else the survey asks for of maps (pictures, a basemap for phones).
/// @param frame   that the plan was drawn from
/// @param shapes  one per PSU of the plan
/// @return what could not be made, and why; empty where everything was
std::string write_maps(const OutputFolder& folder, const DocumentContent& content, const Frame& frame,
                       const std::vector<Shape>& shapes, const DocumentProgress& progress);

}  // namespace fairdraw
