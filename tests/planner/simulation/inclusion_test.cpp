#include "planner/simulation/inclusion.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("a wrong probability is found, right ones and unknown ones are not accused") {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const InclusionCheck right = check_inclusion({0.1, 0.5, 1, 0, unknown}, {107, 488, 1000, 0, 3}, 1000);
  CHECK(right.checked == 4);
  CHECK(right.holds());
  CHECK_FALSE(right.worst);
  CHECK(right.off(0) == doctest::Approx(7 / std::sqrt(90.0)));

  const InclusionCheck wrong = check_inclusion({0.1, 0.5, 0.2}, {160, 500, 200}, 1000);
  CHECK_FALSE(wrong.holds());
  CHECK(wrong.worst == 0);
  CHECK(wrong.beyond == 1);
}

TEST_CASE("the least likely area is judged among all of them") {
  // 25 in 1,000 draws where 10 are expected: P(25 or more) is 4.8e-5, as R's pbinom(24, 1000, 0.01, FALSE) says.
  CHECK(check_inclusion({0.01}, {25}, 1000).worst_chance == doctest::Approx(2 * 4.807e-5).epsilon(0.01));
  std::vector<double> stated(500, 0.01);
  std::vector<std::uint32_t> seen(500, 10);
  seen[7] = 25;
  const InclusionCheck many = check_inclusion(stated, seen, 1000);
  CHECK(many.worst == 7);
  CHECK(many.worst_chance == doctest::Approx(1000 * 4.807e-5).epsilon(0.01));
  CHECK(many.holds());
}

TEST_CASE("what is certain must always come, and what is out never") {
  CHECK_FALSE(check_inclusion({1, 0.5}, {999, 500}, 1000).holds());
  CHECK_FALSE(check_inclusion({0, 0.5}, {1, 500}, 1000).holds());
}
