#include "planner/audit/replay.h"

#include "planner/audit/other_plan.h"
#include "planner/base/error.h"
#include "planner/stages/listing.h"
#include "planner/stages/tables.h"
#include "planner/values/database.h"

#include <filesystem>
#include <optional>

namespace fairdraw {
namespace fs = std::filesystem;

void find_frame(PlanFolder& plan, const std::string& frame, const std::string& layer) {
  Survey& survey = plan.survey;
  if (!frame.empty()) {
    survey.frame.file = is_database(frame) ? frame : fs::absolute(frame).string();
    survey.frame.layer = layer;
    if (const fs::path folder = drawn_from(plan); !folder.empty())
      survey.file = folder / "survey.toml";  // maps' layers
    return;
  }
  if (is_database(survey.frame.file)) return;
  std::string tried;
  for (const fs::path& folder : {drawn_from(plan), fs::absolute(plan.path).parent_path(), fs::current_path()}) {
    if (folder.empty()) continue;
    survey.file = folder / "survey.toml";
    if (fs::exists(survey.resolve(survey.frame.file))) return;
    tried += (tried.empty() ? "" : ", ") + survey.resolve(survey.frame.file).string();
  }
  throw Error(ErrorKind::usage, "the frame is not at " + tried + "; say where with --frame FILE");
}

namespace {

std::optional<Coordination> coordinated(const PlanFolder& plan, fs::path other) {
  if (plan.manifest.coordination.empty()) return std::nullopt;
  if (other.empty()) other = drawn_with(plan);
  if (!fs::exists(other))
    throw Error(ErrorKind::usage, plan.path.string() + " was drawn to " + plan.manifest.coordination +
                                      " what another plan drew, which is not at " + other.string() +
                                      "; say where with --other DIR");
  Coordination out = coordinate_with(other, plan.manifest.coordination == "avoid");
  if (out.digest != plan.manifest.coordinated_with)
    throw Error(ErrorKind::usage, other.string() + ": is not the plan that " + plan.path.string() +
                                      " was coordinated with: it drew other areas");
  return out;
}

}  // namespace

DrawRun draw_again(const PlanFolder& plan, const std::vector<Release>& releases, const fs::path& other) {
  const auto coordination = coordinated(plan, other);
  // What was worked out is taken as recorded: another machine's logarithms may differ in the last digit.
  const auto& settled = plan.manifest.settled;
  DrawRun run = run_draw(plan.survey, plan.manifest.seed,
                         {.joint = plan.tables.contains("joint.csv"),
                          .settled = settled ? &*settled : nullptr,
                          .coordination = coordination ? &*coordination : nullptr,
                          .releases = &releases});
  if (const auto listing = plan.tables.find("listing.csv"); listing != plan.tables.end())
    draw_from_listing(run.plan, read_listing_table(listing->second, "tables/listing.csv"),
                      {plan.manifest.seed, plan.survey.country}, plan.survey.respondents.caregiver);
  return run;
}

}  // namespace fairdraw
