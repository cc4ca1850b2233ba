#pragma once

#include <cstddef>
#include <string_view>

namespace fairdraw {

/// The line, counted from 1, in which a TOML text goes deeper than kDeepestNesting; 0 where none does. The parser calls
/// itself for every level, so that only what passes here may reach it. Strings and comments don't count.
std::size_t line_nested_too_deep(std::string_view toml);

}  // namespace fairdraw
