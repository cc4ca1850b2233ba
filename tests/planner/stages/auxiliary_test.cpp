#include "planner/stages/auxiliary.h"

#include "planner/base/error.h"
#include "tests/support/sample_frame.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

Frame frame_with(const std::string& name, const std::vector<std::string>& values) {
  Frame frame = test::frame_of(std::vector<double>(values.size(), 1.0));
  TextColumn column(name);
  for (const std::string& value : values) column.push_back(value);
  frame.columns.push_back(column);
  return frame;
}

Survey survey_with(const std::string& areas) {
  return test::survey_of("[areas]\ncount = 2\n" + areas + "[households]\ntake = 1\n");
}

std::string complaint(const Frame& frame, const Survey& survey, const AreaPlaces& places = {}) {
  try {
    make_auxiliary(frame, survey, places);
  } catch (const Error& error) {
    return error.messages().front();
  }
  return "";
}

}  // namespace

TEST_CASE("a column of numbers is one balancing variable") {
  const Auxiliary out =
      make_auxiliary(frame_with("x", {"1", "2.5", "-3"}), survey_with("method = \"cube\"\nbalance = [\"x\"]\n"), {});
  CHECK(out.balance.variables == 1);
  CHECK(out.balance.values == std::vector<double>{1, 2.5, -3});
  CHECK(out.balance_names == std::vector<std::string>{"x"});
}

TEST_CASE("any other column is one variable for each value but the last") {
  const Auxiliary out =
      make_auxiliary(frame_with("x", {"b", "a", "", "b"}), survey_with("method = \"cube\"\nbalance = [\"x\"]\n"), {});
  CHECK(out.balance.variables == 2);
  CHECK(out.balance_names == std::vector<std::string>{"x = ", "x = a"});
  CHECK(out.balance.values == std::vector<double>{0, 0, 0, 1, 1, 0, 0, 0});
}

TEST_CASE("columns to spread over are brought to one scale") {
  const Auxiliary out = make_auxiliary(frame_with("x", {"10", "20", "30", "40"}),
                                       survey_with("method = \"local-pivotal-2\"\nspread = [\"x\"]\n"), {});
  CHECK(out.positions.dimensions == 1);
  double square = 0;
  for (const double each : out.positions.coordinates) square += each * each / 4;
  CHECK(square == doctest::Approx(1).epsilon(1e-12));
  CHECK(out.plane.coordinates.empty());
}

TEST_CASE("columns that can't serve are refused, with the area and what stands there") {
  const std::string spread = "method = \"local-pivotal-2\"\nspread = [\"x\"]\n";
  CHECK(complaint(frame_with("x", {"1", "here"}), survey_with(spread)).find("area a1") != std::string::npos);
  CHECK(complaint(frame_with("x", {"1", "here"}), survey_with(spread)).find("\"here\"") != std::string::npos);
  for (const char* number : {"1e200", "-1e200", "inf", "nan"}) {
    CAPTURE(number);
    CHECK(complaint(frame_with("x", {"1", number}), survey_with(spread)).find("a number, of 1e100 at most") !=
          std::string::npos);
    CHECK(complaint(frame_with("x", {"1", number}), survey_with("method = \"cube\"\nbalance = [\"x\"]\n"))
              .find("a number, of 1e100 at most") != std::string::npos);
  }
  std::vector<std::string> many;
  for (int k = 0; k < 200; ++k) many.push_back("v" + std::to_string(k));
  CHECK(complaint(frame_with("x", many), survey_with("method = \"cube\"\nbalance = [\"x\"]\n"))
            .find("more than 60 different values") != std::string::npos);
}

TEST_CASE("an area without a place is named where a draw spreads over places") {
  const Frame frame = frame_with("x", {"1", "2"});
  AreaPlaces places;
  places.places.resize(2);
  places.places[0] = Place{1, 2};
  CHECK(complaint(frame, survey_with("method = \"local-pivotal-2\"\n"), places).find("area a1 has no place") !=
        std::string::npos);
}
