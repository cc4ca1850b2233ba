#include "config/survey.h"
#include "planner/base/output_folder.h"
#include "planner/simulation/simulation.h"
#include "tests/bench/side_by_side.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <vector>

namespace {

using namespace fairdraw;

/// 100,000 areas in ten regions, as CSV, and a survey that draws 100 of them.
Survey survey_of_100() {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "fairdraw-bench-simulation";
  std::filesystem::create_directories(folder);
  std::ofstream frame(folder / "frame.csv");
  frame << "code,region,households,population\n";
  std::mt19937_64 random(3);
  for (int k = 0; k < 100'000; ++k) {
    const auto households = 50 + random() % 200;
    frame << k << ",R" << k % 10 << "," << households << "," << households * (3 + random() % 4) << "\n";
  }
  frame.close();
  return parse_survey(
      "[survey]\ncountry = \"TST\"\n[frame]\nfile = \"frame.csv\"\nid = \"code\"\nsize = \"households\"\nstrata = "
      "[\"region\"]\n[areas]\ncount = 100\n[households]\nmode = \"listing\"\ntake = 11\n[yields]\neligible = { mean = "
      "0.4, low = 0.35, "
      "high = 0.45 }\nhousehold = { mean = 0.9, low = 0.85, high = 0.95 }\nchild = 0.95\narea_spread = 0.3\n",
      folder / "survey.toml");
}

/// 10,000 draws of 100 areas of 100,000 with their field seasons on two threads, beside S, a sort of a million numbers.
void simulate_ten_thousand(benchmark::State& state) {
  const Survey survey = survey_of_100();
  std::mt19937_64 random(7);
  std::vector<double> unsorted(1'000'000);
  for (double& each : unsorted) each = static_cast<double>(random());
  std::vector<double> sorted;
  SimulationOptions options;
  options.draws = 10'000;
  options.threads = 2;
  bench::side_by_side(
      state, [&] { benchmark::DoNotOptimize(simulate(survey, options)); },
      [&] { std::sort(sorted.begin(), sorted.end()); }, [&] { sorted = unsorted; });
}
BENCHMARK(simulate_ten_thousand)->UseManualTime()->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace
