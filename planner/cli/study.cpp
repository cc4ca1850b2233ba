#include "planner/study/study.h"

#include "config/survey.h"
#include "planner/base/output_folder.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/results.h"
#include "planner/study/chart.h"
#include "planner/study/report.h"

#include <cstdio>
#include <memory>

namespace fairdraw {
namespace {

constexpr std::string_view kStudyFile = "study.json";

struct StudyLine {
  std::string survey;
  std::string output;
  StudyOptions options;
  bool force = false;
  bool json = false;
};

int study(const StudyLine& line) {
  const Survey survey = read_survey(line.survey);
  std::optional<OutputFolder> folder;
  if (!line.output.empty()) folder.emplace(line.output, kStudyFile, line.force);
  std::optional<Progress> shown("comparing methods:");
  const Study result = run_study(survey, line.options, [&](std::size_t done, std::size_t of) { shown->at(done, of); });
  shown.reset();
  if (folder) {
    folder->write(kStudyFile, study_in_json(result).pretty() + "\n");
    folder->write("methods.csv", methods_in_csv(result));
    folder->write("variances.csv", variances_in_csv(result));
    folder->write("study.pdf", study_pdf(result, survey.paper, survey.title, survey.date));
    folder->commit();
  }
  if (line.json)
    print_result(study_in_json(result));
  else
    print_result(study_in_text(result));
  return kYes;
}

}  // namespace

void add_study(CommandLine& line) {
  auto options = std::make_shared<StudyLine>();
  Command command = line.add("study", "Compares methods of selection on this frame: variance, balance, spread.",
                             "fairdraw study examples/sampleland/survey.toml --draws 200 -o study",
                             [options] { return study(*options); });
  command.required("survey", &options->survey, "Survey file; its design stays, its method is one of those compared");
  command.optional("-o,--output", &options->output,
                   "Folder to make: study.json, methods.csv, variances.csv, study.pdf");
  command.defaulted("--draws", &options->options.draws, "Draws by each method");
  command.optional("--total", &options->options.totals,
                   "Column whose total is estimated; again for more (default: every column of the frame)");
  command.optional("--balance", &options->options.balance,
                   "Column to balance on; again for more (default: the survey's areas.balance)");
  command.optional("--method", &options->options.methods, "Method to compare; again for more (default: all that fit)");
  command.defaulted("--seed", &options->options.seed, "Seed of the study, any text");
  command.threads(options->options.threads);
  command.json(options->json);
  command.force(options->force, "a study's folder that exists");
}

}  // namespace fairdraw
