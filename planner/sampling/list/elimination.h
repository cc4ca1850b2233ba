#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kElimination = "elimination 1";

/// How Tillé's elimination goes from N units down to n: at its e-th step the units that can be struck are the smallest
/// ones, those whose probability in a draw of N - e is below 1. A unit that could be struck before is struck with one
/// and the same chance as every other such unit that is left, a unit that can be struck for the first time with its
/// own.
class Elimination {
 public:
  /// @param probabilities  one per unit, in [0, 1], summing to a whole number n (to 1e-9)
  /// @throws Error(usage) where the probabilities are not such
  explicit Elimination(std::span<const double> probabilities);

  /// n indices, ascending. O(N) after the sort that the constructor does.
  std::vector<std::uint32_t> draw(Stream& stream) const;

  /// The probability that both are drawn, exact; a unit's own probability where both are one.
  /// Source: Tillé (1996), Biometrika 83(1), 238-241: the product over the steps of 1 - r(i) - r(j).
  double joint(std::uint32_t a, std::uint32_t b) const;

 private:
  double probability_at(std::uint32_t rank, std::size_t step) const;

  std::vector<double> sorted_;             ///< probabilities of the units not certain, ascending
  std::vector<std::uint32_t> unit_;        ///< the unit of each rank
  std::vector<std::uint32_t> rank_;        ///< of each unit among `sorted_`; kNone where it is certain or never drawn
  std::vector<double> probabilities_;      ///< as given
  std::vector<std::uint32_t> open_;        ///< [e]: how many can be struck at step e; [0] = 0
  std::vector<double> open_size_;          ///< [e]: the sum of their probabilities
  std::vector<double> strike_;             ///< [e]: the chance of each that could be struck before
  std::vector<double> both_stay_;          ///< [e]: product of 1 - 2 strike over the steps from e on
  std::vector<std::uint32_t> first_step_;  ///< of each rank; past the last step where it is never struck
};

/// Draws a fixed-size sample by striking units one at a time until n are left.
std::vector<std::uint32_t> elimination(std::span<const double> probabilities, Stream& stream);

}  // namespace fairdraw
