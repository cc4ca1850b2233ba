#include "config/survey.h"
#include "geo/open/boundaries.h"
#include "planner/advice/countries.h"
#include "planner/audit/draw_run.h"
#include "planner/audit/manifest.h"
#include "planner/audit/other_plan.h"
#include "planner/audit/plan_folder.h"
#include "planner/base/json.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/results.h"
#include "planner/cli/surveys.h"
#include "planner/documents/documents.h"
#include "planner/report/report.h"
#include "planner/sampling/methods.h"
#include "planner/stages/area_joint.h"
#include "planner/words/words.h"

#include <cstdio>
#include <future>
#include <memory>
#include <optional>

namespace fairdraw {
namespace {

constexpr std::string_view kCountriesFile = "countries.csv";

struct DrawOptions {
  std::vector<std::string> surveys;
  std::string output;
  std::string seed;
  std::string avoid;
  std::string prefer;
  bool tables_only = false;
  bool force = false;
  bool json = false;
  bool joint = false;
};

/// What the statistician should know before anything is written.
/// @param who  the country, where there are several
void tell(const std::string& who, const Survey& survey, const DrawRun& run) {
  for (const Finding& finding : run.findings)
    if (finding.severity == Severity::warning)
      warn(who + run.frame.source + ": " + finding.kind + ": " + std::to_string(finding.count) + "; " +
           finding.treatment);
  for (const std::string& remark : run.remarks) warn(who + remark);
  if (run.joint && find_method(survey.areas.method)->separates)
    warn(who + "areas.method = \"" + survey.areas.method +
         "\" never takes some pairs of areas together: no estimate of variances from joint probabilities is unbiased "
         "then");
}

/// A draw, and who goes where; nobody where no lists were asked for.
struct Drawn {
  DrawRun run;
  TeamPlan teams;
};

/// The plan in a few numbers.
struct Summary {
  std::uint64_t psus = 0;
  std::uint64_t reserve = 0;
  std::uint64_t certainty = 0;
  double expected = 0;
  double low = 0;
  double high = 0;

  explicit Summary(const DrawRun& run) {
    for (const StratumResult& stratum : run.plan.strata) {
      psus += stratum.drawn;
      reserve += stratum.reserve;
      certainty += stratum.certainty;
      expected += stratum.expected_interviews;
      low += stratum.expected_low;
      high += stratum.expected_high;
    }
    if (run.expected) expected = run.expected->total.interviews;  // which knows how yields vary between areas
  }
};

void print_text(const Drawn& drawn) {
  const DrawRun& run = drawn.run;
  const Summary summary(run);
  std::printf("%llu PSUs in %zu strata (%llu certain), %llu more in reserve\n",
              static_cast<unsigned long long>(summary.psus), run.plan.strata.size(),
              static_cast<unsigned long long>(summary.certainty), static_cast<unsigned long long>(summary.reserve));
  if (run.overlap)
    std::printf("%llu of the other plan's %llu PSUs are drawn again; %.1f were expected, %.1f of independent draws\n",
                static_cast<unsigned long long>(run.overlap->reached),
                static_cast<unsigned long long>(run.overlap->other), run.overlap->expected, run.overlap->by_chance);
  if (drawn.teams.teams.size() > 1 && drawn.teams.kilometres_by_region > 0)
    std::printf("%zu teams travel %.0f km, %.0f %% less than if PSUs were dealt out in the list's order\n",
                drawn.teams.teams.size(), drawn.teams.kilometres(), 100 * drawn.teams.saved());
  if (run.survey.households.mode == HouseholdMode::none) return;
  std::printf("%.0f child interviews expected, %.0f to %.0f at the ends of the yields; the target is %u",
              summary.expected, summary.low, summary.high, run.survey.target.interviews);
  if (run.expected) std::printf(", reached with a chance of %.3f", run.expected->chance);
  std::printf("\n");
}

Json in_json(const std::string& folder, const Drawn& drawn) {
  const DrawRun& run = drawn.run;
  const Summary summary(run);
  Json json{{"plan", folder},
            {"country", run.survey.country},
            {"areas", run.frame.areas()},
            {"psus", summary.psus},
            {"reserve", summary.reserve},
            {"certainty", summary.certainty},
            {"expected_interviews", summary.expected},
            {"target", run.survey.target.interviews}};
  if (run.expected) {
    json["chance"] = run.expected->chance;
    json["cost"] = run.expected->total.cost;
    json["margin"] = run.expected->precision.front().margin;
    json["deff"] = run.expected->precision.front().deff;
  }
  if (run.overlap)
    json["overlap"] = {{"other", run.overlap->other},
                       {"reached", run.overlap->reached},
                       {"expected", run.overlap->expected},
                       {"by_chance", run.overlap->by_chance}};
  if (!drawn.teams.teams.empty())
    json["travel"] = {{"teams", drawn.teams.teams.size()},
                      {"kilometres", drawn.teams.kilometres()},
                      {"kilometres_by_region", drawn.teams.kilometres_by_region},
                      {"saved", drawn.teams.saved()}};
  json["strata"] = Json::array();
  for (const StratumResult& stratum : run.plan.strata)
    json["strata"].push_back({{"stratum", stratum.stratum},
                              {"areas", stratum.areas},
                              {"allocated", stratum.allocated},
                              {"drawn", stratum.drawn},
                              {"reserve", stratum.reserve},
                              {"certainty", stratum.certainty},
                              {"take", stratum.take},
                              {"expected_interviews", stratum.expected_interviews}});
  return json;
}

/// Expectations that fall short of what the survey file asks for.
void warn_of_shortfalls(const std::string& who, const DrawRun& run, const Summary& summary) {
  const Target& target = run.survey.target;
  if (run.survey.households.mode == HouseholdMode::none) return;
  if (summary.expected < target.interviews)
    warn(who + "the plan expects fewer child interviews than the target: " +
         std::to_string(static_cast<long long>(summary.expected)) + " of " + std::to_string(target.interviews));
  else if (run.expected && run.expected->chance < target.chance)
    warn(who + "the target of " + std::to_string(target.interviews) + " child interviews is reached with a chance of " +
         formatted("%.3f", run.expected->chance) + "; target.chance asks for " + formatted("%g", target.chance) +
         ", and fairdraw design tells what would reach it");
}

/// The manifest of a draw, but for its outputs.
Manifest describe_draw(const Survey& survey, const std::string& seed, const DrawRun& run, InputRecord frame) {
  Manifest manifest = new_manifest(survey, seed);
  frame.content = run.frame_content;
  manifest.inputs.push_back(std::move(frame));
  if (!survey.households.footprints.empty())
    manifest.inputs.push_back(record_input(survey, "footprints", survey.households.footprints));
  if (!survey.households.population.empty() && survey.households.population != survey.frame.file)
    manifest.inputs.push_back(record_input(survey, "population", survey.households.population));
  if (!survey.field.bases.empty()) manifest.inputs.push_back(record_input(survey, "bases", survey.field.bases));
  if (!survey.field.travel_times.empty())
    manifest.inputs.push_back(record_input(survey, "travel times", survey.field.travel_times));
  if (survey.boundaries) manifest.inputs.push_back(record_input(survey, "boundaries", survey.boundaries->file));
  for (const MapLayer& layer : survey.map_layers)
    manifest.inputs.push_back(record_input(survey, "map layer", layer.file));
  if (!survey.basemap.empty()) manifest.inputs.push_back(record_input(survey, "basemap", survey.basemap));
  manifest.counts = {{"frame_areas", run.frame_areas},
                     {"excluded", run.frame.excluded},
                     {"drawable_areas", run.frame.areas()},
                     {"psus", run.plan.psus.size()},
                     {"households", run.plan.households.size()}};
  manifest.measures = run.measures;
  manifest.settled = run.settled;
  if (!survey.rho.file.empty()) manifest.inputs.push_back(record_input(survey, "earlier survey", survey.rho.file));
  if (run.joint) manifest.joint = joint_is_exact(survey) ? "exact" : "approximate";
  return manifest;
}

void warn_of_language(const std::string& who, const Words& words) {
  if (!words.reviewed() && words.language() != "en")
    warn(who + "no native speaker has reviewed the texts in " + words("language") +
         " yet; have lists and sheets read before they are printed");
}

/// Draws one survey into a folder.
Drawn draw_into(OutputFolder& folder, const Survey& survey, const DrawOptions& options) {
  const std::string who = options.surveys.size() > 1 ? survey.country + ": " : "";
  const std::string seed = seed_for(survey, options.seed);
  // The frame's bytes are hashed while it is read and drawn from.
  auto frame = std::async(std::launch::async, [&] { return record_input(survey, "frame", survey.frame.file); });
  std::optional<Coordination> coordination;
  const std::string& other = options.avoid.empty() ? options.prefer : options.avoid;
  if (!other.empty()) coordination = coordinate_with(other, !options.avoid.empty());
  DrawRun run = run_draw(survey, seed,
                         {.joint = options.joint,
                          .measures = true,
                          .expected = true,
                          .coordination = coordination ? &*coordination : nullptr});
  tell(who, survey, run);
  write_tables(folder, survey, run.plan);
  if (run.joint) folder.write("tables/joint.csv", *run.joint);
  TeamPlan teams;
  const std::vector<Boundary> boundaries = options.tables_only ? std::vector<Boundary>() : read_boundaries(survey);
  if (!options.tables_only) {
    const Words words(survey.language);
    warn_of_language(who, words);
    Progress shown("making documents:");
    const auto progress = [&](const std::string&, std::size_t done, std::size_t of) { shown.at(done, of); };
    teams = plan_teams(run.plan, survey);
    const DocumentContent content{run.plan, survey, teams, boundaries, words};
    write_lists(folder, content, progress);
    const std::string missing = write_maps(folder, content, run.frame, run.shapes, progress);
    if (!missing.empty()) warn(who + missing);
  }
  Manifest manifest = describe_draw(survey, seed, run, frame.get());
  if (!options.tables_only) folder.write("report.html", report_html(run, manifest, boundaries, teams));
  std::vector<std::pair<std::string, std::string>> details = {
      {"survey_folder", std::filesystem::absolute(survey.file).parent_path().string()}};
  if (coordination) {
    manifest.coordination = coordination->avoid ? "avoid" : "prefer";
    manifest.coordinated_with = coordination->digest;
    details.emplace_back("coordinated_with", std::filesystem::absolute(other).string());
  }
  write_manifest(folder, std::move(manifest));
  add_to_log(folder, "draw", details);
  folder.commit();
  Drawn out{std::move(run), std::move(teams)};
  warn_of_shortfalls(who, out.run, Summary(out.run));
  return out;
}

int draw_one(const Survey& survey, const DrawOptions& options) {
  OutputFolder folder(options.output, kManifestFile, options.force);
  const Drawn drawn = draw_into(folder, survey, options);
  if (options.json)
    print_result(in_json(options.output, drawn));
  else
    print_text(drawn);
  return kYes;
}

/// A plan for each country, in a folder by its code, and one table of all.
int draw_several(const std::vector<Survey>& surveys, const DrawOptions& options) {
  OutputFolder folder(options.output, kCountriesFile, options.force);
  std::vector<CountryDesign> countries;
  Json json{{"countries", Json::array()}};
  for_each_survey(surveys, [&](const Survey& survey) {
    OutputFolder plan(folder.path() / survey.country, kManifestFile, false);
    const Drawn drawn = draw_into(plan, survey, options);
    json["countries"].push_back(in_json((std::filesystem::path(options.output) / survey.country).string(), drawn));
    countries.push_back({drawn.run.survey, drawn.run.expected, Summary(drawn.run).psus});
  });
  folder.write(kCountriesFile, countries_in_csv(countries));
  folder.commit();
  if (options.json)
    print_result(json);
  else
    print_result(countries_in_text(countries));
  return kYes;
}

int draw(const DrawOptions& options) {
  const std::vector<Survey> surveys = read_surveys(options.surveys);
  if (surveys.size() > 1 && (!options.avoid.empty() || !options.prefer.empty()))
    throw Error(ErrorKind::usage, "--avoid and --prefer go with one survey file: a plan is of one country");
  return surveys.size() == 1 ? draw_one(surveys.front(), options) : draw_several(surveys, options);
}

}  // namespace

void add_draw(CommandLine& line) {
  auto options = std::make_shared<DrawOptions>();
  Command command = line.add(
      "draw", "Draws the sample and writes the plan folder.", "fairdraw draw examples/sampleland/survey.toml -o plan",
      [options] { return draw(*options); }, methods_in_text() + "\n");
  command.required("survey", &options->surveys,
                   "Survey file; several: one plan each, by country, and one table of all");
  command.required("-o,--output", &options->output, "Plan folder to make");
  command.optional("--seed", &options->seed, "Seed, any text; wins over survey.seed");
  command.optional("--avoid", &options->avoid,
                   "Plan folder whose PSUs are to be spared, as far as probabilities let them");
  command.optional("--prefer", &options->prefer, "Plan folder whose PSUs are to be kept, likewise");
  command.either("--avoid", "--prefer");
  command.flag("--tables-only", options->tables_only, "Tables and manifest only: no lists, maps or layers");
  command.flag("--joint", options->joint,
               "Write the joint inclusion probabilities of the main sample, for R's survey::ppsmat()");
  command.json(options->json);
  command.force(options->force, "a plan folder that exists");
}

}  // namespace fairdraw
