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

/// The variables of the fit beside the cells' constants, area by area.
class FitVariables {
 public:
  explicit FitVariables(const BoundModel& model)
      : balance_(model.balance),
        balanced_(model.balance != nullptr ? model.balance->variables : 0),
        placed_(model.plane != nullptr && !model.plane->coordinates.empty()),
        places_(placed_ ? scaled(*model.plane) : std::vector<double>()),
        x_(Eigen::Index{2} * balanced_ + (placed_ ? 5 : 0)) {}

  Eigen::Index count() const { return x_.size(); }

  /// Of an area with inclusion probability p: c x, p d x and the surface.
  const Eigen::VectorXd& of(std::size_t row, double p) {
    for (std::uint32_t v = 0; v < balanced_; ++v) {
      x_[v] = balance_->of(row)[v];
      x_[balanced_ + v] = p * x_[v];
    }
    if (placed_) {
      const double u = places_[2 * row];
      const double v = places_[2 * row + 1];
      x_.tail<5>() << p * u, p * v, p * u * u, p * u * v, p * v * v;
    }
    return x_;
  }

 private:
  const Balance* balance_;
  std::uint32_t balanced_;
  bool placed_;
  std::vector<double> places_;
  Eigen::VectorXd x_;
};

/// Sums over the areas of products of the fit's variables x and of the totals' amounts y, weighted by w = 1 / p - 1.
struct WeightedSums {
  Eigen::MatrixXd gram;     ///< w x x', its lower half
  Eigen::MatrixXd with_y;   ///< w x y, per total
  Eigen::VectorXd squares;  ///< w y y, per total
  // Per cell: sums of w p p, w p x and w p y.
  Eigen::VectorXd own;
  Eigen::MatrixXd own_x, own_y;
};

WeightedSums sum_up(std::span<const double> probabilities, const StudyColumn& column, const BoundModel& model) {
  FitVariables fit(model);
  const auto totals = static_cast<Eigen::Index>(column.totals.size());
  WeightedSums out;
  out.gram = Eigen::MatrixXd::Zero(fit.count(), fit.count());
  out.with_y = Eigen::MatrixXd::Zero(fit.count(), totals);
  out.squares = Eigen::VectorXd::Zero(totals);
  out.own = Eigen::VectorXd::Zero(model.cells);
  out.own_x = Eigen::MatrixXd::Zero(fit.count(), model.cells);
  out.own_y = Eigen::MatrixXd::Zero(totals, model.cells);
  for (std::size_t row = 0; row < probabilities.size(); ++row) {
    const double p = probabilities[row];
    if (p <= 0 || p >= 1) continue;
    const double weight = 1 / p - 1;
    const Eigen::VectorXd& x = fit.of(row, p);
    const auto at = static_cast<Eigen::Index>(column.first(row));
    const double y = column.amount[row];
    const auto cell = static_cast<Eigen::Index>(model.cell_of[row]);
    out.own[cell] += weight * p * p;
    out.own_x.col(cell) += weight * p * x;
    out.own_y(at, cell) += weight * p * y;
    out.gram.selfadjointView<Eigen::Lower>().rankUpdate(x, weight);
    out.with_y.col(at) += weight * y * x;
    out.squares[at] += weight * y * y;
  }
  return out;
}

/// Takes out what the cells' own constants explain.
void take_cells_out(WeightedSums& sums) {
  for (Eigen::Index cell = 0; cell < sums.own.size(); ++cell) {
    if (sums.own[cell] <= 0) continue;
    sums.gram.selfadjointView<Eigen::Lower>().rankUpdate(sums.own_x.col(cell), -1 / sums.own[cell]);
    sums.with_y -= sums.own_x.col(cell) * sums.own_y.col(cell).transpose() / sums.own[cell];
    sums.squares -= sums.own_y.col(cell).cwiseAbs2() / sums.own[cell];
  }
}

/// Takes out of the squares what the other variables explain. These are of any unit, and are brought to one scale;
/// those that follow from others are found by rank.
void take_variables_out(WeightedSums& sums) {
  if (sums.gram.rows() == 0) return;
  const Eigen::VectorXd scale = sums.gram.diagonal().unaryExpr([](double d) { return d > 0 ? 1 / std::sqrt(d) : 0.0; });
  const Eigen::MatrixXd whole = sums.gram.selfadjointView<Eigen::Lower>();
  Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> fit;
  fit.setThreshold(1e-9);
  fit.compute(scale.asDiagonal() * whole * scale.asDiagonal());
  const Eigen::MatrixXd right = scale.asDiagonal() * sums.with_y;
  const Eigen::MatrixXd constants = fit.solve(right);
  for (Eigen::Index t = 0; t < sums.squares.size(); ++t) sums.squares[t] -= right.col(t).dot(constants.col(t));
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
  WeightedSums sums = sum_up(probabilities, column, model);
  const Eigen::VectorXd whole_squares = sums.squares;
  take_cells_out(sums);
  take_variables_out(sums);
  std::vector<double> bound;
  for (Eigen::Index t = 0; t < sums.squares.size(); ++t)  // what is explained but for rounding is 0
    bound.push_back(sums.squares[t] > 1e-11 * whole_squares[t] ? sums.squares[t] : 0.0);
  return bound;
}

}  // namespace fairdraw
