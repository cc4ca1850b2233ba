#include "planner/cli/command.h"

#include "planner/base/version.h"

#include <utility>

#include <CLI/CLI.hpp>

namespace fairdraw {
namespace {

CLI::Option* add_to(CLI::App& app, const std::string& names, OptionValue into, const std::string& text) {
  return std::visit([&](auto* value) { return app.add_option(names, *value, text); }, into);
}

}  // namespace

void Command::required(const std::string& names, OptionValue into, const std::string& text) {
  add_to(app_, names, into, text)->required();
}

void Command::optional(const std::string& names, OptionValue into, const std::string& text) {
  add_to(app_, names, into, text);
}

void Command::defaulted(const std::string& names, OptionValue into, const std::string& text) {
  add_to(app_, names, into, text)->capture_default_str();
}

void Command::flag(const std::string& names, bool& into, const std::string& text) {
  app_.add_flag(names, into, text);
}

void Command::either(const std::string& one, const std::string& other) {
  app_.get_option(one)->excludes(app_.get_option(other));
}

void Command::json(bool& into) {
  flag("--json", into, "Print the result as JSON");
}

void Command::force(bool& into, const std::string& what) {
  flag("--force", into, "Replace " + what);
}

void Command::threads(std::uint32_t& into) {
  optional("--threads", &into, "Threads; the result is the same with any number (default: all cores)");
}

struct CommandLine::Parts {
  CLI::App app{"Plans national household surveys of children and their caregivers.", "fairdraw"};
  std::function<int()> chosen;
};

CommandLine::CommandLine() : parts_(std::make_unique<Parts>()) {
  CLI::App& app = parts_->app;
  app.set_version_flag("--version", "fairdraw " + std::string(version()));
  app.require_subcommand(1);
  app.footer(
      "Exit: 0 done; 1 the answer is no; 2 the command, survey file or data is wrong; 3 the system failed.\nBegin "
      "with: fairdraw synth -o country && fairdraw init country/frame.gpkg");
}

CommandLine::~CommandLine() = default;

Command CommandLine::add(const std::string& name, const std::string& what, const std::string& example,
                         std::function<int()> action, const std::string& more) {
  CLI::App* command = parts_->app.add_subcommand(name, what);
  command->footer(more + "Example:\n  " + example);
  command->callback([parts = parts_.get(), action = std::move(action)] { parts->chosen = action; });
  return Command(*command);
}

int CommandLine::run(int argc, const char* const* argv) {
  try {
    parts_->app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return parts_->app.exit(error);
    throw Error(ErrorKind::usage, error.what());
  }
  return parts_->chosen();
}

}  // namespace fairdraw
