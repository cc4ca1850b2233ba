#pragma once

#include "planner/base/error.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace CLI {
class App;
}

namespace fairdraw {

/// Where an option's value goes; it keeps what it holds where the option is not given.
using OptionValue = std::variant<std::string*, std::vector<std::string>*, std::filesystem::path*, std::uint32_t*>;

/// A command of the program, to which options are added. Names are those of the command line: "-o,--output"; without
/// dashes, a positional argument.
class Command {
 public:
  explicit Command(CLI::App& app) : app_(app) {}

  void required(const std::string& names, OptionValue into, const std::string& text);
  void optional(const std::string& names, OptionValue into, const std::string& text);
  /// An option whose help shows the value that holds without it.
  void defaulted(const std::string& names, OptionValue into, const std::string& text);
  void flag(const std::string& names, bool& into, const std::string& text);
  /// Two options that can't stand together.
  void either(const std::string& one, const std::string& other);

  // Options that several commands have, in the same words.
  void json(bool& into);
  /// @param what  is replaced: "a plan folder that exists"
  void force(bool& into, const std::string& what);
  void threads(std::uint32_t& into);

 private:
  CLI::App& app_;
};

/// The command line: the commands, of which one is chosen.
class CommandLine {
 public:
  CommandLine();
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  /// @param example  a line that runs as it is where examples/run has been run; `more` is shown above it
  /// @param action   what the command does; returns the exit code
  Command add(const std::string& name, const std::string& what, const std::string& example, std::function<int()> action,
              const std::string& more = "");

  /// Reads the arguments and does what they say.
  /// @return the exit code
  /// @throws Error(usage) where they are wrong
  int run(int argc, const char* const* argv);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
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

constexpr int kYes = 0;  ///< done, or the answer is yes
constexpr int kNo = static_cast<int>(ErrorKind::answer);

}  // namespace fairdraw
