#include "tests/support/random_places.h"

#include "planner/sampling/probabilities.h"

#include <random>

namespace fairdraw::test {

Positions random_positions(std::uint32_t units, std::uint32_t dimensions, unsigned seed, unsigned grid) {
  std::mt19937 random(seed);
  Positions positions{dimensions, {}};
  for (std::uint32_t k = 0; k < units * dimensions; ++k)
    positions.coordinates.push_back(static_cast<double>(random() % grid));
  return positions;
}

std::vector<double> random_probabilities(std::uint32_t units, std::uint32_t n, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::uint64_t> sizes(units);
  for (auto& size : sizes) size = 1 + random() % 50;
  return inclusion_probabilities(sizes, n);
}

double squared_distance(const Positions& positions, std::uint32_t a, std::uint32_t b) {
  double sum = 0;
  for (std::uint32_t d = 0; d < positions.dimensions; ++d) {
    const double step = positions.of(a)[d] - positions.of(b)[d];
    sum += step * step;
  }
  return sum;
}

}  // namespace fairdraw::test
