#include "planner/record/plan_documents.h"

#include "geo/open/boundaries.h"
#include "planner/base/error.h"
#include "planner/base/sha256.h"
#include "planner/report/report.h"
#include "planner/values/plan_files.h"
#include "planner/words/words.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

namespace fairdraw {
namespace fs = std::filesystem;
namespace {

/// Documents that are made together.
struct DocumentGroup {
  std::vector<std::string_view> files;                   ///< or folders, that end with a slash
  std::set<std::string_view> tables;                     ///< that they show, by file name; none: all
  std::set<std::string_view> roles;                      ///< of the inputs that they show
  std::function<std::string(const OutputFolder&)> make;  ///< returns what is missing; empty: nothing is
  bool of_record = false;                                ///< tells of everything that was recorded
  bool holds(const std::string& file) const {
    return std::any_of(files.begin(), files.end(), [&](std::string_view each) {
      return each.ends_with('/') ? file.starts_with(each) : file == each;
    });
  }
};

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

/// The teams' plan; where all that is in the field is given out already, as it was. It is as lists/teams.csv has it, to
/// the last digit, so that documents come out the same when that is read back.
TeamPlan teams_of(const PlanState& state) {
  const Plan& plan = state.run.plan;
  const Survey& survey = state.run.prepared.survey;
  const auto as_recorded = [&](const TeamPlan& planned) {
    TeamPlan out = read_teams(teams_csv(planned, plan), plan);
    out.kilometres_by_region = planned.kilometres_by_region;
    return out;
  };
  if (!state.teams) return as_recorded(plan_teams(plan, survey));
  const auto visits = state.teams->visits();
  for (const std::size_t psu : field_order(plan))
    if (!visits.contains(psu)) return as_recorded(plan_teams(plan, survey, &*state.teams));
  return *state.teams;
}

/// The files of a group in a folder.
std::vector<std::string> files_of(const DocumentGroup& group, const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    std::string file = fs::relative(entry.path(), folder).generic_string();
    if (entry.is_regular_file() && group.holds(file)) out.push_back(std::move(file));
  }
  return out;
}

/// All documents of a plan: what they show, and how they are made.
class DocumentSet {
 public:
  DocumentSet(const PlanState& state, TeamPlan teams, const Manifest& manifest, const DocumentProgress& progress)
      : run_(state.run),
        survey_(state.run.prepared.survey),
        teams_(std::move(teams)),
        words_(survey_.language),
        boundaries_(read_boundaries(survey_)),
        content_{run_.plan, survey_, teams_, boundaries_, words_},
        manifest_(manifest),
        progress_(progress) {}
  DocumentSet(const DocumentSet&) = delete;
  DocumentSet& operator=(const DocumentSet&) = delete;

  const Words& words() const { return words_; }
  const TeamPlan& teams() const { return teams_; }

  std::vector<DocumentGroup> groups() const {
    // A listing changes nothing on maps, whose households, where they show any, were drawn with the areas.
    std::set<std::string_view> mapped = {"psus.csv", "members.csv", "segments.csv"};
    if (survey_.households.mode != HouseholdMode::listing) mapped.insert("households.csv");
    const Frame& frame = run_.prepared.frame;
    const auto lists = [this](const OutputFolder& folder) {
      write_lists(folder, content_, progress_);
      return std::string();
    };
    const auto layers = [this, &frame](const OutputFolder& folder) {
      write_layers(folder, content_, frame, run_.shapes);
      return std::string();
    };
    const auto maps = [this, &frame](const OutputFolder& folder) {
      return write_maps(folder, content_, frame, run_.shapes, progress_);
    };
    const auto report = [this](const OutputFolder& folder) {
      folder.write(kReportFile, report_html(run_, manifest_, boundaries_, teams_));
      return std::string();
    };
    return {{{kListsFolder, kCapiFolder}, {}, {"boundaries"}, lists},
            {{kLayersFile, kProjectFile}, {}, {"frame", "boundaries"}, layers},
            {{kMapsFolder}, mapped, {"frame", "boundaries", "map layer", "basemap", "footprints", "population"}, maps},
            {{kReportFile}, {}, {}, report, true}};
  }

  /// A digest of what a group's documents are made from.
  std::string made_from(const DocumentGroup& group, const std::map<std::string, std::string>& tables) const {
    Sha256 digest;
    digest.add_part(manifest_.version);
    for (const auto& [name, version] : manifest_.libraries) digest.add_part(name).add_part(version);
    digest.add_part(survey_.text).add_part(teams_csv(teams_, run_.plan));
    for (const auto& [name, text] : tables)
      if (group.tables.empty() || group.tables.contains(name)) digest.add_part(name).add_part(text);
    for (const InputRecord& input : manifest_.inputs)
      if (group.of_record || group.roles.contains(input.role))
        digest.add_part(input.role).add_part(input.sha256).add_part(input.content);
    return hex(digest.finish());
  }

 private:
  const DrawRun& run_;
  const Survey& survey_;
  TeamPlan teams_;
  Words words_;
  std::vector<Boundary> boundaries_;
  DocumentContent content_;
  const Manifest& manifest_;
  const DocumentProgress& progress_;
};

}  // namespace

void copy_file_into(const fs::path& plan, const std::string& file, const OutputFolder& folder) {
  std::error_code error;
  fs::copy_file(plan / file, folder.file(file), fs::copy_options::overwrite_existing, error);
  if (error) throw Error(ErrorKind::system, file + ": can't be copied: " + error.message());
}

Written make_documents(const OutputFolder& folder, const PlanState& state,
                       const std::map<std::string, std::string>& tables, Manifest& manifest,
                       const DocumentProgress& progress, const PlanFolder* before) {
  const DocumentSet set(state, teams_of(state), manifest, progress);
  Written out;
  if (before == nullptr && !set.words().reviewed() && set.words().language() != "en")
    out.remarks.push_back("no native speaker has reviewed the texts in " + set.words()("language") +
                          " yet; have lists and sheets read before they are printed");
  for (const DocumentGroup& group : set.groups()) {
    const std::string digest = set.made_from(group, tables);
    const std::vector<std::string> kept =
        before == nullptr || group.of_record ? std::vector<std::string>() : still_good(group, digest, *before);
    for (const std::string& file : kept) copy_file_into(before->path, file, folder);
    if (kept.empty())
      if (std::string missing = group.make(folder); !missing.empty()) out.remarks.push_back(std::move(missing));
    for (const std::string& file : files_of(group, folder.path())) manifest.documents[file] = digest;
  }
  out.teams = set.teams();
  return out;
}

namespace {

/// Which libraries of a plan are others here: "Mapnik 3.1.0, here 3.0.9; font Noto Sans Lao 2.001, here none".
std::string other_libraries(const std::map<std::string, std::string>& then,
                            const std::map<std::string, std::string>& here) {
  std::string out;
  const auto say = [&out](const std::string& name, const std::string& was, const std::string& is) {
    if (was != is) out += (out.empty() ? "" : "; ") + name + " " + was + ", here " + is;
  };
  const auto version_in = [](const std::map<std::string, std::string>& all, const std::string& name) {
    const auto found = all.find(name);
    return found == all.end() ? "none" : found->second;
  };
  for (const auto& [name, version] : then) say(name, version, version_in(here, name));
  for (const auto& [name, version] : here)
    if (!then.contains(name)) say(name, "none", version);
  return out;
}

}  // namespace

DocumentComparison compare_documents(const PlanFolder& plan, const PlanState& state,
                                     const std::map<std::string, std::string>& tables, Manifest manifest,
                                     const DocumentProgress& progress) {
  DocumentComparison out;
  const std::string libraries = other_libraries(plan.manifest.libraries, manifest.libraries);
  const std::string unlike = "documents were not compared: they were made from other files, or with other libraries" +
                             (libraries.empty() ? "" : " (" + libraries + ")") + ": ";
  try {
    const DocumentSet set(state, *state.teams, manifest, progress);
    const OutputFolder folder(fs::temp_directory_path() / ("fairdraw-verify-" + std::to_string(::getpid())),
                              kManifestFile, false);
    std::string others;
    bool pictures = false;
    for (const DocumentGroup& group : set.groups()) {
      const std::string digest = set.made_from(group, tables);
      std::set<std::string> files;
      bool same = true;
      for (const auto& [file, from] : plan.manifest.documents) {
        if (!group.holds(file)) continue;
        files.insert(file);
        same = same && from == digest;
      }
      if (!same) {
        others += (others.empty() ? "" : ", ") + std::string(group.files.front());
        continue;
      }
      group.make(folder);
      for (std::string& file : files_of(group, folder.path())) files.insert(std::move(file));
      for (const std::string& file : files) {
        if (file.ends_with(".svg")) {  // whose parts Cairo names by all that the process has drawn so far
          pictures = true;
          continue;
        }
        const auto recorded = plan.manifest.outputs.find(file);
        if (recorded == plan.manifest.outputs.end() || !fs::exists(folder.path() / file) ||
            sha256_of_file(folder.path() / file) != recorded->second)
          out.differences.push_back(file + ": made again from the plan, it is another");
        else
          ++out.same;
      }
    }
    if (pictures) out.remarks.emplace_back("pictures in SVG were not compared: no two runs name their parts alike");
    if (!others.empty()) out.remarks.push_back(unlike + others);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::usage) throw;
    for (const std::string& message : error.messages())
      out.remarks.push_back("documents were not compared: " + message);
  }
  return out;
}

}  // namespace fairdraw
