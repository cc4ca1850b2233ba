#include "planner/base/degrees.h"

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("degrees are read as numbers, or with minutes, seconds and a hemisphere, exactly") {
  const auto longitude = [](const char* text) { return parse_degrees(text, 'E', 'W'); };
  CHECK(longitude("-10.25") == -10.25);
  CHECK(longitude("10\u00B012'W") == -(10 + 12 / 60.0));
  CHECK(longitude("10\u00B0 30' 36\" E") == doctest::Approx(10.51).epsilon(1e-15));
  CHECK(longitude("E 10 30 36") == longitude("10\u00BA30\u203236\u2033e"));
  CHECK(longitude("10.5 w") == -10.5);
  CHECK(parse_degrees("6\u00B012'S", 'N', 'S') == -6.2);
}

TEST_CASE("what is not wholly degrees is none") {
  for (const char* text : {"", "-10,1", "10\u00B012'", "10\u00B060'W", "10.5\u00B012'W", "10\u00B012'N",
                           "10 12 13 14 W", "-10 12 W", "W", "10\u00B012'W x", "10 1e1 W"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_degrees(text, 'E', 'W'));
  }
}
