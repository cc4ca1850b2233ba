#include "planner/record/write_plan.h"

#include "planner/base/error.h"
#include "planner/base/folder_lock.h"
#include "planner/base/sha256.h"
#include "planner/base/text.h"
#include "planner/record/manifest.h"
#include "planner/record/plan_documents.h"
#include "planner/record/replay.h"
#include "planner/tables/plan_tables.h"
#include "planner/values/database.h"
#include "planner/values/plan_files.h"

#include <map>
#include <string>

namespace fairdraw {
namespace fs = std::filesystem;
namespace {

/// Refuses inputs that are not there, where no document that shows them has said it better.
void require_inputs(const PlanState& state) {
  Complaints complaints;
  for (const InputRecord& input : state.inputs)
    if (input.sha256.empty() && input.file != kDatabase)
      complaints.add(input.role + " " + printable(input.file) + ": there is no such file, or it can't be read");
  complaints.throw_if_any(ErrorKind::usage);
}

/// Keeps what others put into a plan folder.
void keep_others_files(const PlanFolder& before, const OutputFolder& folder) {
  for (const auto& [file, digest] : digests_below(before.path))
    if (!before.manifest.outputs.contains(file)) copy_file_into(before.path, file, folder);
}

/// Makes every file of a plan; documents that would come out the same are taken from what it was before.
/// @param before  nullptr: it is new
Written make_plan(const OutputFolder& folder, const PlanState& state, const Event& event,
                  const DocumentProgress& progress, const PlanFolder* before) {
  if (before != nullptr) keep_others_files(*before, folder);
  folder.write(kSurveyFile, state.run.prepared.survey.text);
  const std::map<std::string, std::string> tables = table_files(state);
  for (const auto& [name, text] : tables) folder.write(table_path(name), text);
  Manifest manifest = manifest_of(state);
  Written out;
  if (state.documents) out = make_documents(folder, state, tables, manifest, progress, before);
  require_inputs(state);
  manifest.outputs = digests_below(folder.path());
  folder.write(kManifestFile, to_json(manifest));
  const fs::path log = before == nullptr ? fs::path() : before->path / kLogFile;
  folder.write(kLogFile, log_with(!log.empty() && fs::exists(log) ? read_file(log) : "", event));
  return out;
}

}  // namespace

Written write_plan(OutputFolder& folder, const PlanState& state, const Event& event, const DocumentProgress& progress) {
  Written out = make_plan(folder, state, event, progress, nullptr);
  folder.commit();
  return out;
}

Updated update_plan(const fs::path& plan, const AgainOptions& options, const Change& change,
                    const DocumentProgress& progress) {
  if (!fs::is_directory(plan)) throw Error(ErrorKind::usage, plan.string() + ": there is no such plan folder");
  const FolderLock lock(plan);
  PlanFolder before = open_plan(plan);
  require_untouched(before);
  const Plan recorded = read_plan(before.tables, before.survey);
  Updated out{recorded_state(before, recorded, options), {}};
  const Event event = change(recorded, out.state);
  OutputFolder folder(plan, kManifestFile, true);
  out.written = make_plan(folder, out.state, event, progress, &before);
  if (sha256_of_file(plan / kManifestFile) != before.record_digest)
    throw Error(ErrorKind::usage, plan.string() + ": was changed while this command worked on it; run it again");
  folder.commit();
  return out;
}

}  // namespace fairdraw
