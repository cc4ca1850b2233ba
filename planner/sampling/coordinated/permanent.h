#pragma once

#include "planner/base/named.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kPermanentBernoulli = "bernoulli 1";
inline constexpr std::string_view kPermanentPoisson = "poisson 1";
inline constexpr std::string_view kSequentialPoisson = "sequential-poisson 1";
inline constexpr std::string_view kPareto = "pareto 1";

/// Draws whose only randomness is each unit's permanent random number, the same in every survey that uses the seed.
/// Surveys that count them from one end overlap as much as their probabilities let them; two that count from opposite
/// ends overlap as little.
/// Source: Ohlsson (1995), in Cox et al., Business Survey Methods, chapter 9.
enum class Coordinate { positive, negative };
template <>
inline constexpr auto kNames<Coordinate> =
    std::array{Named{Coordinate::positive, "positive"}, Named{Coordinate::negative, "negative"}};

/// A permanent number (53 bits) as a number above 0 and below 1, counted from one end or the other: (number + 1/2) /
/// 2^53, or 1 less that.
double permanent_uniform(std::uint64_t permanent, Coordinate coordinate);

/// What a draw takes besides `drawn` when it grows.
/// @param level  the probabilities that units are to have in what was drawn and what is drawn now
/// @param drawn  whether a unit is drawn already
/// @param more   units to draw, where the method draws a fixed number
/// @return indices, ascending
using NextUnits = std::vector<std::uint32_t>(std::span<const double> uniforms, std::span<const double> level,
                                             const std::vector<bool>& drawn, std::uint32_t more);

/// Draws every unit whose number is below its probability; the size of the sample is left to chance.
/// @param uniforms       one per unit, above 0 and below 1
/// @param probabilities  one per unit, in [0, 1]
/// @return indices, ascending
/// Source: Brewer, Early and Joyce (1972), Australian Journal of Statistics 14(3), 231-239.
std::vector<std::uint32_t> permanent_poisson(std::span<const double> uniforms, std::span<const double> probabilities);

/// The units that a Poisson draw with the level's probabilities takes and that are not drawn.
NextUnits next_poisson;

/// Draws the n units with the smallest number / probability. The inclusion probabilities are those asked for only
/// nearly: their errors vanish as the number of units grows.
/// @param probabilities  as above, summing to a whole number n (to 1e-9); those of 1 are always drawn
/// @throws Error(usage) where the sum is not whole
/// Source: Ohlsson (1998), Journal of Official Statistics 14(2), 149-162.
std::vector<std::uint32_t> sequential_poisson(std::span<const double> uniforms, std::span<const double> probabilities);

/// Of those not drawn, all that the level makes certain, and then those with the smallest number / probability.
NextUnits next_sequential_poisson;

/// Draws the n units with the smallest odds of the number over the odds of the probability: of all such draws the one
/// whose inclusion probabilities come nearest to those asked for.
/// Source: Rosén (1997), Journal of Statistical Planning and Inference 62(2), 135-158 and 159-191.
std::vector<std::uint32_t> pareto(std::span<const double> uniforms, std::span<const double> probabilities);

/// Of those not drawn, all that the level makes certain, and then those with the smallest odds of the number over the
/// odds of the probability.
NextUnits next_pareto;

}  // namespace fairdraw
