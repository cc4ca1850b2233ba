#include "planner/design/homogeneity.h"

#include "planner/base/error.h"
#include "tests/support/sample_frame.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

const std::string kRest = "[areas]\ncount = 2\n[households]\ntake = 5\n[costs]\n";

/// Six areas in two strata and how many of their people are online.
struct Counted {
  std::vector<double> people{10, 12, 8, 20, 10, 15};
  std::vector<double> online{2, 6, 1, 15, 4, 12};
  Frame frame = test::frame_of(people, {"A", "A", "A", "B", "B", "B"});

  Counted() {
    TextColumn column("online");
    for (const double each : online) column.push_back(std::to_string(static_cast<int>(each)));
    frame.columns.push_back(std::move(column));
  }

  /// The same as single answers.
  AreaVariance of_answers() const {
    std::vector<double> answers;
    std::vector<std::uint32_t> area_of;
    for (std::uint32_t i = 0; i < people.size(); ++i)
      for (int k = 0; k < people[i]; ++k) {
        answers.push_back(k < online[i] ? 1 : 0);
        area_of.push_back(i);
      }
    const std::vector<std::uint32_t> stratum_of{0, 0, 0, 1, 1, 1};
    return variance_of_answers(answers, area_of, stratum_of);
  }
};

Homogeneity found(const Frame& frame, const std::string& rho, std::string_view earlier = "") {
  const Survey survey = test::survey_of("strata = [\"region\"]\n" + kRest + rho);
  return homogeneity_of(survey, frame, build_strata(frame), earlier);
}

}  // namespace

TEST_CASE("rho of a column of the frame is that of its people one by one") {
  const Counted counted;
  const AreaVariance answers = counted.of_answers();
  const Homogeneity column = found(counted.frame, "rho = { column = \"online\" }\n");
  CHECK(column.rho == doctest::Approx(answers.rho()).epsilon(1e-12));
  CHECK(column.within_strata == doctest::Approx(answers.within_strata()).epsilon(1e-12));
  CHECK(column.source.find("online") != std::string::npos);
}

TEST_CASE("rho of an earlier survey is that of its respondents, empty answers left out") {
  const Counted counted;
  std::string csv = "cluster,region,online\n";
  for (std::size_t i = 0; i < counted.people.size(); ++i) {
    for (int k = 0; k < counted.people[i]; ++k)
      csv += std::to_string(i) + "," + (i < 3 ? "A" : "B") + "," + (k < counted.online[i] ? "1" : "0") + "\n";
    csv += std::to_string(i) + ",A,\n";
  }
  const std::string key =
      "rho = { file = \"earlier.csv\", psu = \"cluster\", answer = \"online\", stratum = \"region\" }\n";
  const Homogeneity earlier = found(counted.frame, key, csv);
  CHECK(earlier.rho == doctest::Approx(counted.of_answers().rho()).epsilon(1e-12));
  CHECK(earlier.source == "earlier.csv, 75 answers in 6 areas");

  CHECK_THROWS_WITH_AS(found(counted.frame, key, "cluster,region,online\n1,A,yes\n"),
                       doctest::Contains("earlier.csv: record 1: online is \"yes\", not a number"), Error);
  CHECK_THROWS_WITH_AS(found(counted.frame, key, "cluster,online\n1,1\n"), doctest::Contains("no column region"),
                       Error);
  CHECK_THROWS_WITH_AS(found(counted.frame, key, "cluster,region,online\n1,A,1\n"), doctest::Contains("too few areas"),
                       Error);
}

TEST_CASE("a column that is no share of the size is refused with the area") {
  Counted counted;
  TextColumn column("online");
  for (int k = 0; k < 6; ++k) column.push_back(k == 4 ? "11" : "1");
  counted.frame.columns.back() = std::move(column);
  CHECK_THROWS_WITH_AS(found(counted.frame, "rho = { column = \"online\" }\n"),
                       doctest::Contains("area a4: online is 11, which should be from 0 to its n, 10"), Error);
}
