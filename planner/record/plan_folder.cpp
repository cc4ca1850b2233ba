#include "planner/record/plan_folder.h"

#include "planner/base/error.h"
#include "planner/base/json.h"
#include "planner/base/output_folder.h"
#include "planner/base/sha256.h"
#include "planner/record/manifest.h"
#include "planner/values/plan_files.h"

#include <chrono>
#include <ctime>
#include <sstream>

#include <nlohmann/json.hpp>

namespace fairdraw {
namespace fs = std::filesystem;

std::string log_with(const std::string& log, const Event& event) {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  char when[32];
  std::strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
  Json entry{{"when", when}, {"what", event.what}};
  for (const auto& [key, value] : event.details) entry[key] = value;
  return log + entry.line() + "\n";
}

PlanFolder open_plan(const fs::path& path) {
  if (!fs::is_directory(path)) throw Error(ErrorKind::usage, path.string() + ": there is no such plan folder");
  if (!fs::exists(path / kManifestFile))
    throw Error(ErrorKind::usage, path.string() + " has no manifest.json, so it is not a plan folder of fairdraw");
  PlanFolder plan;
  plan.path = path;
  const std::string manifest = read_file(path / kManifestFile);
  plan.manifest = parse_manifest(manifest, (path / kManifestFile).string());
  plan.record_digest = sha256_of(manifest);
  plan.survey = read_survey(path / kSurveyFile);
  if (!fs::is_directory(path / kTablesFolder))
    throw Error(ErrorKind::usage, path.string() + " has no " + kTablesFolder);
  for (const auto& entry : fs::directory_iterator(path / kTablesFolder))
    if (entry.is_regular_file()) plan.tables[entry.path().filename().string()] = read_file(entry.path());
  return plan;
}

namespace {

/// What the log says of the draw under a key; empty where it does not know.
fs::path logged(const PlanFolder& plan, const char* key) {
  const fs::path log = plan.path / kLogFile;
  if (!fs::exists(log)) return {};
  std::istringstream lines(read_file(log));
  for (std::string line; std::getline(lines, line);) {
    const auto entry = nlohmann::json::parse(line, nullptr, false);
    if (!entry.is_object() || !entry.contains(key) || entry.value("what", nlohmann::json()) != "draw") continue;
    if (entry[key].is_string()) return entry[key].get<std::string>();
  }
  return {};
}

}  // namespace

fs::path drawn_from(const PlanFolder& plan) {
  return logged(plan, "survey_folder");
}

fs::path drawn_with(const PlanFolder& plan) {
  return logged(plan, "coordinated_with");
}

void require_untouched(const PlanFolder& plan) {
  Complaints complaints;
  for (const auto& [name, text] : plan.tables) {
    const auto recorded = plan.manifest.outputs.find(table_path(name));
    if (recorded == plan.manifest.outputs.end() || recorded->second != sha256_of(text))
      complaints.add((plan.path / table_path(name)).string() +
                     ": was changed after it was written; fairdraw verify says where");
  }
  complaints.throw_if_any(ErrorKind::usage);
}

}  // namespace fairdraw
