#include "planner/sampling/entropy/conditional_poisson.h"
#include "planner/sampling/entropy/sampford.h"
#include "planner/sampling/list/brewer.h"
#include "planner/sampling/list/elimination.h"
#include "planner/sampling/probabilities.h"
#include "tests/support/every_outcome.h"
#include "tests/support/temp_folder.h"
#include "tests/support/with_r.h"

#include <fstream>
#include <iomanip>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

void write(const std::filesystem::path& file, std::span<const double> values, std::size_t columns) {
  std::ofstream out(file);
  out << std::setprecision(17);
  for (std::size_t k = 0; k < values.size(); ++k) out << values[k] << ((k + 1) % columns == 0 ? '\n' : ',');
}

}  // namespace

TEST_CASE("probabilities are those of R's package sampling") {
  const test::TempFolder folder;
  std::mt19937 random(14);
  for (int round = 1; round <= 12; ++round) {
    const bool small = round <= 6;  // Brewer's joint probabilities are found by walking through every outcome
    std::vector<std::uint64_t> sizes(small ? 5 + static_cast<std::size_t>(round) % 3
                                           : 20 + 5 * static_cast<std::size_t>(round));
    // Not too uneven: where probabilities come near 1, the fixed-point iteration of UPMEpiktildefrompik runs away.
    for (auto& size : sizes) size = 40 + random() % 40;
    if (!small && round % 2 == 0) sizes[3] = 4000;  // certain
    const auto n = static_cast<std::uint32_t>(small ? 2 + round % 3 : 6 + round);
    const std::vector<double> p = inclusion_probabilities(sizes, n);
    const std::size_t units = sizes.size();
    std::vector<std::uint32_t> all(units);
    std::iota(all.begin(), all.end(), 0U);
    const auto file = [&](const std::string& what) { return folder.path() / (what + std::to_string(round) + ".csv"); };
    write(file("sizes"), std::vector<double>(sizes.begin(), sizes.end()), 1);
    write(file("probabilities"), p, 1);
    std::vector<double> by_elimination(units * units);
    const Elimination elimination(p);
    for (const auto a : all)
      for (const auto b : all) by_elimination[a * units + b] = elimination.joint(a, b);
    write(file("elimination"), by_elimination, units);
    write(file("sampford"), sampford_joint(p, all), units);
    write(file("entropy"), ConditionalPoisson(p).joint(all), units);
    if (small && *std::max_element(p.begin(), p.end()) < 1)
      write(file("brewer"),
            test::second_order(test::every_outcome([&](Stream& stream) { return brewer(p, stream); }), units), units);
  }
  test::compare_with_r("compare_with_r.R", folder.path().string());
}
