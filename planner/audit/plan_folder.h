#pragma once

#include "config/survey.h"
#include "planner/audit/manifest.h"
#include "planner/base/output_folder.h"
#include "planner/values/plan.h"

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kManifestFile = "manifest.json";
inline constexpr std::string_view kLogFile = "log.jsonl";

/// Writes the survey file as used and every table.
void write_tables(const OutputFolder& folder, const Survey& survey, const Plan& plan);

/// Fills in the digests of all that the folder holds, and writes the manifest. To be called last.
void write_manifest(const OutputFolder& folder, Manifest manifest);

/// Adds a line to the folder's log: when (UTC), what, and what else is to be remembered. Never what was drawn.
void add_to_log(const OutputFolder& folder, const std::string& what,
                const std::vector<std::pair<std::string, std::string>>& details);

/// A plan folder as it lies on disk.
struct PlanFolder {
  std::filesystem::path path;
  Manifest manifest;
  Survey survey;
  std::map<std::string, std::string> tables;  ///< file name to bytes
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

/// Copies everything of a plan into the folder that is to take its place.
void copy_unchanged(const PlanFolder& plan, const OutputFolder& folder);

}  // namespace fairdraw
