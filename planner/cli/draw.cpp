#include "config/survey.h"
#include "planner/advice/countries.h"
#include "planner/base/json.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/results.h"
#include "planner/cli/surveys.h"
#include "planner/record/new_plan.h"
#include "planner/record/write_plan.h"
#include "planner/sampling/methods.h"
#include "planner/values/plan_files.h"

#include <cstdio>
#include <memory>

namespace fairdraw {
namespace {

struct DrawOptions {
  std::vector<std::string> surveys;
  std::string output;
  NewPlanOptions plan;
  std::string avoid;
  std::string prefer;
  std::string renamed;
  bool tables_only = false;
  bool force = false;
  bool json = false;
};

/// What the statistician should know before anything is written.
/// @param who  the country, where there are several
void tell(const std::string& who, const Survey& survey, const DrawRun& run) {
  for (const Finding& finding : run.findings)
    if (finding.severity == Severity::warning)
      for (const std::string& message : messages_of(finding, run.prepared.frame.source)) warn(who + message);
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
    std::printf(
        "%llu PSUs of the main sample are among the other plan's %llu in the field; %.1f were expected, %.1f of "
        "independent draws\n",
        static_cast<unsigned long long>(run.overlap->reached), static_cast<unsigned long long>(run.overlap->other),
        run.overlap->expected, run.overlap->by_chance);
  if (drawn.teams.teams.size() > 1 && drawn.teams.kilometres_by_region > 0)
    std::printf("%zu teams travel %.0f km, %.0f %% less than if PSUs were dealt out in the list's order\n",
                drawn.teams.teams.size(), drawn.teams.kilometres(), 100 * drawn.teams.saved());
  if (run.prepared.survey.households.mode == HouseholdMode::none) return;
  std::printf("%.0f child interviews expected, %.0f to %.0f at the ends of the yields; the target is %u",
              summary.expected, summary.low, summary.high, run.prepared.survey.target.interviews);
  if (run.expected) std::printf(", reached with a chance of %.3f", run.expected->chance);
  std::printf("\n");
}

Json in_json(const std::string& folder, const Drawn& drawn) {
  const DrawRun& run = drawn.run;
  const Summary summary(run);
  Json json{{"plan", folder},
            {"country", run.prepared.survey.country},
            {"areas", run.prepared.frame.areas()},
            {"psus", summary.psus},
            {"reserve", summary.reserve},
            {"certainty", summary.certainty},
            {"expected_interviews", summary.expected},
            {"target", run.prepared.survey.target.interviews}};
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
  const Target& target = run.prepared.survey.target;
  if (run.prepared.survey.households.mode == HouseholdMode::none) return;
  if (summary.expected < target.interviews)
    warn(who + "the plan expects fewer child interviews than the target: " +
         std::to_string(static_cast<long long>(summary.expected)) + " of " + std::to_string(target.interviews));
  else if (run.expected && run.expected->chance < target.chance)
    warn(who + "the target of " + std::to_string(target.interviews) + " child interviews is reached with a chance of " +
         formatted("%.3f", run.expected->chance) + "; target.chance asks for " + formatted("%g", target.chance) +
         ", and fairdraw design tells what would reach it");
}

/// Draws one survey into a folder.
Drawn draw_into(OutputFolder& folder, const Survey& survey, const DrawOptions& options) {
  const std::string who = options.surveys.size() > 1 ? survey.country + ": " : "";
  NewPlan plan = draw_new_plan(survey, options.plan);
  tell(who, survey, plan.state.run);
  Written written;
  {
    Progress shown("making documents:");
    written = write_plan(folder, plan.state, plan.event,
                         [&](const std::string&, std::size_t done, std::size_t of) { shown.at(done, of); });
  }
  for (const std::string& remark : written.remarks) warn(who + remark);
  Drawn out{std::move(plan.state.run), std::move(written.teams)};
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
    countries.push_back({drawn.run.prepared.survey, drawn.run.expected, Summary(drawn.run).psus});
  });
  folder.write(kCountriesFile, countries_in_csv(countries));
  folder.commit();
  if (options.json)
    print_result(json);
  else
    print_result(countries_in_text(countries));
  return kYes;
}

int draw(DrawOptions& options) {
  options.plan.avoid = options.avoid;
  options.plan.prefer = options.prefer;
  options.plan.renamed = options.renamed;
  if (!options.renamed.empty() && options.avoid.empty() && options.prefer.empty())
    throw Error(ErrorKind::usage,
                "--renamed goes with --avoid or --prefer: it tells what the areas of that plan became");
  options.plan.documents = !options.tables_only;
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
  command.optional("--seed", &options->plan.seed, "Seed, any text; wins over survey.seed");
  command.optional("--avoid", &options->avoid,
                   "Plan folder whose PSUs are to be spared, as far as probabilities let them");
  command.optional("--prefer", &options->prefer, "Plan folder whose PSUs are to be kept, likewise");
  command.either("--avoid", "--prefer");
  command.optional("--renamed", &options->renamed,
                   "CSV with the columns old and new: areas that were renamed, split or merged since that plan");
  command.flag("--tables-only", options->tables_only, "Tables and manifest only: no lists, maps or layers");
  command.flag("--joint", options->plan.joint,
               "Write the joint inclusion probabilities of the main sample, for R's survey::ppsmat()");
  command.json(options->json);
  command.force(options->force, "a plan folder that exists");
}

}  // namespace fairdraw
