#include "geo/maps/offline_map.h"
#include "geo/open/boundaries.h"
#include "planner/audit/manifest.h"
#include "planner/audit/outlook.h"
#include "planner/audit/plan_folder.h"
#include "planner/audit/replay.h"
#include "planner/base/error.h"
#include "planner/base/json.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/results.h"
#include "planner/documents/documents.h"
#include "planner/report/report.h"
#include "planner/stages/releases.h"
#include "planner/stages/tables.h"
#include "planner/words/words.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include <pwd.h>
#include <unistd.h>

namespace fairdraw {
namespace fs = std::filesystem;
namespace {

struct ReleaseOptions {
  std::string plan;
  Release release;
  std::string frame;
  std::string layer;
  std::string other;
  bool json = false;
};

/// The name of the account that runs this, where nobody is named.
std::string account() {
  const passwd* found = ::getpwuid(::geteuid());
  return found == nullptr ? std::to_string(::geteuid()) : found->pw_name;
}

/// The plan drawn again with this release added to those it has.
DrawRun with_release(const PlanFolder& folder, const Plan& recorded, const Release& release, const std::string& other) {
  std::vector<Release> releases = recorded.releases;
  releases.push_back(release);
  DrawRun run = draw_again(folder, releases, other);
  const InputRecord* frame = folder.manifest.input("frame");
  if (frame == nullptr || run.frame_content != frame->content)
    throw Error(ErrorKind::usage, run.frame.source + ": the frame's content is not what the plan was drawn from");
  if (!std::equal(run.plan.psus.begin(), run.plan.psus.end(), recorded.psus.begin(), recorded.psus.end(),
                  [](const Psu& a, const Psu& b) { return a.id == b.id; }))
    throw Error(ErrorKind::usage,
                folder.path.string() + ": another sample comes out when it is drawn again; fairdraw verify says how");
  for (std::size_t i = 0; i < recorded.psus.size() && !run.frame.spatial; ++i)
    run.plan.psus[i].position = recorded.psus[i].position;
  return run;
}

void write_documents(const OutputFolder& out, const PlanFolder& folder, const DrawRun& run, const Manifest& manifest) {
  Progress shown("making documents:");
  const auto progress = [&](const std::string&, std::size_t done, std::size_t of) { shown.at(done, of); };
  if (fs::exists(folder.path / "lists")) {
    const TeamPlan before = read_teams(read_file(folder.path / kTeamsFile), run.plan);
    const TeamPlan teams = plan_teams(run.plan, folder.survey, &before);
    const std::vector<Boundary> boundaries = read_boundaries(folder.survey);
    const Words words(folder.survey.language);
    const DocumentContent content{run.plan, folder.survey, teams, boundaries, words};
    write_lists(out, content, progress);
    fs::remove(out.path() / kLayersFile);
    fs::remove(out.path() / kOfflineMapFile);
    const std::string missing = write_maps(out, content, run.frame, run.shapes, progress);
    if (!missing.empty()) warn(missing);
    out.write("report.html", report_html(run, manifest, boundaries, teams));
  }
}

/// What share of each stratum's random draw was in the field before, and is now: with draw_probability, this gives
/// every inclusion probability that ever held.
std::string shares_changed(const Plan& before, const Plan& after) {
  Json out = Json::object();
  for (std::size_t i = 0; i < before.psus.size(); ++i) {
    const Psu& was = before.psus[i];
    const Psu& is = after.psus[i];
    if (was.inclusion_probability == is.inclusion_probability) continue;
    out[was.stratum] =
        Json::array({was.inclusion_probability / was.draw_probability, is.inclusion_probability / is.draw_probability});
  }
  return out.line();
}

void print(const ReleaseOptions& options, std::size_t opened, const Outlook& before, const Outlook& after) {
  if (options.json) {
    Json json{{"plan", options.plan},
              {"replicate", options.release.replicate},
              {"stratum", options.release.stratum},
              {"psus_opened", opened},
              {"psus_in_the_field", after.psus},
              {"psus_listed", after.listed},
              {"psus_unreachable", after.unreachable},
              {"chance_before", before.chance},
              {"chance", after.chance}};
    print_result(json);
    return;
  }
  std::printf("replicate %u opened%s: %zu PSUs more, %llu in the field\n", options.release.replicate,
              options.release.stratum.empty() ? "" : (" in stratum " + printable(options.release.stratum)).c_str(),
              opened, static_cast<unsigned long long>(after.psus));
  std::printf(
      "the target is reached with a chance of %.3f, from %llu listings that are in; without this release %.3f\n",
      after.chance, static_cast<unsigned long long>(after.listed), before.chance);
}

int release(ReleaseOptions& options) {
  PlanFolder folder = open_plan(options.plan);
  require_untouched(folder);
  const Plan recorded = read_plan(folder.tables, folder.survey);
  if (options.release.who.empty()) options.release.who = account();
  check_release(recorded, options.release);
  find_frame(folder, options.frame, options.layer);
  const DrawRun run = with_release(folder, recorded, options.release, options.other);
  const std::size_t number = run.plan.releases.size();
  const auto opened = static_cast<std::size_t>(
      std::count_if(run.plan.psus.begin(), run.plan.psus.end(), [&](const Psu& psu) { return psu.release == number; }));

  OutputFolder out(options.plan, kManifestFile, true);
  copy_unchanged(folder, out);
  write_tables(out, folder.survey, run.plan);
  if (run.joint) out.write("tables/joint.csv", *run.joint);
  Manifest manifest = folder.manifest;
  manifest.counts["households"] = run.plan.households.size();
  write_documents(out, folder, run, manifest);
  write_manifest(out, std::move(manifest));
  add_to_log(out, "release",
             {{"replicate", std::to_string(options.release.replicate)},
              {"stratum", options.release.stratum},
              {"why", options.release.why},
              {"who", options.release.who},
              {"shares_before_and_after", shares_changed(recorded, run.plan)}});
  out.commit();
  const std::vector<Outlook> without_and_with = outlooks(run, {number - 1, number});
  print(options, opened, without_and_with[0], without_and_with[1]);
  return kYes;
}

}  // namespace

void add_release(CommandLine& line) {
  auto options = std::make_shared<ReleaseOptions>();
  Command command =
      line.add("release", "Opens a reserve replicate, and records it.",
               "fairdraw release examples/sampleland/plan --replicate 1 --why \"fewer eligible than planned\"",
               [options] { return release(*options); });
  command.required("plan", &options->plan, "Plan folder");
  command.required("--replicate", &options->release.replicate, "Replicate to open; in their order");
  command.required("--why", &options->release.why, "The reason, for the record");
  command.optional("--stratum", &options->release.stratum, "In this stratum only, by its name in strata.csv");
  command.optional("--unreachable", &options->release.unreachable,
                   "PSUs that can't be reached, where that is the reason: they are recorded, and nothing else takes "
                   "their place");
  command.optional("--who", &options->release.who, "Who decides it; default: the account that runs this");
  command.optional("--frame", &options->frame, "The frame, where it is not where the plan was drawn from");
  command.optional("--layer", &options->layer, "Its layer");
  command.optional("--other", &options->other, "The plan that it was drawn to prefer or avoid, where it has moved");
  command.json(options->json);
}

}  // namespace fairdraw
