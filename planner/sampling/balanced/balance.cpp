#include "planner/sampling/balanced/balance.h"

#include "planner/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>

namespace fairdraw {
namespace {

/// A coefficient that elimination has brought below this share of what it was is 0 but for rounding.
constexpr double kNothing = 1e-10;

/// A probability as near to 0 or 1 as this is there but for rounding.
constexpr double kDecided = 1e-13;

}  // namespace

Equations::Equations(std::span<const double> probabilities, const Balance& balance)
    : probabilities_(probabilities), balance_(balance), scale_(balance.variables, 0.0) {
  if (balance.variables > kMostVariables)
    throw Error(ErrorKind::usage, "a draw can be balanced on " + std::to_string(kMostVariables) +
                                      " variables, not on " + std::to_string(balance.variables));
  if (balance.values.size() != probabilities.size() * balance.variables)
    throw Error(ErrorKind::usage, "values of " + std::to_string(balance.variables) + " variables are needed for " +
                                      std::to_string(probabilities.size()) + " units");
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    for (std::uint32_t v = 0; v < balance.variables; ++v) {
      const double value = balance.of(i)[v];
      if (!(std::abs(value) <= 1e150))
        throw Error(ErrorKind::usage,
                    "unit " + std::to_string(i + 1) + " has no value in balancing variable " + std::to_string(v + 1));
      if (probabilities[i] > 0) scale_[v] = std::max(scale_[v], std::abs(value) / probabilities[i]);
    }
  }
  for (double& scale : scale_) scale = scale > 0 ? 1 / scale : 0;
}

double* CubeStep::add(std::uint32_t unit, double probability) {
  members_.push_back({unit, probability});
  columns_.resize(columns_.size() + equations_);
  return &columns_[columns_.size() - equations_];
}

void CubeStep::remove(std::size_t k) {
  members_[k] = members_.back();
  members_.pop_back();
  const auto from = columns_.end() - equations_;
  std::copy(from, columns_.end(), columns_.begin() + static_cast<std::ptrdiff_t>(k * equations_));
  columns_.erase(from, columns_.end());
}

void CubeStep::clear() {
  members_.clear();
  columns_.clear();
}

template <class Count>
bool CubeStep::find_direction(Count equations) {
  // Gauss's elimination, equation by equation, with the largest coefficient as pivot; units change places so that those
  // that an equation was solved by come first. The first unit left over moves by 1, the solved ones follow, others
  // stay.
  const std::size_t units = members_.size();
  const std::size_t q = equations;
  work_ = columns_;
  order_.resize(units);
  for (std::uint32_t k = 0; k < units; ++k) order_[k] = k;
  pivots_.clear();
  for (std::uint32_t e = 0; e < q && pivots_.size() < units; ++e) {
    const std::size_t solved = pivots_.size();
    std::size_t best = solved;
    double scale = 0;
    for (std::size_t k = 0; k < units; ++k) scale = std::max(scale, std::abs(columns_[k * q + e]));
    for (std::size_t k = solved + 1; k < units; ++k)
      if (std::abs(work_[order_[k] * q + e]) > std::abs(work_[order_[best] * q + e])) best = k;
    if (!(std::abs(work_[order_[best] * q + e]) > kNothing * scale)) continue;  // follows from the equations before
    std::swap(order_[solved], order_[best]);
    const double* pivot = &work_[order_[solved] * q];
    const double inverse = 1 / pivot[e];
    for (std::size_t k = solved + 1; k < units; ++k) {
      double* unit = &work_[order_[k] * q];
      const double share = unit[e] * inverse;
      for (std::size_t f = e + 1; f < q; ++f) unit[f] -= share * pivot[f];
      unit[e] = share;  // how much of this unit's move the pivot unit has to undo
    }
    pivots_.push_back(e);
  }
  const std::size_t solved = pivots_.size();
  if (solved == units) return false;
  direction_.assign(units, 0.0);  // in the order of order_
  direction_[solved] = 1;
  for (std::size_t i = solved; i-- > 0;) {
    double sum = 0;
    for (std::size_t j = i + 1; j <= solved; ++j) sum += work_[order_[j] * q + pivots_[i]] * direction_[j];
    direction_[i] = -sum;
  }
  return true;
}

bool CubeStep::move(Stream& stream) {
  // The number of equations known to the compiler makes the common cases twice as fast.
  const auto found = [&] {
    switch (equations_) {
      case 1:
        return find_direction(std::integral_constant<std::size_t, 1>());
      case 2:
        return find_direction(std::integral_constant<std::size_t, 2>());
      case 3:
        return find_direction(std::integral_constant<std::size_t, 3>());
      case 4:
        return find_direction(std::integral_constant<std::size_t, 4>());
      case 5:
        return find_direction(std::integral_constant<std::size_t, 5>());
      case 6:
        return find_direction(std::integral_constant<std::size_t, 6>());
      default:
        return find_direction(std::size_t{equations_});
    }
  };
  if (!found()) return false;
  double forward = std::numeric_limits<double>::infinity();
  double backward = forward;
  std::size_t stops_forward = 0;
  std::size_t stops_backward = 0;
  const std::size_t moving = pivots_.size() + 1;
  for (std::size_t i = 0; i < moving; ++i) {
    const double u = direction_[i];
    if (u == 0) continue;
    const double p = members_[order_[i]].probability;
    const double ahead = (u > 0 ? 1 - p : p) / std::abs(u);
    const double behind = (u > 0 ? p : 1 - p) / std::abs(u);
    if (ahead < forward) {
      forward = ahead;
      stops_forward = i;
    }
    if (behind < backward) {
      backward = behind;
      stops_backward = i;
    }
  }
  const bool goes_forward = stream.happens(backward / (forward + backward));
  const double step = goes_forward ? forward : -backward;
  for (std::size_t i = 0; i < moving; ++i) {
    double& p = members_[order_[i]].probability;
    if (direction_[i] == 0) continue;
    p += step * direction_[i];
    if (i == (goes_forward ? stops_forward : stops_backward)) p = p < 0.5 ? 0 : 1;
    if (p < kDecided) p = 0;
    if (p > 1 - kDecided) p = 1;
  }
  return true;
}

}  // namespace fairdraw
