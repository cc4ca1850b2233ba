#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace fairdraw {

/// Stated inclusion probabilities against how often areas came.
struct InclusionCheck {
  std::vector<double> stated;       ///< per row of the frame; not a number where no draw ever said
  std::vector<std::uint32_t> seen;  ///< draws that had the area
  std::uint32_t draws = 0;

  std::size_t checked = 0;           ///< areas whose probability is stated
  std::size_t beyond = 0;            ///< of these, off by more than 1.96 standard errors
  std::optional<std::size_t> worst;  ///< the row that is off the least likely
  double worst_chance = 1;           ///< of any area being off so unlikely, were all probabilities right: at most this

  /// How far the row's share of draws is off, in standard errors; 0 of what is certain and always came, infinite of
  /// what is certain and did not.
  double off(std::size_t row) const;

  /// Whether the draws speak against no probability: a chance of one in a thousand, over all areas together.
  bool holds() const { return worst_chance >= 0.001; }
};

/// Compares. Draws being independent, an area came as often as a binomial number with its probability; the least likely
/// tail, both sides counted, times the number of areas bounds the chance of any such (Bonferroni), however areas depend
/// on each other within a draw.
InclusionCheck check_inclusion(std::vector<double> stated, std::vector<std::uint32_t> seen, std::uint32_t draws);

}  // namespace fairdraw
