#include "config/survey.h"
#include "planner/advice/advice.h"
#include "planner/study/study.h"
#include "tests/bench/side_by_side.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace fairdraw;

const std::string kYields =
    "[yields]\neligible = { mean = 0.25, low = 0.2, high = 0.3 }\nhousehold = { mean = 0.8, low = 0.7, high = 0.9 }\n"
    "child = { mean = 0.9, low = 0.85, high = 0.95 }\ncaregiver = { mean = 0.9, low = 0.85, high = 0.95 }\n";
const std::string kCosts = "[costs]\nper_area = 300\nper_household = 6\nper_interview = 20\nrho = 0.06\n";

/// A frame of these sizes in so many strata, with two columns of its own, and a survey of it.
Survey survey_of(const std::string& name, std::size_t areas, std::size_t strata,
                 const std::function<double(std::mt19937_64&)>& size, const std::string& more) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("fairdraw-bench-" + name);
  std::filesystem::create_directories(folder);
  std::ofstream frame(folder / "frame.csv");
  frame << "code,stratum,households,y,z\n";
  std::mt19937_64 random(11);
  for (std::size_t k = 0; k < areas; ++k) {
    const auto households = static_cast<std::uint64_t>(size(random));
    frame << k << ",S" << k % strata << "," << households << "," << households * (2 + random() % 5) << ","
          << random() % 100 << "\n";
  }
  frame.close();
  return parse_survey(
      "[survey]\ncountry = \"TST\"\nseed = \"bench\"\n[frame]\nfile = \"frame.csv\"\nid = \"code\"\nsize = "
      "\"households\"\nstrata = [\"stratum\"]\ncarry = [\"y\", \"z\"]\n" +
          more,
      folder / "survey.toml");
}

double even(std::mt19937_64& random) {
  return 40 + static_cast<double>(random() % 360);
}

/// As Swiss municipalities: from 10 to 170,000, most of them small.
double municipal(std::mt19937_64& random) {
  return std::clamp(std::exp(std::normal_distribution(6.3, 1.3)(random)), 10.0, 170'000.0);
}

/// Beside S, a sort of a million random numbers.
void beside_a_sort(benchmark::State& state, const std::function<void()>& ours) {
  std::mt19937_64 random(7);
  std::vector<double> unsorted(1'000'000);
  for (double& each : unsorted) each = static_cast<double>(random());
  std::vector<double> sorted;
  bench::side_by_side(
      state, ours, [&] { std::sort(sorted.begin(), sorted.end()); }, [&] { sorted = unsorted; });
}

void design_self_weighting(benchmark::State& state) {
  const Survey survey = survey_of("self-weighting", 2700, 26, municipal,
                                  kYields + kCosts +
                                      "[households]\nmode = \"listing\"\ntake_rule = \"self-weighting\"\n[target]\n"
                                      "interviews = 1000\n");
  beside_a_sort(state, [&] { benchmark::DoNotOptimize(advise(survey, 2)); });
}
BENCHMARK(design_self_weighting)->UseManualTime()->Iterations(2)->Unit(benchmark::kMillisecond);

void design_three_countries_of_walks(benchmark::State& state) {
  std::vector<Survey> surveys;
  for (const std::size_t areas : {3000U, 5000U, 1500U})
    surveys.push_back(
        survey_of("walks-" + std::to_string(areas), areas, 16, even,
                  kYields + kCosts + "[households]\nmode = \"random-walk\"\n[target]\ninterviews = 1000\n"));
  beside_a_sort(state, [&] {
    for (const Survey& survey : surveys) benchmark::DoNotOptimize(advise(survey, 2));
  });
}
BENCHMARK(design_three_countries_of_walks)->UseManualTime()->Iterations(2)->Unit(benchmark::kMillisecond);

void study_five_hundred(benchmark::State& state) {
  const Survey survey = survey_of("study", 12'000, 12, even,
                                  kYields + "[areas]\ncount = 300\n[households]\nmode = \"listing\"\ntake = 10\n");
  StudyOptions options;
  options.draws = 500;
  options.threads = 2;
  beside_a_sort(state, [&] { benchmark::DoNotOptimize(run_study(survey, options)); });
}
BENCHMARK(study_five_hundred)->UseManualTime()->Iterations(2)->Unit(benchmark::kMillisecond);

}  // namespace
