#include "planner/sampling/spread/spatial_balance.h"

#include "planner/sampling/list/simple_random.h"
#include "planner/sampling/spread/local_pivotal.h"
#include "tests/support/random_places.h"

#include <cmath>
#include <numbers>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
using namespace fairdraw::test;

TEST_CASE("Voronoi balance is that of hand-computed shares") {
  // Units at 0, 1, 2, 3, 10 on a line; the sample is 1 and 10. 0, 1, 2, 3 go to 1 (four times 0.4), 10 to itself.
  const Positions line{1, {0, 1, 2, 3, 10}};
  const std::vector<double> p(5, 0.4);
  const std::vector<std::uint32_t> sample = {1, 4};
  CHECK(voronoi_balance(p, line, sample) == doctest::Approx((0.6 * 0.6 + 0.6 * 0.6) / 2));
  // 1 is as near to 0 as to 2: half a probability each.
  const std::vector<std::uint32_t> two = {0, 2};
  CHECK(voronoi_balance(p, line, two) == doctest::Approx((0.4 * 0.4 + 0.4 * 0.4) / 2));
}

TEST_CASE("Moran's balance is that of its matrices") {
  // The paper's formula with whole matrices, on units without equal distances.
  const std::uint32_t units = 30;
  const Positions positions = random_positions(units, 2, 9, 1000000);
  const std::vector<double> p = random_probabilities(units, 7, 9);
  Stream stream = make_stream({"moran", ""}, {"t", "t", "t"});
  const auto sample = local_pivotal_1(p, positions, stream);
  std::vector<std::vector<double>> w(units, std::vector<double>(units, 0.0));
  for (std::uint32_t i = 0; i < units; ++i) {
    std::vector<std::uint32_t> others;
    for (std::uint32_t j = 0; j < units; ++j)
      if (j != i) others.push_back(j);
    std::sort(others.begin(), others.end(),
              [&](auto a, auto b) { return squared_distance(positions, i, a) < squared_distance(positions, i, b); });
    double left = std::min(1 / p[i] - 1, units - 1.0);
    for (std::size_t k = 0; left > 0; ++k) {
      w[i][others[k]] = std::min(1.0, left);
      left -= w[i][others[k]];
    }
  }
  std::vector<double> row(units, 0.0), column(units, 0.0), y(units, 0.0);
  for (const auto unit : sample) y[unit] = 1;
  double total = 0;
  for (std::uint32_t i = 0; i < units; ++i)
    for (std::uint32_t j = 0; j < units; ++j) {
      row[i] += w[i][j];
      column[j] += w[i][j];
      total += w[i][j];
    }
  double mean = 0;
  for (std::uint32_t i = 0; i < units; ++i) mean += y[i] * row[i] / total;
  for (double& each : y) each -= mean;
  double cross = 0, own = 0, b = 0;
  for (std::uint32_t i = 0; i < units; ++i) {
    own += row[i] * y[i] * y[i];
    for (std::uint32_t j = 0; j < units; ++j) {
      cross += y[i] * w[i][j] * y[j];
      double bij = -column[i] * column[j] / total;
      for (std::uint32_t k = 0; k < units; ++k)
        if (row[k] > 0) bij += w[k][i] * w[k][j] / row[k];
      b += y[i] * bij * y[j];
    }
  }
  CHECK(*moran_balance(p, positions, sample) == doctest::Approx(cross / std::sqrt(own * b)));
}

TEST_CASE("a spread sample is told from a random one by both measures") {
  const std::uint32_t units = 2000;
  const Positions positions = random_positions(units, 2, 4, 1000000);
  const std::vector<double> p(units, 0.05);
  Stream stream = make_stream({"measures", ""}, {"t", "t", "t"});
  double spread_voronoi = 0, random_voronoi = 0, spread_moran = 0, random_moran = 0;
  for (int draw = 0; draw < 5; ++draw) {
    const auto spread = local_pivotal_1(p, positions, stream);
    const auto random = simple_random(units, 100, stream);
    spread_voronoi += voronoi_balance(p, positions, spread) / 5;
    random_voronoi += voronoi_balance(p, positions, random) / 5;
    spread_moran += *moran_balance(p, positions, spread) / 5;
    random_moran += *moran_balance(p, positions, random) / 5;
  }
  CHECK(spread_voronoi < 0.15);
  CHECK(random_voronoi > 0.2);
  CHECK(spread_moran < -0.2);
  CHECK(std::abs(random_moran) < 0.1);
}

TEST_CASE("sine and cosine are those of the mathematics library") {
  for (int k = -7200; k <= 7200; ++k) {
    const double degrees = k / 10.0 + 0.012345;
    const auto [sine, cosine] = sine_cosine(degrees);
    CHECK(std::abs(sine - std::sin(degrees * std::numbers::pi / 180)) < 4e-15);
    CHECK(std::abs(cosine - std::cos(degrees * std::numbers::pi / 180)) < 4e-15);
  }
  CHECK(sine_cosine(90).cosine == 0);
  CHECK(sine_cosine(180).sine == 0);
  const auto pole = sphere_point(12, 90);
  CHECK(pole[2] == 6371008800);
  CHECK(pole[0] == 0);
}
