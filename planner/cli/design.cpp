#include "config/survey.h"
#include "planner/advice/advice.h"
#include "planner/advice/chart.h"
#include "planner/advice/report.h"
#include "planner/base/output_folder.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"

#include <cstdio>
#include <memory>
#include <optional>

namespace fairdraw {
namespace {

constexpr std::string_view kDesignFile = "design.json";

struct DesignLine {
  std::vector<std::string> surveys;
  std::string output;
  unsigned threads = 0;
  bool force = false;
  bool json = false;
};

void write_advice(const OutputFolder& folder, const Advice& advice) {
  folder.write(kDesignFile, advice_in_json(advice));
  folder.write("design.txt", advice_in_text(advice));
  folder.write("alternatives.csv", alternatives_in_csv(advice));
  folder.write("strata.csv", strata_in_csv(advice));
  draw_advice(folder.file("design.svg"), advice);
  draw_advice(folder.file("design.png"), advice);
}

int design(const DesignLine& line) {
  const Survey survey = read_survey(line.surveys.front());
  std::optional<OutputFolder> folder;
  if (!line.output.empty()) folder.emplace(line.output, kDesignFile, line.force);
  const Advice advice = advise(survey, line.threads);
  for (const std::string& remark : advice.remarks) warn(remark);
  if (folder) {
    write_advice(*folder, advice);
    folder->commit();
  }
  std::fputs((line.json ? advice_in_json(advice) : advice_in_text(advice)).c_str(), stdout);
  if (advice.solution.chosen) return kYes;
  for (const Shortfall& each : advice.solution.nearest.shortfalls) warn("out of reach: " + each.what);
  return kNo;
}

}  // namespace

void add_design(CommandLine& line) {
  auto options = std::make_shared<DesignLine>();
  CLI::App* command =
      line.add("design", "How many, where, at what cost, with what precision and chance.",
               "fairdraw design examples/sampleland/survey.toml -o design", [options] { return design(*options); });
  command->add_option("survey", options->surveys, "Survey file")->required();
  command->add_option("-o,--output", options->output,
                      "Folder to make: design.json, design.txt, alternatives.csv, strata.csv, design.svg, design.png");
  command
      ->add_option("--threads", options->threads,
                   "Threads; the answer is the same with any number (default: all cores)")
      ->check(CLI::NonNegativeNumber);
  command->add_flag("--json", options->json, "Print the result as JSON");
  command->add_flag("--force", options->force, "Replace a design's folder that exists");
}

}  // namespace fairdraw
