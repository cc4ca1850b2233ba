#pragma once

#include "planner/base/error.h"

#include <functional>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

namespace fairdraw {

/// The command line: one subcommand each, which sets `run` to what it does when it was chosen.
struct CommandLine {
  CLI::App app;
  std::function<int()> run;  ///< returns the exit code

  CommandLine();

  /// Adds a subcommand. `example` is a line that runs as it is where examples/run has been run; `more` is shown above
  /// it.
  CLI::App* add(const std::string& name, const std::string& what, const std::string& example,
                std::function<int()> action, const std::string& more = "");
};

void add_check(CommandLine& line);
void add_design(CommandLine& line);
void add_draw(CommandLine& line);
void add_households(CommandLine& line);
void add_init(CommandLine& line);
void add_release(CommandLine& line);
void add_simulate(CommandLine& line);
void add_study(CommandLine& line);
void add_synth(CommandLine& line);
void add_verify(CommandLine& line);

/// Options that several commands have, in the same words.
void add_json(CLI::App* command, bool& json);
/// @param what  is replaced: "a plan folder that exists"
void add_force(CLI::App* command, bool& force, const std::string& what);
void add_threads(CLI::App* command, unsigned& threads);

constexpr int kYes = 0;  ///< done, or the answer is yes
constexpr int kNo = static_cast<int>(ErrorKind::answer);

}  // namespace fairdraw
