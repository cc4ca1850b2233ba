#include "planner/frame/total_rows.h"

#include "planner/base/error.h"
#include "planner/frame/canonical.h"
#include "planner/frame/findings.h"
#include "tests/support/sample_frame.h"

#include <numeric>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

std::vector<std::uint32_t> all(const Frame& frame) {
  std::vector<std::uint32_t> rows(frame.areas());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

/// The ids of what is found, a blank between them.
std::string found(const std::vector<double>& sizes, const std::vector<std::string>& strata = {}) {
  const Frame frame = test::frame_of(sizes, strata);
  std::string out;
  for (const TotalRow& row : total_rows(frame, all(frame)))
    out += (out.empty() ? "" : " ") + std::string(frame.id[row.area]);
  return out;
}

}  // namespace

TEST_CASE("a row that is the sum of the rows above it is a total, and so is the total of totals") {
  CHECK(found({10, 21, 32, 43, 54, 160}) == "a5");
  // Two districts with their totals, and the sum of both at the end.
  CHECK(found({10, 21, 32, 43, 54, 160, 11, 22, 33, 44, 55, 165, 325}) == "a5 a11 a12");
}

TEST_CASE("a row that is as large as all others of its stratum, or of the frame, is a total wherever it stands") {
  CHECK(found({60, 10, 20, 30, 7, 8, 9}, {"N", "N", "N", "N", "S", "S", "S"}) == "a0");
  CHECK(found({84, 10, 20, 30, 7, 8, 9}, {"All", "N", "N", "N", "S", "S", "S"}) == "a0");
}

TEST_CASE("a large area is no total, nor are few areas whose sizes add up by chance") {
  CHECK(found({10, 21, 32, 43, 54, 161}).empty());
  CHECK(found({10, 20, 30}).empty());
  CHECK(found({0, 0, 0, 0, 0, 0}).empty());
  CHECK(found({1.5, 2.5, 3, 4, 5, 16.25}).empty());
}

TEST_CASE("totals are refused, left out or kept as asked") {
  const Frame frame = canonical(test::frame_of({10, 21, 32, 43, 54, 160}));
  const auto check = [&](const std::string& rule) {
    Survey survey = test::survey_of("[areas]\ncount = 2\n[households]\ntake = 1\n");
    survey.frame.on_total_row = rule == "error" ? OnTotal::error : rule == "keep" ? OnTotal::keep : OnTotal::exclude;
    return check_frame(frame, survey);
  };
  CHECK(has_error(check("error").findings));
  CHECK(messages_of(check("error").findings.front(), "f.csv").front() ==
        "f.csv: total-row: 1, first a5 (160, the sum of the 5 rows above it); refused (frame.on_total_row can be "
        "\"exclude\" "
        "or \"keep\")");
  CHECK(check("exclude").drawable.size() == 5);
  CHECK_FALSE(has_error(check("exclude").findings));
  CHECK(check("keep").drawable.size() == 6);
}
