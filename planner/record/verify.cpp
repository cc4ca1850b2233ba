#include "planner/record/verify.h"

#include "planner/base/csv.h"
#include "planner/base/error.h"
#include "planner/base/output_folder.h"
#include "planner/base/sha256.h"
#include "planner/base/text.h"
#include "planner/inputs/input_files.h"
#include "planner/record/manifest.h"
#include "planner/record/plan_documents.h"
#include "planner/record/plan_folder.h"
#include "planner/record/replay.h"
#include "planner/tables/plan_tables.h"
#include "planner/values/database.h"
#include "planner/values/plan_files.h"

#include <algorithm>
#include <map>

namespace fairdraw {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kRowsNamed = 5;

/// Says where two tables part: the first rows and columns that differ.
void compare_tables(const std::string& name, const std::string& kept, const std::string& drawn,
                    std::vector<std::string>& differences) {
  if (kept == drawn) return;
  if (!name.ends_with(".csv")) {
    differences.push_back(table_path(name) + ": made again from the plan, it is another");
    return;
  }
  CsvTable a;
  CsvTable b;
  try {
    a = parse_csv(kept, name);
    b = parse_csv(drawn, name);
  } catch (const Error& error) {
    differences.push_back(table_path(error.what()));
    return;
  }
  const std::size_t before = differences.size();
  if (a.header != b.header) differences.push_back(table_path(name) + ": its columns differ");
  if (a.records.size() != b.records.size())
    differences.push_back(table_path(name) + ": " + std::to_string(a.records.size()) + " rows, drawn again " +
                          std::to_string(b.records.size()));
  std::size_t named = 0;
  for (std::size_t row = 0;
       row < std::min(a.records.size(), b.records.size()) && named < kRowsNamed && a.header == b.header; ++row) {
    for (std::size_t column = 0; column < a.header.size(); ++column) {
      if (a.records[row][column] == b.records[row][column]) continue;
      differences.push_back(table_path(name) + ": row " + std::to_string(row + 2) + ", " + a.header[column] + ": \"" +
                            printable(a.records[row][column], 40) + "\", drawn again \"" +
                            printable(b.records[row][column], 40) + "\"");
      ++named;
      break;
    }
  }
  if (differences.size() == before)
    differences.push_back(table_path(name) + ": the same values, written with other bytes");
}

void compare_files(const PlanFolder& plan, std::vector<std::string>& differences) {
  const std::map<std::string, std::string> now = digests_below(plan.path);
  for (const auto& [file, digest] : plan.manifest.outputs) {
    const auto found = now.find(file);
    if (found == now.end())
      differences.push_back(file + ": is gone");
    else if (found->second != digest)
      differences.push_back(file + ": was changed after it was written (its SHA-256 is not the manifest's)");
  }
  for (const auto& [file, digest] : now)
    if (!plan.manifest.outputs.contains(file)) differences.push_back(file + ": is not in the manifest");
}

void compare_keys(const PlanFolder& plan, std::vector<std::string>& differences) {
  const auto shown = [](const std::string& value) { return printable(value, 60); };
  for (const auto& [key, value] : plan.manifest.survey) {
    const auto found = plan.survey.keys.find(key);
    if (found == plan.survey.keys.end())
      differences.push_back("survey.toml: " + key + " is gone; the draw had " + shown(value));
    else if (found->second != value)
      differences.push_back("survey.toml: " + key + " is " + shown(found->second) + "; the draw had " + shown(value));
  }
  for (const auto& [key, value] : plan.survey.keys)
    if (!plan.manifest.survey.contains(key))
      differences.push_back("survey.toml: " + key + " is " + shown(value) + "; the draw did not have it");
}

void require_same_methods(const PlanFolder& plan) {
  const auto mine = methods_of(plan.survey);
  if (mine == plan.manifest.methods) return;
  Complaints complaints;
  for (const auto& [stage, method] : plan.manifest.methods) {
    const auto found = mine.find(stage);
    if (found == mine.end() || found->second != method)
      complaints.add("the plan's " + stage + " were drawn with \"" + printable(method) +
                     "\"; this program draws them with \"" +
                     (found == mine.end() ? std::string("nothing") : found->second) + "\" and can't compare");
  }
  complaints.throw_if_any(ErrorKind::usage);
}

void compare_inputs(const PlanFolder& plan, const DrawRun& run, Verdict& verdict) {
  const InputRecord* recorded = plan.manifest.input(std::string(kFrameRole));
  if (recorded == nullptr) {
    verdict.differences.emplace_back("manifest.json: names no frame");
    return;
  }
  if (run.prepared.frame_content != recorded->content) {
    verdict.differences.push_back(run.prepared.frame.source + ": the frame's content is not what was drawn from");
    return;
  }
  const std::string file = plan.survey.resolve(plan.survey.frame.file).string();
  if (!recorded->sha256.empty() && input_digest(file) != recorded->sha256)
    verdict.remarks.push_back(run.prepared.frame.source +
                              ": only the bytes differ; the content is what was drawn from");
}

/// What else the survey names. Where an input that decides the draw has changed, the tables say what came of it.
void compare_other_inputs(const PlanFolder& plan, Verdict& verdict) {
  for (const InputFile& input : input_files(plan.survey)) {
    if (input.role == kFrameRole || is_database(input.file)) continue;
    const auto recorded =
        std::find_if(plan.manifest.inputs.begin(), plan.manifest.inputs.end(),
                     [&](const InputRecord& each) { return each.role == input.role && each.file == input.file; });
    if (recorded == plan.manifest.inputs.end()) {
      verdict.differences.push_back("manifest.json: names no " + input.role + " " + printable(input.file));
      continue;
    }
    const fs::path file = plan.survey.resolve(input.file);
    const std::string what = input.role + " " + file.string() + ": ";
    const bool draws = input.decides == Decides::draw;
    if (!fs::exists(file))
      verdict.remarks.push_back(what + "is not there any more; " +
                                (draws ? "what was drawn from it was not compared with it"
                                       : "documents that show it were not compared with it"));
    else if (input_digest(file.string()) != recorded->sha256)
      verdict.remarks.push_back(what + "is not what " +
                                (draws ? "the sample was drawn from; tables that depend on it would differ"
                                       : "the documents were made from"));
  }
}

}  // namespace

Verdict verify_plan(const fs::path& path, const AgainOptions& options, const DocumentProgress& progress) {
  PlanFolder plan = open_plan(path);
  Verdict verdict;
  compare_files(plan, verdict.differences);
  compare_keys(plan, verdict.differences);
  require_same_methods(plan);
  find_frame(plan, options.frame, options.layer);
  PlanFolder there = plan;  // what was settled by an earlier survey is recorded, and drawn without it
  if (!there.survey.rho.file.empty() && !fs::exists(there.survey.resolve(there.survey.rho.file)))
    there.survey.rho.file.clear();
  DrawRun run = draw_again(there, recorded_releases(plan.tables), {.expected = fs::exists(plan.path / kTeamsFile)},
                           options.other);
  compare_inputs(plan, run, verdict);
  if (!run.prepared.frame.spatial && plan.survey.areas.merge_below > 0)
    verdict.remarks.push_back(run.prepared.frame.source +
                              ": has no geometry, so areas below areas.merge_below joined by their order, not along "
                              "borders; a draw that saw borders can't be repeated from it");
  compare_other_inputs(plan, verdict);

  if (!run.prepared.frame.spatial && take_recorded_places(read_plan(plan.tables, plan.survey), run))
    verdict.remarks.push_back(run.prepared.frame.source +
                              ": has no geometry, so longitude and latitude were not checked");
  PlanState state = state_of(plan, std::move(run));
  for (InputRecord& input : state.inputs)  // no document can be made again from what is gone
    if (input.role != kFrameRole && input.role != kListingRole && !is_database(input.file) &&
        !fs::exists(plan.survey.resolve(input.file)))
      input.sha256.clear();
  const std::map<std::string, std::string> tables = table_files(state);
  verdict.tables = tables.size();
  for (const auto& [name, text] : tables) {
    const auto kept = plan.tables.find(name);
    if (kept != plan.tables.end())
      compare_tables(name, kept->second, text, verdict.differences);
    else if (!plan.manifest.outputs.contains(table_path(name)))
      verdict.differences.push_back(table_path(name) + ": is not in the plan; the draw has it");
  }
  if (state.documents && verdict.differences.empty()) {  // else they were made from something else
    DocumentComparison documents = compare_documents(plan, state, tables, manifest_of(state), progress);
    for (std::string& each : documents.differences) verdict.differences.push_back(std::move(each));
    for (std::string& each : documents.remarks) verdict.remarks.push_back(std::move(each));
    verdict.documents = documents.same;
  }
  return verdict;
}

}  // namespace fairdraw
