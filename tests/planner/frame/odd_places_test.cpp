#include "planner/frame/odd_places.h"

#include "tests/support/sample_frame.h"

#include <optional>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

std::vector<Finding> found(const std::vector<std::optional<Place>>& places) {
  return odd_places(test::frame_of(std::vector<double>(places.size(), 10.0)), places, OnGround::keep).findings;
}

std::vector<std::optional<Place>> country(double longitude, double latitude) {
  std::vector<std::optional<Place>> out;
  for (int i = 0; i < 20; ++i) out.emplace_back(place_at(longitude + 0.3 * (i % 5), latitude + 0.4 * (i / 5)));
  return out;
}

}  // namespace

TEST_CASE("places at 0, 0 and swapped ones are told where the others are elsewhere") {
  std::vector<std::optional<Place>> places = country(36, -4);
  CHECK(found(places).empty());
  places.emplace_back(place_at(0, 0));
  places.emplace_back(place_at(-3.5, 36.6));
  places.emplace_back(std::nullopt);
  places.emplace_back(place_at(120, 15));  // far away, but not swapped
  const std::vector<Finding> told = found(places);
  REQUIRE(told.size() == 2);
  CHECK(told[0].kind == "zero-position");
  CHECK(told[0].count == 1);
  CHECK(told[1].kind == "swapped-position");
  REQUIRE(told[1].count == 1);
  CHECK(told[1].items.front().find("(longitude -3.5, latitude 36.6;") != std::string::npos);
}

TEST_CASE("a country at 0, 0, and one whose coordinates are alike, are not found odd") {
  std::vector<std::optional<Place>> places = country(-0.5, -0.5);
  places.emplace_back(place_at(0, 0));
  CHECK(found(places).empty());
  CHECK(found(country(10, 10)).empty());
  CHECK(found({place_at(0, 0), place_at(30, 1), std::nullopt}).empty());  // too few tell nothing
  CHECK(found({}).empty());
}
