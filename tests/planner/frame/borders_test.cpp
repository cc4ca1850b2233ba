#include "planner/frame/borders.h"

#include <algorithm>
#include <numeric>
#include <random>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

constexpr double kMetre = 1 / (6371008.8 * 3.14159265358979323846 / 180);  // in degrees of latitude

/// A polygon through points in metres east and north of the equator's origin.
Shape ground(const std::vector<std::pair<double, double>>& corners) {
  Ring ring;
  for (const auto& [east, north] : corners) ring.push_back(place_at(east * kMetre, north * kMetre));
  ring.push_back(ring.front());
  Shape shape;
  shape.polygons.push_back({{ring}});
  return shape;
}

double metres(const std::vector<SharedBorder>& borders, std::uint32_t a, std::uint32_t b) {
  for (const SharedBorder& border : borders)
    if (border.a == a && border.b == b) return border.metres;
  return 0;
}

}  // namespace

TEST_CASE("shared borders are as long as they are drawn") {
  const std::vector<Shape> shapes = {
      ground({{0, 0}, {100, 0}, {100, 100}, {0, 100}}), ground({{100, 0}, {200, 0}, {200, 60}, {100, 60}}),
      ground({{100, 60}, {200, 60}, {200, 300}, {100, 300}}), ground({{500, 500}, {600, 500}, {600, 600}})};
  const std::vector<SharedBorder> borders = shared_borders(shapes, {0, 0, 0, 0});
  CHECK(metres(borders, 0, 1) == doctest::Approx(60).epsilon(0.02));
  CHECK(metres(borders, 0, 2) == doctest::Approx(40).epsilon(0.03));  // with no vertex of the first at (100, 60)
  CHECK(metres(borders, 1, 2) == doctest::Approx(100).epsilon(0.02));
  CHECK(borders.size() == 3);
}

TEST_CASE("borders digitised apart are still one, within a metre, beyond it they are none") {
  const Shape left = ground({{0, 0}, {100, 0}, {100, 300}, {0, 300}});
  const Shape near = ground({{100.7, -40}, {200, -40}, {200, 250}, {100.4, 250}, {100.6, 90}});
  const Shape far = ground({{102, -40}, {200, -40}, {200, 250}, {102, 250}});
  CHECK(metres(shared_borders({left, near}, {0, 0}), 0, 1) == doctest::Approx(250).epsilon(0.01));
  CHECK(shared_borders({left, far}, {0, 0}).empty());
}

TEST_CASE("areas that touch in a corner share next to nothing, and areas of other groups nothing") {
  const Shape a = ground({{0, 0}, {100, 0}, {100, 100}, {0, 100}});
  const Shape b = ground({{100, 100}, {200, 100}, {200, 200}, {100, 200}});
  const std::vector<SharedBorder> corner = shared_borders({a, b}, {0, 0});
  CHECK(metres(corner, 0, 1) <= 4);
  CHECK(shared_borders({a, b}, {0, 1}).empty());
}

TEST_CASE("degrees of longitude shrink towards the poles") {
  Ring west, east;
  for (const auto& [x, y] :
       std::vector<std::pair<double, double>>{{10, 60}, {10.01, 60}, {10.01, 60.01}, {10, 60.01}, {10, 60}})
    west.push_back(place_at(x, y));
  for (const auto& [x, y] :
       std::vector<std::pair<double, double>>{{10, 60.01}, {10.01, 60.01}, {10.01, 60.02}, {10, 60.02}, {10, 60.01}})
    east.push_back(place_at(x, y));
  Shape south, north;
  south.polygons.push_back({{west}});
  north.polygons.push_back({{east}});
  CHECK(metres(shared_borders({south, north}, {0, 0}), 0, 1) ==
        doctest::Approx(0.01 / kMetre * 0.5).epsilon(0.01));  // cos 60 degrees
}

TEST_CASE("a ring that starts elsewhere or goes round the other way has the same borders") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> at(-3, 3);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::pair<double, double>> left = {{0, 0}}, right = {{300, 0}};
    std::vector<std::pair<double, double>> between;
    for (int k = 0; k <= 20; ++k) between.emplace_back(150 + at(random), 15.0 * k);
    left.insert(left.end(), between.begin(), between.end());
    left.emplace_back(0, 300);
    right.insert(right.end(), between.begin(), between.end());
    right.emplace_back(300, 300);
    const std::vector<SharedBorder> one = shared_borders({ground(left), ground(right)}, {0, 0});
    std::reverse(right.begin(), right.end());
    std::rotate(right.begin(), right.begin() + round % 20, right.end());
    const std::vector<SharedBorder> other = shared_borders({ground(left), ground(right)}, {0, 0});
    REQUIRE(one.size() == 1);
    REQUIRE(other.size() == 1);
    CHECK(one[0].metres == other[0].metres);
    CHECK(one[0].metres > 299);
  }
}
