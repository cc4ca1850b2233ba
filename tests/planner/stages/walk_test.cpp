#include "planner/stages/walk.h"

#include "planner/base/error.h"

#include <cmath>
#include <set>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

Shape rectangle(std::int64_t width, std::int64_t height) {
  Shape shape;
  shape.polygons.push_back({{{{0, 0}, {width, 0}, {width, height}, {0, height}, {0, 0}}}});
  return shape;
}

}  // namespace

TEST_CASE("starts fall evenly on the ground and nowhere else") {
  Shape ring = rectangle(1000, 1000);
  ring.polygons[0].rings.push_back({{250, 250}, {750, 250}, {750, 750}, {250, 750}, {250, 250}});
  Stream stream = make_stream({"s", ""}, {"t", "t", "t"});
  int west = 0;
  constexpr int kRounds = 8000;
  for (int i = 0; i < kRounds; ++i) {
    const Place place = random_place(ring, std::nullopt, stream);
    CHECK(contains(ring, place));
    west += place.longitude < 250 ? 1 : 0;
  }
  // A quarter of the box is west of the hole, and a quarter is the hole: 1/3 of the ground.
  CHECK(std::fabs(west - kRounds / 3.0) < 5 * std::sqrt(kRounds * 2.0 / 9));
}

TEST_CASE("contacts are dealt out over the starts, with one rule each") {
  Psu psu;
  psu.id = "p";
  psu.households = 10;
  const auto contacts = lay_out_walk(3, psu, {rectangle(100000, 100000), {}, 95}, {4, 0}, {"s", "SLD"});
  REQUIRE(contacts.size() == 10);
  std::set<std::uint32_t> starts;
  for (const Household& contact : contacts) {
    CHECK(contact.psu == 3);
    CHECK(contact.interval == 9);
    CHECK((contact.side == "left" || contact.side == "right"));
    CHECK_FALSE(contact.household_probability.has_value());
    starts.insert(contact.start);
  }
  CHECK(starts == std::set<std::uint32_t>{1, 2, 3, 4});
  CHECK(contacts[0].id == "001");
  CHECK(lay_out_walk(3, psu, {rectangle(100000, 100000), {}, 95}, {4, 7}, {"s", "SLD"})[0].interval == 7);
}

TEST_CASE("starts fall on cells by their people, and anywhere within a cell that the area covers") {
  const Shape area = rectangle(1500, 1000);  // the second cell reaches half over its border
  const GroundPoints cells = {{{500, 500}, 1000, {500, 500}}, {{1450, 500}, 3000, {500, 500}}};
  int east = 0;
  int far = 0;
  constexpr int kRounds = 4000;
  Psu psu;
  psu.households = 1;
  for (int round = 0; round < kRounds; ++round) {
    psu.id = std::to_string(round);
    const Place start = *lay_out_walk(0, psu, {area, cells, 10}, {1, 1}, {"s", "SLD"}).front().start_position;
    CHECK(contains(area, start));
    east += start.longitude > 1000 ? 1 : 0;
    far += start.longitude > 1250 ? 1 : 0;
  }
  // Three quarters start in the second cell, 950 to 1500 of it; of these 500 in 550 east of 1000.
  const double p = 0.75 * 500 / 550;
  CHECK(std::fabs(east - kRounds * p) < 5 * std::sqrt(kRounds * p * (1 - p)));
  const double q = 0.75 * 250 / 550;
  CHECK(std::fabs(far - kRounds * q) < 5 * std::sqrt(kRounds * q * (1 - q)));
}

TEST_CASE("an area without ground is refused by name") {
  Psu psu;
  psu.id = "p77";
  psu.households = 3;
  CHECK_THROWS_WITH_AS(lay_out_walk(0, psu, {Shape{}, {}, 10}, {1, 0}, {"s", "SLD"}),
                       doctest::Contains("PSU p77: a random walk needs the area's polygon"), Error);
}
