#pragma once

#include "config/survey.h"
#include "planner/paper/pages.h"
#include "planner/values/boundary.h"
#include "planner/values/frame.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"
#include "planner/words/words.h"

#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// What the maps of a plan are made of; it outlives them. Only PSUs that are released are drawn: what is in reserve is
/// not shown.
struct MapContent {
  const Survey& survey;
  const Frame& frame;  ///< that the plan was drawn from: neighbours are shown too
  const Plan& plan;
  const Words& words;
  const std::vector<Shape>& shapes;         ///< one per PSU of the plan, empty where unknown
  const std::vector<Boundary>& boundaries;  ///< empty where the survey names none
  std::vector<std::size_t> pages;           ///< PSUs in the order of the lists: the n-th has page n
};

/// The country with its boundaries and the PSUs, numbered as the pages of psus.pdf are.
Pages overview_map(const MapContent& content);

/// One page per stratum that has PSUs with a place in the field: where they are, by the pages of psus.pdf.
Pages stratum_maps(const MapContent& content);

/// What the map of one team shows.
struct TeamRoute {
  std::string title;
  std::string summary;
  std::optional<Place> base;
  std::vector<std::size_t> psus;               ///< positions in Plan::psus, in the order to visit
  std::vector<std::vector<std::string>> rows;  ///< one each: stop, id, name, page of psus.pdf, km, days
};

/// One page per team, or more where its PSUs are many: its route on a map, and a table of its stops.
Pages team_maps(const MapContent& content, std::vector<TeamRoute> teams);

/// What of the atlas is drawn.
enum class AtlasDetail { with_sheets, one_page_each };

/// One page per PSU: its ground in bold, its neighbours by name, the survey's layers beneath, and where it lies. With
/// `maps.sheet_scale`, a PSU that is too large for one page at that scale is followed by sheets of it, each of which
/// overlaps the next.
Pages psu_maps(const MapContent& content, AtlasDetail detail);

}  // namespace fairdraw
