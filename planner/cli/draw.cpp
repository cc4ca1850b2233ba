#include "config/survey.h"
#include "planner/audit/draw_run.h"
#include "planner/audit/manifest.h"
#include "planner/audit/plan_folder.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/field/documents.h"

#include <future>
#include <memory>

namespace fairdraw {
namespace {

struct DrawOptions {
  std::string survey;
  std::string output;
  std::string seed;
  bool tables_only = false;
  bool force = false;
};

void tell(const DrawRun& run, const Survey& survey) {
  for (const Finding& finding : run.findings)
    if (finding.severity == Severity::warning)
      warn(run.frame.source + ": " + finding.kind + ": " + std::to_string(finding.count) + "; " + finding.treatment);
  for (const std::string& remark : run.remarks) warn(remark);
  if (survey.households.mode == HouseholdMode::none) return;
  double expected = 0;
  for (const StratumResult& stratum : run.plan.strata) expected += stratum.expected_interviews;
  if (expected < survey.target_interviews)
    warn("the plan expects " + number_text(static_cast<double>(static_cast<long long>(expected))) +
         " child interviews; the target is " + std::to_string(survey.target_interviews));
}

/// The manifest of a draw, but for its outputs.
Manifest describe_draw(const Survey& survey, const std::string& seed, const DrawRun& run, InputRecord frame) {
  Manifest manifest = new_manifest(survey, seed);
  frame.content = run.frame_content;
  manifest.inputs.push_back(std::move(frame));
  if (survey.boundaries) manifest.inputs.push_back(record_input(survey, "boundaries", survey.boundaries->file));
  for (const MapLayer& layer : survey.map_layers)
    manifest.inputs.push_back(record_input(survey, "map layer", layer.file));
  manifest.counts = {{"frame_areas", run.frame_areas},
                     {"excluded", run.frame.excluded},
                     {"drawable_areas", run.frame.areas()},
                     {"psus", run.plan.psus.size()},
                     {"households", run.plan.households.size()}};
  return manifest;
}

int draw(const DrawOptions& options) {
  const Survey survey = read_survey(options.survey);
  const std::string seed = seed_for(survey, options.seed);
  OutputFolder folder(options.output, kManifestFile, options.force);
  // The frame's bytes are hashed while it is read and drawn from.
  auto frame = std::async(std::launch::async, [&] { return record_input(survey, "frame", survey.frame.file); });
  const DrawRun run = run_draw(survey, seed);
  tell(run, survey);
  write_tables(folder, survey, run.plan);
  if (!options.tables_only) {
    Progress shown("making documents:");
    const auto progress = [&](const std::string&, std::size_t done, std::size_t of) { shown.at(done, of); };
    write_lists(folder, run.plan, survey, progress);
    const std::string missing = write_maps(folder, run.plan, survey, run.shapes, progress);
    if (!missing.empty()) warn(missing);
  }
  write_manifest(folder, describe_draw(survey, seed, run, frame.get()));
  add_to_log(folder, "draw", {{"survey_folder", std::filesystem::absolute(survey.file).parent_path().string()}});
  folder.commit();
  say(options.output + ": " + std::to_string(run.plan.psus.size()) + " PSUs drawn from " +
      std::to_string(run.frame.areas()) + " areas");
  return kYes;
}

}  // namespace

void add_draw(CommandLine& line) {
  auto options = std::make_shared<DrawOptions>();
  CLI::App* command =
      line.add("draw", "Draws the sample and writes the plan folder.",
               "fairdraw draw examples/sampleland/survey.toml -o plan", [options] { return draw(*options); });
  command->add_option("survey", options->survey, "Survey file")->required();
  command->add_option("-o,--output", options->output, "Plan folder to make")->required();
  command->add_option("--seed", options->seed, "Seed, any text; wins over survey.seed");
  command->add_flag("--tables-only", options->tables_only, "Tables and manifest only: no lists, maps or layers");
  command->add_flag("--force", options->force, "Replace a plan folder that exists");
}

}  // namespace fairdraw
