#include "planner/study/bound.h"

#include "tests/support/random_places.h"
#include "tests/support/sample_frame.h"

#include <cmath>
#include <cstdint>
#include <vector>

#include <Eigen/Dense>
#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

constexpr std::uint32_t kAreas = 80;

/// Three cells, two balancing variables, places, and a column with three values.
struct Case {
  std::vector<double> p = test::random_probabilities(kAreas, 20, 7);
  Positions plane = test::random_positions(kAreas, 2, 5, 1000);
  Balance balance;
  BoundModel model;
  StudyColumn column;

  Case() {
    balance.variables = 2;
    for (std::uint32_t i = 0; i < kAreas; ++i) {
      balance.values.push_back(i % 7 == 0 ? 1 : 0);
      balance.values.push_back(std::sqrt(1.0 + i * 13 % 29));
      model.cell_of.push_back(i * 3 / kAreas);
      column.value_of.push_back(i * i % 3);
      column.amount.push_back(10 + i * 7 % 31);
    }
    model.cells = 3;
    model.balance = &balance;
    model.plane = &plane;
    column.values = {"a", "b", "c"};
    column.totals.assign(3, 0.0);
  }

  /// The same by one least-squares fit of all variables at once.
  double plainly(std::uint32_t value) const {
    Eigen::MatrixXd z = Eigen::MatrixXd::Zero(kAreas, 3 + 4 + 5);
    Eigen::VectorXd y(kAreas);
    for (std::uint32_t i = 0; i < kAreas; ++i) {
      const double root = std::sqrt(1 / p[i] - 1);
      const double u = plane.of(i)[0] / 100;
      const double v = plane.of(i)[1] / 100;
      const double a = balance.of(i)[0];
      const double b = balance.of(i)[1];
      z(i, model.cell_of[i]) = p[i];
      z.row(i).tail<9>() << a, b, p[i] * a, p[i] * b, p[i] * u, p[i] * v, p[i] * u * u, p[i] * u * v, p[i] * v * v;
      z.row(i) *= root;
      y[i] = column.value_of[i] == value ? root * column.amount[i] : 0;
    }
    return (y - z * z.colPivHouseholderQr().solve(y)).squaredNorm();
  }
};

}  // namespace

TEST_CASE("the Godambe-Joshi bound is what one weighted fit of the whole model leaves") {
  const Case given;
  const std::vector<double> bound = godambe_joshi_bound(given.p, given.column, given.model);
  REQUIRE(bound.size() == 3);
  for (std::uint32_t value = 0; value < 3; ++value)
    CHECK(bound[value] == doctest::Approx(given.plainly(value)).epsilon(1e-9));
}

TEST_CASE("what the model explains has a bound of 0") {
  Case given;
  given.column.value_of.clear();
  given.column.values.clear();
  given.column.totals.assign(1, 0.0);
  for (std::uint32_t i = 0; i < kAreas; ++i)
    given.column.amount[i] = given.p[i] * (5 + given.model.cell_of[i]) + 3 * given.balance.of(i)[1];
  CHECK(godambe_joshi_bound(given.p, given.column, given.model)[0] == 0);
}

TEST_CASE("certain areas add nothing to the bound, and a known variance is given back") {
  // One cell, y = p on pairs of equal p, one a little above and one a little below: the fit is the mean of each pair.
  BoundModel model;
  model.cells = 1;
  StudyColumn column;
  column.totals.assign(1, 0.0);
  std::vector<double> p;
  double expected = 0;
  for (std::uint32_t pair = 1; pair <= 10; ++pair) {
    const double own = pair / 20.0;
    for (const double sign : {-1.0, 1.0}) {
      p.push_back(own);
      column.amount.push_back(own + sign * 0.1);
      model.cell_of.push_back(0);
      expected += (1 / own - 1) * 0.01;
    }
  }
  CHECK(godambe_joshi_bound(p, column, model)[0] == doctest::Approx(expected).epsilon(1e-12));
  p.push_back(1);
  column.amount.push_back(1e6);
  model.cell_of.push_back(0);
  CHECK(godambe_joshi_bound(p, column, model)[0] == doctest::Approx(expected).epsilon(1e-12));
}

TEST_CASE("the model's cells are the strata, parted by order columns while there are no more than PSUs") {
  Frame frame = test::frame_of({1, 2, 3, 4, 5, 6}, {"n", "n", "n", "s", "s", "s"});
  TextColumn district("district");
  for (const char* name : {"a", "a", "b", "c", "c", "c"}) district.push_back(name);
  frame.order.push_back(frame.columns.size());
  frame.columns.push_back(district);
  const Strata strata = build_strata(frame);
  const BoundModel coarse = design_cells(frame, strata, 2);
  CHECK(coarse.cells == 2);
  CHECK(coarse.cell_columns.size() == 1);
  const BoundModel fine = design_cells(frame, strata, 3);
  CHECK(fine.cells == 3);
  CHECK(fine.cell_of[0] == fine.cell_of[1]);
  CHECK(fine.cell_of[1] != fine.cell_of[2]);
  CHECK(fine.cell_columns.back() == "district");
}
