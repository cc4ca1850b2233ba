#include "planner/synth/country.h"

#include "planner/base/error.h"

#include <set>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// Twice the area, in whole units and exactly.
double twice_area(const Shape& shape) {
  double sum = 0;
  for (const Polygon& polygon : shape.polygons)
    for (const Ring& ring : polygon.rings)
      for (std::size_t i = 1; i < ring.size(); ++i)
        sum += static_cast<double>(ring[i - 1].longitude - ring[0].longitude) *
                   static_cast<double>(ring[i].latitude - ring[0].latitude) -
               static_cast<double>(ring[i].longitude - ring[0].longitude) *
                   static_cast<double>(ring[i - 1].latitude - ring[0].latitude);
  return sum;
}

using Edge = std::pair<std::pair<std::int64_t, std::int64_t>, std::pair<std::int64_t, std::int64_t>>;

}  // namespace

TEST_CASE("a country has the areas asked for, with codes in order, nested in wards, districts and regions") {
  const Country country = make_country(1500, "test");
  CHECK(country.areas.size() == 1500);
  CHECK(country.regions.size() == 8);
  std::set<std::string> codes;
  std::size_t urban = 0;
  for (const MadeUpArea& area : country.areas) {
    CHECK(codes.insert(area.code).second);
    CHECK(area.code.starts_with(country.wards[area.ward].code));
    CHECK(country.wards[area.ward].code.starts_with(country.districts[country.wards[area.ward].parent].code));
    CHECK(area.children_online <= area.children);
    urban += area.urban ? 1 : 0;
  }
  CHECK(urban > 300);
  CHECK(urban < 900);
}

TEST_CASE("neighbours share their borders to the last digit") {
  // Every edge is walked once in each direction, by two areas, or once, on the coast; and the country is the sum of its
  // parts.
  const Country country = make_country(600, "test");
  std::set<Edge> edges;
  double areas = 0;
  for (const MadeUpArea& area : country.areas) {
    CHECK(twice_area(area.shape) > 0);
    areas += twice_area(area.shape);
    for (const Polygon& polygon : area.shape.polygons)
      for (const Ring& ring : polygon.rings)
        for (std::size_t i = 1; i < ring.size(); ++i)
          CHECK(edges.insert({{ring[i - 1].longitude, ring[i - 1].latitude}, {ring[i].longitude, ring[i].latitude}})
                    .second);
  }
  double regions = 0;
  for (const MadeUpUnit& region : country.regions) regions += twice_area(region.shape);
  CHECK(regions == doctest::Approx(areas).epsilon(1e-12));
  std::size_t coast = 0;
  for (const auto& [from, to] : edges) coast += edges.contains({to, from}) ? 0 : 1;
  CHECK(coast > 20);
  CHECK(coast < edges.size() / 5);
}

TEST_CASE("the same seed makes the same country, another seed another") {
  const Country a = make_country(200, "x");
  const Country b = make_country(200, "x");
  const Country c = make_country(200, "y");
  CHECK(a.areas[77].name == b.areas[77].name);
  CHECK(a.areas[77].shape.polygons[0].rings == b.areas[77].shape.polygons[0].rings);
  CHECK(a.areas[77].shape.polygons[0].rings != c.areas[77].shape.polygons[0].rings);
}

TEST_CASE("buildings stand inside their area") {
  const Country country = make_country(100, "test");
  for (const MadeUpArea& area : country.areas)
    for (const Shape& building : make_buildings(area, 20, "test"))
      CHECK(contains(area.shape, building.polygons[0].rings[0][0]));
}

TEST_CASE("people are in proportion, in every area of a large country") {
  const Country country = make_country(30'000, "people");
  std::size_t empty = 0;
  for (const MadeUpArea& area : country.areas) {
    empty += area.households == 0 ? 1 : 0;
    CHECK(area.households < 1500);
    CHECK(area.population <= 8 * area.households);
    CHECK(area.children <= 2 * area.households);
    CHECK(area.children_online <= area.children);
  }
  CHECK(empty > 0);
  CHECK(empty < 300);
}

TEST_CASE("names come in four scripts") {
  const Country country = make_country(400, "test");
  bool latin = false, thai = false, khmer = false, ethiopic = false;
  for (const MadeUpArea& area : country.areas) {
    latin = latin || static_cast<unsigned char>(area.name[0]) < 0x80;
    thai = thai || area.name.starts_with("\xE0");
    khmer = khmer || area.name.starts_with("\xE1\x9E");
    ethiopic = ethiopic || area.name.starts_with("\xE1\x88") || area.name.starts_with("\xE1\x8A") ||
               area.name.starts_with("\xE1\x8B");
  }
  CHECK(latin);
  CHECK(thai);
  CHECK(khmer);
  CHECK(ethiopic);
}

TEST_CASE("countries out of bounds are refused") {
  CHECK_THROWS_AS(make_country(3, "x"), Error);
  CHECK_THROWS_AS(make_country(6'000'000, "x"), Error);
}
