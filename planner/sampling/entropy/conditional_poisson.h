#pragma once

#include "planner/sampling/entropy/count_distribution.h"
#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kConditionalPoisson = "conditional-poisson 1";

/// Conditional Poisson sampling: of all fixed-size designs with these inclusion probabilities the one with the largest
/// entropy. A Poisson draw with working probabilities, given that it takes n units.
/// Source: Hájek (1964), Annals of Mathematical Statistics 35(4), 1491-1523; Chen, Dempster and Liu (1994), Biometrika
/// 81(3), 457-469, for the working probabilities and the drawing unit by unit.
class ConditionalPoisson {
 public:
  /// Solves the working probabilities, until every inclusion probability p is met to 1e-13 of p (1 - p), or as nearly
  /// as doubles allow.
  /// @param probabilities  one per unit, in [0, 1], summing to a whole number n (to 1e-9)
  /// @throws Error(usage) where the probabilities are not such
  explicit ConditionalPoisson(std::span<const double> probabilities);

  /// n indices, ascending. Time grows as the number of units times the root of n.
  std::vector<std::uint32_t> draw(Stream& stream) const;

  /// Joint inclusion probabilities of these units, row by row; their own probabilities on the diagonal. Exact.
  std::vector<double> joint(std::span<const std::uint32_t> units) const;

  /// The inclusion probabilities that the working ones lead to, computed anew.
  std::vector<double> inclusion() const;

 private:
  std::vector<double> given_;         ///< probabilities as given
  std::vector<std::uint32_t> open_;   ///< units that are neither certain nor never drawn
  std::vector<std::uint32_t> place_;  ///< of each unit in `open_`
  std::vector<double> in_;            ///< working probabilities of `open_`, and what they lack to 1
  std::vector<double> out_;
  std::uint32_t left_ = 0;  ///< how many of `open_` are drawn
};

/// Draws with conditional Poisson sampling.
std::vector<std::uint32_t> conditional_poisson(std::span<const double> probabilities, Stream& stream);

}  // namespace fairdraw
