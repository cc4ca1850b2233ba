#include "planner/cli/command.h"

#include "planner/base/version.h"

namespace fairdraw {

CommandLine::CommandLine() : app("Plans national household surveys of children and their caregivers.", "fairdraw") {
  app.set_version_flag("--version", "fairdraw " + std::string(version()));
  app.require_subcommand(1);
  app.footer(
      "Exit: 0 done; 1 the answer is no; 2 the command, survey file or data is wrong; 3 the system failed.\n"
      "Begin with: fairdraw synth -o country && fairdraw init country/frame.gpkg");
}

CLI::App* CommandLine::add(const std::string& name, const std::string& what, const std::string& example,
                           std::function<int()> action, const std::string& more) {
  CLI::App* command = app.add_subcommand(name, what);
  command->footer(more + "Example:\n  " + example);
  command->callback([this, action = std::move(action)] { run = action; });
  return command;
}

void add_json(CLI::App* command, bool& json) {
  command->add_flag("--json", json, "Print the result as JSON");
}

void add_force(CLI::App* command, bool& force, const std::string& what) {
  command->add_flag("--force", force, "Replace " + what);
}

void add_threads(CLI::App* command, unsigned& threads) {
  command->add_option("--threads", threads, "Threads; the result is the same with any number (default: all cores)")
      ->check(CLI::NonNegativeNumber);
}

}  // namespace fairdraw
