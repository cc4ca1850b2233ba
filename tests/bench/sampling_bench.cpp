#include "planner/sampling/methods.h"
#include "planner/sampling/probabilities.h"
#include "planner/sampling/spread/spatial_balance.h"
#include "tests/bench/memory.h"
#include "tests/bench/side_by_side.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace fairdraw;

constexpr std::size_t kMillion = 1'000'000;

/// Numbers from 0 up to 1.
std::vector<double> random_numbers(std::size_t count, unsigned seed) {
  std::mt19937_64 random(seed);
  std::vector<double> numbers(count);
  for (double& each : numbers) each = static_cast<double>(random() >> 11) / 9007199254740992.0;
  return numbers;
}

/// The frame of every figure: even sizes, two spread variables, five balancing variables.
struct BenchFrame {
  std::vector<std::uint64_t> sizes;
  std::vector<double> probabilities;
  Positions positions;
  Balance balance;
  std::vector<double> uniforms;
  std::uint32_t n;

  BenchFrame(std::size_t units, std::uint32_t draw) : n(draw) {
    std::mt19937_64 random(3);
    for (std::size_t i = 0; i < units; ++i) sizes.push_back(50 + random() % 200);
    probabilities = inclusion_probabilities(sizes, n);
    positions = {2, random_numbers(2 * units, 4)};
    balance = {5, random_numbers(5 * units, 5)};
    for (const double u : random_numbers(units, 6)) uniforms.push_back(u + 1e-17);
  }
  DrawInput view() const { return {sizes, n, probabilities, &positions, &positions, &balance, uniforms}; }
};

/// Draws beside a sort of a million random numbers, whose time is the unit S.
void draws(benchmark::State& state, const Method& method, std::size_t units, std::uint32_t n) {
  const BenchFrame frame(units, n);
  Stream stream = make_stream({"bench", ""}, {method.version, "t", "t"});
  const std::vector<double> unsorted = random_numbers(kMillion, 7);
  std::vector<double> sorted;
  bench::PeakMemory memory;
  std::vector<std::uint32_t> drawn;
  bench::side_by_side(
      state,
      [&] {
        memory.begin();
        drawn = method.draw(frame.view(), stream).units;
        memory.end();
      },
      [&] { std::sort(sorted.begin(), sorted.end()); }, [&] { sorted = unsorted; });
  state.counters["bytes_a_unit"] = static_cast<double>(memory.peak()) / static_cast<double>(units);
  if (method.needs_positions && units == kMillion)
    state.counters["voronoi"] = voronoi_balance(frame.probabilities, frame.positions, drawn);
  state.SetComplexityN(static_cast<benchmark::IterationCount>(units));
}

/// Each method at a million units and, with /10000 and so on behind its name, at 1e4 to 1e7 with the fitted order.
[[maybe_unused]] const bool registered = [] {
  for (const Method& method : methods()) {
    if (method.draw == nullptr || method.takes_two) continue;
    const std::string name(method.name);
    const bool counts = name == "conditional-poisson" || name == "sampford";
    benchmark::RegisterBenchmark(
        ("draw/" + name).c_str(),
        [&method, counts](benchmark::State& state) { draws(state, method, counts ? kMillion / 10 : kMillion, 1000); })
        ->UseManualTime()
        ->Iterations(name == "correlated-poisson" ? 1 : 3)
        ->Unit(benchmark::kMillisecond);
    if (name == "sampford")
      benchmark::RegisterBenchmark("few/sampford",
                                   [&method](benchmark::State& state) { draws(state, method, 10'000, 100); })
          ->UseManualTime()
          ->Iterations(200)
          ->Unit(benchmark::kMillisecond);
    const std::int64_t most = name == "brewer" || counts ? 1'000'000 : 10'000'000;
    benchmark::RegisterBenchmark(
        ("growth/" + name).c_str(),
        [&method](benchmark::State& state) { draws(state, method, static_cast<std::size_t>(state.range(0)), 1000); })
        ->RangeMultiplier(10)
        ->Range(10'000, most)
        ->Complexity()
        ->UseManualTime()
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace
