#include "config/survey.h"
#include "planner/base/output_folder.h"
#include "planner/cli/command.h"
#include "planner/cli/messages.h"
#include "planner/cli/results.h"
#include "planner/simulation/chart.h"
#include "planner/simulation/report.h"
#include "planner/simulation/simulation.h"

#include <cstdio>
#include <memory>
#include <optional>

namespace fairdraw {
namespace {

constexpr std::string_view kSimulationFile = "simulation.json";

struct SimulateLine {
  std::string survey;
  std::string output;
  SimulationOptions options;
  bool force = false;
  bool json = false;
};

void write_simulation(const OutputFolder& folder, const Simulation& result) {
  folder.write(kSimulationFile, simulation_in_json(result).pretty() + "\n");
  folder.write("simulation.txt", simulation_in_text(result));
  folder.write("inclusion.csv", inclusion_in_csv(result));
  folder.write("totals.csv", totals_in_csv(result));
  if (!result.releases.empty()) folder.write("interviews.csv", interviews_in_csv(result));
  draw_simulation(folder.file("simulation.svg"), result);
  draw_simulation(folder.file("simulation.png"), result);
}

int simulate_survey(const SimulateLine& line) {
  const Survey survey = read_survey(line.survey);
  std::optional<OutputFolder> folder;
  if (!line.output.empty()) folder.emplace(line.output, kSimulationFile, line.force);
  std::optional<Progress> shown("drawing:");
  const Simulation result =
      simulate(survey, line.options, [&](std::size_t done, std::size_t of) { shown->at(done, of); });
  shown.reset();
  if (folder) {
    write_simulation(*folder, result);
    folder->commit();
  }
  if (line.json)
    print_result(simulation_in_json(result));
  else
    print_result(simulation_in_text(result));
  if (!result.probabilities_hold()) warn("inclusion probabilities are not those stated");
  if (!result.counts_hold()) warn("draws do not have as many areas as asked for");
  if (!result.target_holds()) warn("the target is reached less often than target.chance asks for");
  return result.probabilities_hold() && result.counts_hold() && result.target_holds() ? kYes : kNo;
}

}  // namespace

void add_simulate(CommandLine& line) {
  auto options = std::make_shared<SimulateLine>();
  Command command = line.add("simulate", "Draws many times: do probabilities, counts and the target hold?",
                             "fairdraw simulate examples/sampleland/survey.toml --draws 500 -o simulation",
                             [options] { return simulate_survey(*options); });
  command.required("survey", &options->survey, "Survey file");
  command.optional("-o,--output", &options->output,
                   "Folder to make: simulation.json, simulation.txt, inclusion.csv, interviews.csv, totals.csv, "
                   "simulation.svg, simulation.png");
  command.defaulted("--draws", &options->options.draws, "Draws, each with a field season of its own");
  command.optional("--total", &options->options.totals,
                   "Column whose total is estimated; again for more (default: every column of the frame)");
  command.defaulted("--seed", &options->options.seed, "Seed of the simulation, any text");
  command.threads(options->options.threads);
  command.json(options->json);
  command.force(options->force, "a simulation's folder that exists");
}

}  // namespace fairdraw
