#pragma once

#include <string>
#include <string_view>

namespace fairdraw {

/// The text without what can't be seen at both of its ends: spaces of every width, tabs, line breaks, and characters
/// that show nothing (byte order mark, joiners, marks of direction). Bytes that are no UTF-8 stay.
std::string_view trimmed(std::string_view text);

/// What a text comes to where only what can be told apart on paper counts: letter case folded, Unicode compatibility
/// composition, invisible characters gone (NFKC_Casefold of Unicode Standard Annex 31), each run of spaces one space,
/// none at the ends. Texts that are no UTF-8 come back as they are.
std::string folded(std::string_view text);

/// The text trimmed, with each run of spaces and line breaks one space.
std::string on_one_line(std::string_view text);

/// The text without its accents: each letter decomposed, marks that take no space left out (of Thai and Khmer, vowels
/// among them).
std::string without_accents(std::string_view text);

/// The text in double quotes, with every space but the plain one and every invisible character as its number:
/// "Rural<U+00A0>".
std::string shown(std::string_view text);

}  // namespace fairdraw
