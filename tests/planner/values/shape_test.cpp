#include "planner/values/shape.h"

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

Shape square(std::int64_t x, std::int64_t y, std::int64_t size) {
  Shape shape;
  shape.polygons.push_back({{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}}});
  return shape;
}

}  // namespace

TEST_CASE("places are rounded to a hundred-millionth of a degree") {
  CHECK(place_at(39.123456785, -0.000000014) == Place{3912345679, -1});
  CHECK(place_at(39.12345678, 0).longitude_degrees() == 39.12345678);
}

TEST_CASE("inside and outside, with holes") {
  Shape ring = square(0, 0, 100);
  ring.polygons[0].rings.push_back(square(40, 40, 20).polygons[0].rings[0]);
  CHECK(contains(ring, {10, 10}));
  CHECK_FALSE(contains(ring, {50, 50}));
  CHECK_FALSE(contains(ring, {150, 50}));
  CHECK(contains(ring, {70, 50}));
}

TEST_CASE("a place on a shared border lies in one of two neighbours, not in both") {
  const Shape left = square(0, 0, 100);
  const Shape right = square(100, 0, 100);
  for (std::int64_t y = 0; y < 100; ++y) CHECK(contains(left, {100, y}) != contains(right, {100, y}));
}

TEST_CASE("the inner place lies inside, on the widest run of ground") {
  Shape u = square(0, 0, 100);  // a U, open to the north: a narrow left arm, a wide right one
  u.polygons[0].rings[0] = {{0, 0}, {100, 0}, {100, 100}, {40, 100}, {40, 10}, {20, 10}, {20, 100}, {0, 100}, {0, 0}};
  const Place inner = *inner_place(u);
  CHECK(contains(u, inner));
  CHECK(inner == Place{70, 50});
}

TEST_CASE("of two polygons the larger one holds the inner place") {
  Shape both = square(0, 0, 10);
  both.polygons.push_back(square(1000, 1000, 500).polygons[0]);
  CHECK(*inner_place(both) == Place{1250, 1250});
}

TEST_CASE("degenerate shapes have a place all the same") {
  CHECK_FALSE(inner_place(Shape{}).has_value());
  Shape point;
  point.point = Place{5, 6};
  CHECK(*inner_place(point) == Place{5, 6});
  Shape flat;
  flat.polygons.push_back({{{{0, 5}, {10, 5}, {0, 5}}}});
  CHECK(inner_place(flat).has_value());
}
