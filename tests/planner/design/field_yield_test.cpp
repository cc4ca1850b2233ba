#include "planner/design/field_yield.h"

#include "planner/base/error.h"
#include "tests/support/sample_frame.h"

#include <boost/math/distributions/binomial.hpp>
#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

Yields yields(double eligible, double household, double child) {
  Yields out;
  out.eligible = {eligible, eligible, eligible};
  out.household = {household, household, household};
  out.child = {child, child, child};
  return out;
}

}  // namespace

TEST_CASE("households to draw make up for refusals, rounded up") {
  CHECK(households_for(10, yields(0.4, 1, 1)) == 10);
  CHECK(households_for(10, yields(0.4, 0.5, 1)) == 20);
  CHECK(households_for(10, yields(0.4, 0.9, 0.9)) == 13);  // 12.3
}

TEST_CASE("contacts are the fewest that reach the take with 95 %") {
  for (const std::uint32_t take : {1U, 5U, 10U}) {
    for (const double yield : {0.02, 0.2, 0.35, 0.8}) {  // the first needs over 20 contacts an interview
      const std::uint32_t contacts = contacts_for(take, yields(yield, 1, 1));
      const auto reached = [&](std::uint32_t c) { return cdf(complement(boost::math::binomial(c, yield), take - 1)); };
      CHECK(reached(contacts) >= 0.95);
      CHECK(reached(contacts - 1) < 0.95);
    }
  }
}

TEST_CASE("expected interviews of a walk are those of a binomial stopped at the take") {
  const std::uint32_t take = 4;
  const double p = 0.3;
  const boost::math::binomial seen(12, p);
  double expected = 0;
  for (int k = 0; k <= 12; ++k) expected += std::min<double>(k, take) * pdf(seen, k);
  CHECK(expected_of_walk(take, 12, 1000, yields(p, 1, 1), &Yield::mean) == doctest::Approx(expected).epsilon(1e-12));
}

TEST_CASE("later rules win, and a rule that meets no area is refused") {
  const Frame frame = test::frame_of({1, 1, 1}, {"N", "S", "S"});
  Survey survey = test::survey_of(
      "[areas]\ncount = 1\n[households]\ntake = 1\n[[yields.where]]\ncolumn = \"region\"\nvalue = \"S\"\neligible = "
      "0.5\n"
      "[[yields.where]]\ncolumn = \"region\"\nvalue = \"S\"\nchild = 0.8\n");
  const AreaYields here(frame, survey);
  CHECK(here.of(0).eligible.mean == 1);
  CHECK(here.of(1).eligible.mean == 0.5);
  CHECK(here.of(2).child.mean == 0.8);
  survey.yields_where[0].value = "West";
  CHECK_THROWS_WITH_AS(AreaYields(frame, survey), doctest::Contains("no area of the frame has region = \"West\""),
                       Error);
}
