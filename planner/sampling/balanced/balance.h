#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <vector>

namespace fairdraw {

/// What a draw is balanced on: for each unit the values of some variables, whose totals the sample should estimate
/// without error. The size of the sample is always balanced first, so that it is fixed.
struct Balance {
  std::uint32_t variables = 0;
  std::vector<double> values;  ///< `variables` for each unit, the most important variable first

  const double* of(std::size_t unit) const { return values.data() + unit * variables; }
};

inline constexpr std::uint32_t kMostVariables = 60;

/// The balancing equations: each unit's coefficients are 1, then value / probability of each variable over the largest
/// such ratio. A move of probabilities that leaves the sums of coefficient times probability as they are leaves every
/// estimated total as it is. Refers to what it was made from.
class Equations {
 public:
  /// @throws Error(usage) where there are more than kMostVariables variables, lengths differ or a value is not a number
  Equations(std::span<const double> probabilities, const Balance& balance);

  /// One more than there are variables.
  std::uint32_t count() const { return balance_.variables + 1; }

  /// Writes the first `count` coefficients of a unit whose probability is above 0.
  void coefficients(std::size_t unit, std::uint32_t count, double* to) const {
    const double* values = balance_.of(unit);
    const double weight = 1 / probabilities_[unit];
    to[0] = 1;
    for (std::uint32_t v = 1; v < count; ++v) to[v] = values[v - 1] * weight * scale_[v - 1];
  }

 private:
  std::span<const double> probabilities_;
  const Balance& balance_;
  std::vector<double> scale_;
};

/// A few units that move together: along a direction that keeps their equations, until one of them is decided; of the
/// two ends of that line one at random, with chances that keep every expectation.
class CubeStep {
 public:
  /// @param equations  how many coefficients each unit has
  explicit CubeStep(std::uint32_t equations) : equations_(equations) {}

  /// Adds a unit with its probability; the caller writes its coefficients where the result points.
  double* add(std::uint32_t unit, double probability);

  /// Moves.
  /// @return false, having moved nothing, where no direction keeps all equations; with more units than equations there
  /// is always one Source: Deville and Tillé (2004), Biometrika 91(4), 893-912, section 3.2 (flight phase); Chauvet and
  /// Tillé (2006), Computational Statistics 21(1), 53-62, for taking few units at a time.
  bool move(Stream& stream);

  std::size_t size() const { return members_.size(); }
  std::uint32_t unit(std::size_t k) const { return members_[k].unit; }
  double probability(std::size_t k) const { return members_[k].probability; }

  /// Takes the k-th unit off; the last one takes its place.
  void remove(std::size_t k);

  void clear();

 private:
  struct Member {
    std::uint32_t unit;
    double probability;
  };
  template <class Count>
  bool find_direction(Count equations);

  std::uint32_t equations_;
  std::vector<Member> members_;
  std::vector<double> columns_;        ///< member by member
  std::vector<double> work_;           ///< `columns_` under elimination
  std::vector<double> direction_;      ///< in the order of order_
  std::vector<std::uint32_t> order_;   ///< members, those first that an equation was solved by
  std::vector<std::uint32_t> pivots_;  ///< the equation of each of these
};

}  // namespace fairdraw
