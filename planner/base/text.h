#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fairdraw {

/// The shortest decimal text that reads back as exactly this number (std::to_chars); empty for NaN.
std::string number_text(double value);
std::string number_text(std::uint64_t value);

/// A whole number with zeros before it, so that it has this many digits at least: "007".
std::string padded(std::uint64_t number, std::size_t digits);

/// Reads a whole text as a decimal number. Spaces around it are not part of a number.
/// @return nothing where the text is not a number, or has anything behind it
std::optional<double> parse_number(std::string_view text);

/// How numbers are written in a file.
struct NumberFormat {
  std::string decimal = ".";
  std::string thousands;  ///< between groups of three digits; empty: nothing. A space stands for no-break spaces too
};

/// Reads a whole text as a decimal number that is written so; groups that are not of three digits make it none.
std::optional<double> parse_number(std::string_view text, const NumberFormat& format);
std::optional<std::uint64_t> parse_whole(std::string_view text);

/// A code without the zeros at its front, which programs lose that take it for a number; "0" stays.
std::string_view without_zeros(std::string_view code);

/// How often the text has this character.
std::size_t count_of(std::string_view text, char c);

/// Length of the well-formed UTF-8 sequence at the front of `bytes`, which are not empty; 0 where there is none.
std::size_t utf8_length(std::string_view bytes);

/// True where the bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool is_utf8(std::string_view bytes);

/// True where the text has a control character (C0, DEL), such as a line break or a tab.
bool has_control_character(std::string_view text);

/// The text fit for one line of a message: control characters and broken UTF-8 as \xNN, cut after `most` bytes.
std::string printable(std::string_view text, std::size_t most = 80);

/// What a library says of a failure, as its words and not ours: `GDAL says "..."`, or "GDAL gives no reason".
std::string words_of(std::string_view library, std::string_view words);

/// The candidate that the fewest slips (letters put in, left out, replaced or swapped) part from `word`, where they are
/// at most a third of its length; else empty.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// Orders texts with the numbers in them read as numbers ("house 2" before "house 10"), the rest by its bytes; texts
/// that are then equal ("07" and "7"), by their bytes.
bool comes_before(std::string_view a, std::string_view b);

}  // namespace fairdraw
