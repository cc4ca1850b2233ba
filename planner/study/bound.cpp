#include "planner/study/bound.h"

#include <cmath>
#include <cstddef>
#include <map>
#include <string_view>
#include <utility>

#include <Eigen/Dense>

namespace fairdraw {
namespace {

/// The places as numbers around 0 whose mean square is 1.
std::vector<double> scaled(const Positions& plane) {
  std::vector<double> out = plane.coordinates;
  const auto units = static_cast<double>(out.size()) / 2;
  for (std::size_t axis = 0; axis < 2; ++axis) {
    double mean = 0;
    for (std::size_t i = axis; i < out.size(); i += 2) mean += out[i] / units;
    double square = 0;
    for (std::size_t i = axis; i < out.size(); i += 2) square += (out[i] - mean) * (out[i] - mean) / units;
    for (std::size_t i = axis; i < out.size(); i += 2) out[i] = square > 0 ? (out[i] - mean) / std::sqrt(square) : 0.0;
  }
  return out;
}

}  // namespace

BoundModel design_cells(const Frame& frame, const Strata& strata, std::uint64_t psus) {
  BoundModel out;
  out.cell_of.assign(frame.areas(), 0);
  for (const Stratum& stratum : strata) {
    for (const std::uint32_t row : stratum.areas) out.cell_of[row] = out.cells;
    ++out.cells;
  }
  for (const std::size_t column : frame.strata) out.cell_columns.push_back(frame.columns[column].name());
  for (const std::size_t column : frame.order) {
    std::map<std::pair<std::uint32_t, std::string_view>, std::uint32_t> finer;
    std::vector<std::uint32_t> cell_of(frame.areas());
    for (std::uint32_t row = 0; row < frame.areas(); ++row)
      cell_of[row] =
          finer.try_emplace({out.cell_of[row], frame.columns[column][row]}, static_cast<std::uint32_t>(finer.size()))
              .first->second;
    if (finer.size() > psus) break;
    out.cell_of = std::move(cell_of);
    out.cells = static_cast<std::uint32_t>(finer.size());
    out.cell_columns.push_back(frame.columns[column].name());
  }
  return out;
}

// The cells' own constants are taken out before the rest is fitted (Frisch and Waugh): with w = 1 / p - 1, every
// product sum w a b becomes sum w a b - sum over cells of (sum w a p) (sum w b p) / (sum w p p). What is left is a
// system with as many unknowns as there are other variables, the same for every total of the column.
std::vector<double> godambe_joshi_bound(std::span<const double> probabilities, const StudyColumn& column,
                                        const BoundModel& model) {
  const std::uint32_t balanced = model.balance != nullptr ? model.balance->variables : 0;
  const bool placed = model.plane != nullptr && !model.plane->coordinates.empty();
  const std::vector<double> places = placed ? scaled(*model.plane) : std::vector<double>();
  const auto variables = Eigen::Index{2} * balanced + (placed ? 5 : 0);
  const auto totals = static_cast<Eigen::Index>(column.totals.size());

  Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(variables, variables);
  Eigen::MatrixXd with_y = Eigen::MatrixXd::Zero(variables, totals);
  Eigen::VectorXd squares = Eigen::VectorXd::Zero(totals);
  Eigen::VectorXd whole_squares = Eigen::VectorXd::Zero(totals);
  // Per cell: sums of w p p, w p x and w p y.
  Eigen::VectorXd own = Eigen::VectorXd::Zero(model.cells);
  Eigen::MatrixXd own_x = Eigen::MatrixXd::Zero(variables, model.cells);
  Eigen::MatrixXd own_y = Eigen::MatrixXd::Zero(totals, model.cells);
  Eigen::VectorXd x(variables);
  for (std::size_t row = 0; row < probabilities.size(); ++row) {
    const double p = probabilities[row];
    if (p <= 0 || p >= 1) continue;
    const double weight = 1 / p - 1;
    for (std::uint32_t v = 0; v < balanced; ++v) {
      x[v] = model.balance->of(row)[v];
      x[balanced + v] = p * x[v];
    }
    if (placed) {
      const double u = places[2 * row];
      const double v = places[2 * row + 1];
      x.tail<5>() << p * u, p * v, p * u * u, p * u * v, p * v * v;
    }
    const auto at = static_cast<Eigen::Index>(column.first(row));
    const double y = column.amount[row];
    const auto cell = static_cast<Eigen::Index>(model.cell_of[row]);
    own[cell] += weight * p * p;
    own_x.col(cell) += weight * p * x;
    own_y(at, cell) += weight * p * y;
    gram.selfadjointView<Eigen::Lower>().rankUpdate(x, weight);
    with_y.col(at) += weight * y * x;
    squares[at] += weight * y * y;
  }
  whole_squares = squares;
  for (Eigen::Index cell = 0; cell < own.size(); ++cell) {
    if (own[cell] <= 0) continue;
    gram.selfadjointView<Eigen::Lower>().rankUpdate(own_x.col(cell), -1 / own[cell]);
    with_y -= own_x.col(cell) * own_y.col(cell).transpose() / own[cell];
    squares -= own_y.col(cell).cwiseAbs2() / own[cell];
  }
  if (variables > 0) {
    // Variables of any unit, on one scale; those that follow from others are found by rank.
    const Eigen::VectorXd scale = gram.diagonal().unaryExpr([](double d) { return d > 0 ? 1 / std::sqrt(d) : 0.0; });
    const Eigen::MatrixXd whole = gram.selfadjointView<Eigen::Lower>();
    Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> fit;
    fit.setThreshold(1e-9);
    fit.compute(scale.asDiagonal() * whole * scale.asDiagonal());
    const Eigen::MatrixXd right = scale.asDiagonal() * with_y;
    const Eigen::MatrixXd constants = fit.solve(right);
    for (Eigen::Index t = 0; t < totals; ++t) squares[t] -= right.col(t).dot(constants.col(t));
  }
  std::vector<double> bound;
  for (Eigen::Index t = 0; t < totals; ++t)  // what is explained but for rounding is 0
    bound.push_back(squares[t] > 1e-11 * whole_squares[t] ? squares[t] : 0.0);
  return bound;
}

}  // namespace fairdraw
