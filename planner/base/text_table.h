#pragma once

#include <string>
#include <vector>

namespace fairdraw {

/// printf into a string.
[[gnu::format(printf, 1, 2)]] std::string formatted(const char* format, ...);

/// 12345.6 as 12,346.
std::string thousands(double value);

/// A chance with three decimals; one that only rounds to 1 as ">0.999".
std::string chance_text(double chance);

/// A half-width of an interval with three decimals; "none" where there is none.
std::string margin_text(double margin);

/// Rows of texts as lines for a terminal: the first column to the left, the others to the right, each as wide as its
/// widest text.
std::string in_columns(const std::vector<std::vector<std::string>>& rows);

}  // namespace fairdraw
