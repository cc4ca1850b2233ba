#include "config/survey.h"
#include "geo/read/frame_summary.h"
#include "planner/base/error.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/whole_file.h"
#include "planner/frame/draft.h"
#include "planner/frame/findings.h"
#include "planner/inputs/read_inputs.h"
#include "planner/sampling/methods.h"
#include "planner/study/report.h"
#include "planner/study/study.h"
#include "planner/values/database.h"
#include "planner/values/plan_files.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace fairdraw {
namespace fs = std::filesystem;
namespace {

struct InitOptions {
  std::string frame;
  std::string layer;
  GivenColumns columns;
  std::string output;
  bool force = false;
};

constexpr std::uint64_t kMostAreas = 20'000;  ///< a study of more takes longer than a draft may
constexpr std::uint32_t kDraws = 200;

/// What a short study of the drafted survey recommends, among methods that need nothing more than the draft says and
/// heed the order that it writes.
MethodAdvice advise(const std::string& draft, const fs::path& folder, std::uint64_t areas) {
  const std::string more = "fairdraw study compares all methods";
  if (areas > kMostAreas) return {"", more + "."};
  StudyOptions options;
  options.draws = kDraws;
  try {
    const Survey survey = parse_survey(draft, folder / kSurveyFile);
    const auto heeds_order = [&](const Method& method) { return survey.frame.order.empty() || method.along_list; };
    for (const Method& method : methods())
      if (method.for_draft && heeds_order(method)) options.methods.emplace_back(method.name);
    Progress shown("comparing methods:");
    const Study study = run_study(survey, options, [&](std::size_t done, std::size_t of) { shown.at(done, of); });
    const Recommendation& found = study.recommendation;
    const bool told = std::any_of(study.columns.begin(), study.columns.end(),
                                  [](const StudyColumn& column) { return column.counts; });
    if (found.method == nullptr || !told || !heeds_order(*found.method)) return {"", more + "."};
    return {std::string(found.method->name), "Found by drawing " + std::to_string(kDraws) +
                                                 " times by each of a few methods. " + recommendation_text(study) +
                                                 " " + more + "."};
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::usage) throw;
  }
  return {"", "The frame can't be drawn from yet, so no method is recommended: fairdraw check says why. Then " + more +
                  "."};
}

/// Reads the frame as the draft says, and looks for rows that are no areas.
RowsSeen see_rows(const std::string& draft, const fs::path& folder, std::uint64_t areas) {
  if (areas > kMostAreas) return {};
  try {
    Survey survey = parse_survey(draft, folder / kSurveyFile);
    survey.frame.on_total_row = OnTotal::exclude;
    const Frame frame = read_inputs(survey).frame;
    const FrameCheck check = check_frame(frame, survey);
    RowsSeen out;
    for (const Finding& finding : check.findings)
      for (const std::string& row : finding.items)
        if (finding.kind == kTotalRow)
          out.totals.push_back(row.substr(0, row.find(" (")));  // not what it is the sum of
    out.areas = frame.areas() - out.totals.size();
    for (const std::uint32_t area : check.drawable) out.largest = std::max(out.largest, frame.size[area]);
    return out;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::usage) throw;
  }
  return {};
}

int init(const InitOptions& options) {
  const FrameSummary frame = summarise_frame(options.frame, options.layer, guess_format(options.frame, options.layer));
  ColumnGuess guess = guess_columns(frame, options.columns);
  if (options.columns.id.empty() && (guess.id.empty() || guess.id_repeats)) {
    GivenColumns given = options.columns;
    given.id = unique_together(frame, parts_of_id(frame, guess));
    if (!given.id.empty()) guess = guess_columns(frame, given);
  }
  const fs::path folder = options.output.empty() ? fs::current_path() : fs::absolute(options.output).parent_path();
  const bool database = is_database(options.frame);
  const std::string path =
      database ? options.frame : fs::absolute(options.frame).lexically_proximate(folder).generic_string();
  std::string text = draft_survey(frame, guess, path);
  const RowsSeen seen = see_rows(text, folder, frame.all_areas());
  text = draft_survey(frame, guess, path, {}, seen);
  text = draft_survey(frame, guess, path, advise(text, folder, frame.all_areas()), seen);
  if (options.output.empty())
    std::fputs(text.c_str(), stdout);
  else {
    write_whole_file(options.output, text, options.force);
    say(options.output + ": a draft for " + std::to_string(frame.all_areas()) +
        " areas; read it, then run fairdraw check " + options.output);
  }
  return kYes;
}

}  // namespace

void add_init(CommandLine& line) {
  auto options = std::make_shared<InitOptions>();
  Command command = line.add("init", "Writes a commented survey file for a frame's columns.",
                             "fairdraw init examples/sampleland/generated/frame.gpkg -o draft.toml",
                             [options] { return init(*options); });
  command.required("frame", &options->frame, "Frame: " + endings_for(FileUse::layer) + ", or PG:...");
  command.optional("--layer", &options->layer, "Layer of it, where there are several");
  command.optional("--id", &options->columns.id,
                   "Column that names each area once, or columns that do together, where init takes others");
  command.optional("--size", &options->columns.size, "Column with the measure of size");
  command.optional("--strata", &options->columns.strata, "Columns that make the strata");
  command.optional("-o,--output", &options->output, "Survey file to write (default: to stdout)");
  command.force(options->force, "the file where it exists");
}

}  // namespace fairdraw
