#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kMurthy = "murthy 1";
inline constexpr std::string_view kBrewerDurbin = "brewer-durbin 1";

/// Draws two units, the first with probability x proportional to size, the second proportional to the sizes of the
/// rest. Inclusion probabilities are not proportional to size: murthy_probabilities() gives them.
/// @param sizes  whole sizes summing to less than 2^63, two or more of them above 0
/// @return two indices, ascending
/// @throws Error(usage) where fewer than two sizes are above 0
/// Source: Murthy (1957), Sankhyā 18(3/4), 379-390 (estimating from Yates and Grundy's draw).
std::vector<std::uint32_t> murthy(std::span<const std::uint64_t> sizes, Stream& stream);

/// x (1 + sum over the others of x' / (1 - x')), exact.
/// Source: Yates and Grundy (1953), Journal of the Royal Statistical Society B 15(2), 253-261.
std::vector<double> murthy_probabilities(std::span<const std::uint64_t> sizes);

/// The probability that both a and b (not one unit twice) are drawn: x x' (1 / (1 - x) + 1 / (1 - x')).
double murthy_joint(std::span<const std::uint64_t> sizes, std::uint32_t a, std::uint32_t b);

/// Draws two units with the given inclusion probabilities p: the first with a chance proportional to
/// p (2 - p) / (1 - p), the second proportional to p among the rest.
/// @param probabilities  one per unit, in [0, 1), summing to 2 (to 1e-9)
/// @return two indices, ascending
/// @throws Error(usage) where the probabilities are not such
/// Source: Brewer (1963), Australian Journal of Statistics 5(1), 5-13; Durbin (1967), Applied Statistics 16(2),
/// 152-164, has the same joint probabilities.
std::vector<std::uint32_t> brewer_durbin(std::span<const double> probabilities, Stream& stream);

/// The probability that a and b (not one unit twice) are drawn; x being p / 2:
/// x x' (1 / (1 - 2x) + 1 / (1 - 2x')) / sum of x (1 - x) / (1 - 2x).
double brewer_durbin_joint(std::span<const double> probabilities, std::uint32_t a, std::uint32_t b);

}  // namespace fairdraw
