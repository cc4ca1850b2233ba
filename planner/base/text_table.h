#pragma once

#include <string>
#include <vector>

namespace fairdraw {

/// printf into a string.
[[gnu::format(printf, 1, 2)]] std::string formatted(const char* format, ...);

/// 12345.6 as 12,346.
std::string thousands(double value);

/// Rows of texts as lines for a terminal: the first column to the left, the others to the right, each as wide as its
/// widest text.
std::string in_columns(const std::vector<std::vector<std::string>>& rows);

}  // namespace fairdraw
