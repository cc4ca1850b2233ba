#include "tests/bench/side_by_side.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace fairdraw::bench {
namespace fs = std::filesystem;
namespace {

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

void side_by_side(benchmark::State& state, const std::function<void()>& ours, const std::function<void()>& bare,
                  const std::function<void()>& prepare) {
  double all_ours = 0;
  double all_bare = 0;
  for (auto _ : state) {
    prepare();
    all_bare += seconds(bare);
    const double mine = seconds(ours);
    all_ours += mine;
    state.SetIterationTime(mine);
  }
  state.counters["times_bare"] = all_ours / all_bare;
}

std::string million() {
  const char* named = std::getenv("FAIRDRAW_BENCH_DATA");
  const fs::path folder = named != nullptr ? fs::path(named) : fs::temp_directory_path() / "fairdraw-bench-million";
  if (!fs::exists(folder)) {
    const std::string command = std::string(FAIRDRAW_BINARY) + " synth --areas 1000000 -o '" + folder.string() + "'";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("the country of a million areas can't be made");
  }
  return folder.string();
}

}  // namespace fairdraw::bench
