#pragma once

#include "config/survey.h"
#include "planner/values/boundary.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// What the maps of a plan are made of. Only PSUs of the main sample are drawn: what is in reserve is not shown.
struct MapContent {
  const Survey& survey;
  const Plan& plan;
  const std::vector<Shape>& shapes;  ///< one per PSU of the plan, empty where unknown
  std::vector<Boundary> boundaries;  ///< empty where the survey names none
  std::vector<std::size_t> pages;    ///< PSUs in the order of the lists: the n-th has page n
};

/// Called with pages done and pages in all.
using PageProgress = std::function<void(std::size_t, std::size_t)>;

/// The country with its boundaries and the PSUs, numbered as the pages of psus.pdf are.
void write_overview_map(const MapContent& content, const std::filesystem::path& file);

/// One page per stratum that has PSUs in the field: where they are, by the pages of psus.pdf.
void write_stratum_maps(const MapContent& content, const std::filesystem::path& file);

/// What the map of one team shows.
struct TeamRoute {
  std::string title;
  std::string summary;
  std::optional<Place> base;
  std::vector<std::size_t> psus;               ///< positions in Plan::psus, in the order to visit
  std::vector<std::vector<std::string>> rows;  ///< one each: stop, id, name, page of psus.pdf, km, days
};

/// One page per team, or more where its PSUs are many: its route on a map, and a table of its stops.
void write_team_maps(const MapContent& content, const std::vector<TeamRoute>& teams, const std::filesystem::path& file);

/// One page per PSU: its ground in bold, its neighbours by name, the survey's layers beneath, and where it lies.
void write_psu_maps(const MapContent& content, const std::filesystem::path& file, const PageProgress& progress);

}  // namespace fairdraw
