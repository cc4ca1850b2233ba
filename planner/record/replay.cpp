#include "planner/record/replay.h"

#include "planner/base/error.h"
#include "planner/base/output_folder.h"
#include "planner/inputs/read_inputs.h"
#include "planner/record/manifest.h"
#include "planner/record/other_plan.h"
#include "planner/stages/listing.h"
#include "planner/stages/releases.h"
#include "planner/tables/joint.h"
#include "planner/tables/listing.h"
#include "planner/tables/plan_tables.h"
#include "planner/tables/table.h"
#include "planner/values/database.h"
#include "planner/values/plan_files.h"

#include <algorithm>
#include <map>

namespace fairdraw {
namespace fs = std::filesystem;

void find_frame(PlanFolder& plan, const std::string& frame, const std::string& layer) {
  Survey& survey = plan.survey;
  if (!frame.empty()) {
    survey.frame.file = is_database(frame) ? frame : fs::absolute(frame).string();
    survey.frame.layer = layer;
    if (const fs::path folder = drawn_from(plan); !folder.empty()) survey.file = folder / kSurveyFile;  // maps' layers
    return;
  }
  if (is_database(survey.frame.file)) return;
  std::string tried;
  for (const fs::path& folder : {drawn_from(plan), fs::absolute(plan.path).parent_path(), fs::current_path()}) {
    if (folder.empty()) continue;
    survey.file = folder / kSurveyFile;
    if (fs::exists(survey.resolve(survey.frame.file))) return;
    tried += (tried.empty() ? "" : ", ") + survey.resolve(survey.frame.file).string();
  }
  throw Error(ErrorKind::usage, "the frame is not at " + tried + "; say where with --frame FILE");
}

namespace {

std::optional<Coordination> coordinated(const PlanFolder& plan, fs::path other) {
  const CoordinationRecord& recorded = plan.manifest.coordination;
  if (recorded.how.empty()) return std::nullopt;
  if (other.empty()) other = drawn_with(plan);
  if (!fs::exists(other))
    throw Error(ErrorKind::usage, plan.path.string() + " was drawn to " + recorded.how +
                                      " what another plan drew, which is not at " + other.string() +
                                      "; say where with --other DIR");
  Coordination out = coordinate_with(other, recorded.how == "avoid", recorded.releases);
  if (out.digest != recorded.with)
    throw Error(ErrorKind::usage, other.string() + ": is not the plan that " + plan.path.string() +
                                      " was coordinated with: it drew other areas");
  out.rename(recorded_renames(plan.tables));
  return out;
}

/// What is read now; of a file that is gone, what was read then.
std::vector<InputRecord> inputs_now(const PlanFolder& plan) {
  std::vector<InputRecord> out;
  for (const InputRecord& recorded : plan.manifest.inputs) {
    out.push_back(recorded);
    const bool named = recorded.role != kFrameRole && recorded.role != kListingRole && !is_database(recorded.file);
    const fs::path file = plan.survey.resolve(recorded.file);
    if (named && fs::exists(file)) out.back().sha256 = input_digest(file.string());
  }
  return out;
}

/// Refuses what is not the plan that was recorded.
void require_same_draw(const PlanFolder& plan, const Plan& recorded, const DrawRun& run) {
  const InputRecord* frame = plan.manifest.input(std::string(kFrameRole));
  if (frame == nullptr || run.prepared.frame_content != frame->content)
    throw Error(ErrorKind::usage,
                run.prepared.frame.source + ": the frame's content is not what the plan was drawn from");
  if (!std::equal(run.plan.psus.begin(), run.plan.psus.end(), recorded.psus.begin(), recorded.psus.end(),
                  [](const Psu& a, const Psu& b) { return a.id == b.id; }))
    throw Error(ErrorKind::usage,
                plan.path.string() + ": another sample comes out when it is drawn again; fairdraw verify says how");
}

}  // namespace

DrawRun draw_again(const PlanFolder& plan, const std::vector<Release>& releases, DrawExtras extras,
                   const fs::path& other) {
  const auto coordination = coordinated(plan, other);
  extras.joint = plan.tables.contains(csv_file(kJointTable));
  extras.coordination = coordination ? &*coordination : nullptr;
  extras.releases = &releases;
  // What was worked out is taken as recorded: another machine's logarithms may differ in the last digit.
  const auto& settled = plan.manifest.settled;
  DrawRun run = run_draw(plan.survey, plan.manifest.seed, extras, settled ? &*settled : nullptr);
  if (const auto listing = recorded_listing(plan))
    draw_from_listing(run.plan, *listing, {plan.manifest.seed, plan.survey.country}, plan.survey.respondents.caregiver);
  return run;
}

std::optional<Listing> recorded_listing(const PlanFolder& plan) {
  const auto found = plan.tables.find(csv_file(kListingTable));
  if (found == plan.tables.end()) return std::nullopt;
  return read_listing_table(found->second, table_path(found->first));
}

PlanState recorded_state(PlanFolder& plan, const Plan& recorded, const AgainOptions& options) {
  std::vector<Release> releases = recorded.releases;
  if (options.release) {
    check_release(recorded, *options.release);
    releases.push_back(*options.release);
  }
  find_frame(plan, options.frame, options.layer);
  DrawRun run = draw_again(plan, releases, {.measures = true, .expected = true}, options.other);
  require_same_draw(plan, recorded, run);
  if (!run.prepared.frame.spatial) take_recorded_places(recorded, run);
  return state_of(plan, std::move(run));
}

PlanState state_of(const PlanFolder& plan, DrawRun run) {
  PlanState out;
  out.run = std::move(run);
  if (out.run.measures.empty()) out.run.measures = plan.manifest.measures;
  out.seed = plan.manifest.seed;
  out.inputs = inputs_now(plan);
  out.coordination = plan.manifest.coordination;
  out.listing = recorded_listing(plan);
  out.documents = fs::exists(plan.path / kTeamsFile);
  if (out.documents) out.teams = read_teams(read_file(plan.path / kTeamsFile), out.run.plan);
  return out;
}

bool take_recorded_places(const Plan& recorded, DrawRun& run) {
  std::map<std::string, std::optional<Place>> place_of;
  for (const Psu& psu : recorded.psus) place_of[psu.id] = psu.position;
  bool taken = false;
  for (Psu& psu : run.plan.psus) {
    psu.position = place_of[psu.id];
    taken = taken || psu.position;
  }
  return taken;
}

}  // namespace fairdraw
