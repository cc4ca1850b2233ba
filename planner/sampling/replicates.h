#pragma once

#include "planner/sampling/methods.h"
#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// How replicates in reserve are drawn; with the method's own version it names their streams.
inline constexpr std::string_view kReplicates = "conditional-replicates 1";

/// One stratum before its next replicate is drawn. What it refers to outlives it.
///
/// The draw grows in levels: level 0 is the main sample, and level k is level k - 1 with replicate k. Let p_k(i) be the
/// probability of unit i in a draw of as many units as level k is to have. Of what level k - 1 has not drawn, replicate
/// k takes unit i with the conditional probability
///
///     c(i) = (p_k(i) - p_{k-1}(i)) / (1 - p_{k-1}(i)),
///
/// so that i is in level k with p_{k-1}(i) + (1 - p_{k-1}(i)) c(i) = p_k(i), whatever level k - 1 drew: the main sample
/// does not know of its reserve. What is left of the c(i) seldom sums to a whole number. For a method that draws a
/// fixed number of units a phantom makes it one: a unit behind all others that has what is missing, and that is
/// dropped where it is drawn. So the size of a replicate varies.
struct ReplicateInput {
  DrawInput whole;                 ///< of the main sample; sizes and probabilities are not looked at
  std::span<const double> before;  ///< p_{k-1}, one per unit
  std::span<const double> level;   ///< p_k, one per unit; nowhere below p_{k-1}
  const std::vector<bool>* drawn;  ///< whether a unit is in level k - 1
  std::uint32_t expected = 0;      ///< units that replicate k is to have: the sum of p_k - p_{k-1}
};

/// The name of the streams of a method's replicates.
std::string replicates_version(const Method& method);

/// c(i) of one unit.
double conditional_probability(double before, double level);

/// Draws the next replicate of one stratum by the method. Methods of permanent random numbers draw nothing anew: of
/// Poisson and Bernoulli draws level k is what a draw with p_k takes; of sequential Poisson and Pareto draws it is
/// level k - 1 and those of the rest that come first, by p_k, which keeps p_k nearly.
/// @return the units, ascending
/// Source: Grafström, Qualité, Tillé and Matei (2012), Electronic Journal of Statistics 6, 1477-1489, for phantom
/// units.
std::vector<std::uint32_t> draw_replicate(const Method& method, const ReplicateInput& input, Stream& stream);

/// The same of all strata at once, for a method that draws across them.
std::vector<std::vector<std::uint32_t>> draw_replicate_across(const Method& method,
                                                              std::span<const ReplicateInput> strata, Stream& stream);

}  // namespace fairdraw
