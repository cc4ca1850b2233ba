#pragma once

#include "config/survey.h"
#include "planner/values/boundary.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"

#include <filesystem>
#include <functional>
#include <map>
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

/// One page per PSU: its ground in bold, its neighbours by name, the survey's layers beneath, and where it lies.
void write_psu_maps(const MapContent& content, const std::filesystem::path& file, const PageProgress& progress);

}  // namespace fairdraw
