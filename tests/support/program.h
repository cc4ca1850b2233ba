#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace fairdraw::test {

/// What a run of the fairdraw program left behind.
struct Outcome {
  int code = -1;
  std::string out;
  std::string err;
};

/// The built program.
std::filesystem::path program_file();

/// Runs the built program with these arguments and waits for it.
/// @param seconds  after which it is stopped, with code -SIGALRM; 0: never
Outcome run(const std::vector<std::string>& arguments, unsigned seconds = 0);

/// Starts the program, kills it (SIGKILL) after some microseconds, and waits.
void run_and_kill(const std::vector<std::string>& arguments, unsigned microseconds);

}  // namespace fairdraw::test
