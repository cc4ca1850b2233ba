#pragma once

#include "config/survey.h"
#include "planner/values/manifest.h"
#include "planner/values/plan_files.h"

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kListingRole = "listing";  ///< of the files that it came in

/// Something that was done to a plan, for its log. Never what was drawn.
struct Event {
  std::string what;                                          ///< the command
  std::vector<std::pair<std::string, std::string>> details;  ///< what else is to be remembered
};

/// The log with a line more: when (UTC), and the event.
std::string log_with(const std::string& log, const Event& event);

/// A plan folder as it lies on disk.
struct PlanFolder {
  std::filesystem::path path;
  Manifest manifest;
  Survey survey;
  std::map<std::string, std::string> tables;  ///< file name to bytes
  std::string record_digest;                  ///< SHA-256 of manifest.json
};

/// @throws Error(usage) where it is not a plan folder
PlanFolder open_plan(const std::filesystem::path& path);

/// The folder of the survey file when the plan was drawn, from the log; empty where the log does not know.
std::filesystem::path drawn_from(const PlanFolder& plan);

/// Where the plan lay that this one was coordinated with, from the log; empty where the log does not know.
std::filesystem::path drawn_with(const PlanFolder& plan);

/// Refuses to go on from a plan whose tables are not those that were drawn.
/// @throws Error(usage) naming every table that was changed
void require_untouched(const PlanFolder& plan);

}  // namespace fairdraw
