#pragma once

#include "planner/sampling/balanced/balance.h"
#include "planner/sampling/spread/positions.h"
#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kCube = "cube 1";
inline constexpr std::string_view kStratifiedCube = "stratified-cube 1";
inline constexpr std::string_view kLocalCube = "local-cube 1";

/// Draws a fixed-size sample whose estimates of the totals of the balancing variables miss the true totals by as little
/// as can be. The units move in the order of the list, as many at a time as there are equations and one. When no more
/// can move with all equations kept, the last variable is given up, and so on; the size is kept to the end.
/// @param probabilities  one per unit, in [0, 1], summing to a whole number n (to 1e-9)
/// @param balance        the variables, the most important first
/// @return n indices, ascending
/// @throws Error(usage) where the probabilities are not such, or the variables not as Equations needs them
/// Source: Deville and Tillé (2004), Biometrika 91(4), 893-912; Chauvet and Tillé (2006), Computational Statistics
/// 21(1), 53-62, for the order and the landing by giving up variables.
std::vector<std::uint32_t> cube(std::span<const double> probabilities, const Balance& balance, Stream& stream);

/// The same within strata and over all of them: each stratum's sample has its own fixed size and is balanced as far as
/// it can be; what can't be balanced within strata is balanced over all.
/// @param strata  each unit's stratum, any numbers; the probabilities of each sum to a whole number (to 1e-9)
/// Source: Chauvet (2009), Survey Methodology 35(1), 115-119; Hasler and Tillé (2014), Computational Statistics and
/// Data Analysis 74, 81-94, for many strata.
std::vector<std::uint32_t> stratified_cube(std::span<const double> probabilities, const Balance& balance,
                                           std::span<const std::uint32_t> strata, Stream& stream);

/// The same as cube(), but the units that move together are a unit picked at random and its nearest neighbours: the
/// sample is balanced and also spread over the positions (doubly balanced).
/// @param positions  one per unit
/// Source: Grafström and Tillé (2013), Environmetrics 24(2), 120-131.
std::vector<std::uint32_t> local_cube(std::span<const double> probabilities, const Balance& balance,
                                      const Positions& positions, Stream& stream);

}  // namespace fairdraw
