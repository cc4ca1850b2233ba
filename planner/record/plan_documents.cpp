#include "planner/record/plan_documents.h"

#include "geo/open/boundaries.h"
#include "planner/base/error.h"
#include "planner/base/sha256.h"
#include "planner/report/report.h"
#include "planner/words/words.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>
#include <vector>

namespace fairdraw {
namespace fs = std::filesystem;
namespace {

/// Documents that are made together.
struct DocumentGroup {
  std::vector<std::string_view> files;  ///< or folders, that end with a slash
  std::set<std::string_view> tables;    ///< that they show, by file name; none: all
  std::set<std::string_view> roles;     ///< of the inputs that they show
  std::function<std::string()> make;    ///< returns what is missing; empty: nothing is
  bool holds(const std::string& file) const {
    return std::any_of(files.begin(), files.end(), [&](std::string_view each) {
      return each.ends_with('/') ? file.starts_with(each) : file == each;
    });
  }
};

std::string made_from(const DocumentGroup& group, const Manifest& manifest, const std::string& survey,
                      const std::map<std::string, std::string>& tables, const std::string& teams) {
  Sha256 digest;
  digest.add_part(manifest.version);
  for (const auto& [name, version] : manifest.libraries) digest.add_part(name).add_part(version);
  digest.add_part(survey).add_part(teams);
  for (const auto& [name, text] : tables)
    if (group.tables.empty() || group.tables.contains(name)) digest.add_part(name).add_part(text);
  for (const InputRecord& input : manifest.inputs)
    if (group.roles.contains(input.role)) digest.add_part(input.role).add_part(input.sha256).add_part(input.content);
  return hex(digest.finish());
}

/// The files of a group as the plan had them, where they were made from the same and are what was made.
std::vector<std::string> still_good(const DocumentGroup& group, const std::string& digest, const PlanFolder& before) {
  std::vector<std::string> out;
  for (const auto& [file, made] : before.manifest.outputs) {
    if (!group.holds(file)) continue;
    const auto from = before.manifest.documents.find(file);
    if (from == before.manifest.documents.end() || from->second != digest || !fs::exists(before.path / file) ||
        sha256_of_file(before.path / file) != made)
      return {};
    out.push_back(file);
  }
  return out;
}

/// The teams' plan; where all that is in the field is given out already, as it was.
TeamPlan teams_of(const PlanState& state) {
  const Plan& plan = state.run.plan;
  if (!state.teams) return plan_teams(plan, state.run.prepared.survey);
  const auto visits = state.teams->visits();
  for (const std::size_t psu : field_order(plan))
    if (!visits.contains(psu)) return plan_teams(plan, state.run.prepared.survey, &*state.teams);
  return *state.teams;
}

}  // namespace

void copy_file_into(const fs::path& plan, const std::string& file, const OutputFolder& folder) {
  std::error_code error;
  fs::copy_file(plan / file, folder.file(file), fs::copy_options::overwrite_existing, error);
  if (error) throw Error(ErrorKind::system, file + ": can't be copied: " + error.message());
}

Written make_documents(const OutputFolder& folder, const PlanState& state,
                       const std::map<std::string, std::string>& tables, Manifest& manifest,
                       const DocumentProgress& progress, const PlanFolder* before) {
  const DrawRun& run = state.run;
  const Survey& survey = run.prepared.survey;
  const Words words(survey.language);
  const std::vector<Boundary> boundaries = read_boundaries(survey);
  Written out;
  out.teams = teams_of(state);
  if (before == nullptr && !words.reviewed() && words.language() != "en")
    out.remarks.push_back("no native speaker has reviewed the texts in " + words("language") +
                          " yet; have lists and sheets read before they are printed");
  const DocumentContent content{run.plan, survey, out.teams, boundaries, words};
  // A listing changes nothing on maps, whose households, where they show any, were drawn with the areas.
  std::set<std::string_view> mapped = {"psus.csv", "members.csv", "segments.csv"};
  if (survey.households.mode != HouseholdMode::listing) mapped.insert("households.csv");
  const std::vector<DocumentGroup> groups = {
      {{"lists/", "capi/"},
       {},
       {"boundaries"},
       [&] {
         write_lists(folder, content, progress);
         return std::string();
       }},
      {{kLayersFile, kProjectFile},
       {},
       {"frame", "boundaries"},
       [&] {
         write_layers(folder, content, run.prepared.frame, run.shapes);
         return std::string();
       }},
      {{"maps/"},
       mapped,
       {"frame", "boundaries", "map layer", "basemap", "footprints", "population"},
       [&] { return write_maps(folder, content, run.prepared.frame, run.shapes, progress); }},
      {{kReportFile}, {}, {}, [&] {
         folder.write(kReportFile, report_html(run, manifest, boundaries, out.teams));
         return std::string();
       }}};
  const std::string teams = teams_csv(out.teams, run.plan);
  for (const DocumentGroup& group : groups) {
    const std::string digest = made_from(group, manifest, survey.text, tables, teams);
    const bool of_record = group.files.front() == kReportFile;  // which tells of all inputs
    const std::vector<std::string> kept =
        before == nullptr || of_record ? std::vector<std::string>() : still_good(group, digest, *before);
    for (const std::string& file : kept) copy_file_into(before->path, file, folder);
    if (kept.empty())
      if (std::string missing = group.make(); !missing.empty()) out.remarks.push_back(std::move(missing));
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
      const std::string file = fs::relative(entry.path(), folder.path()).generic_string();
      if (entry.is_regular_file() && group.holds(file)) manifest.documents[file] = digest;
    }
  }
  return out;
}

}  // namespace fairdraw
