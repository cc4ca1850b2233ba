#pragma once

#include <optional>
#include <string_view>

namespace fairdraw {

/// Reads a whole text as degrees: a decimal number, or degrees, minutes and seconds with a hemisphere, such as 10°12'W,
/// 10° 12' 30.5" S or N 6 12 30. What is not read to its end is no position.
/// @param positive, negative  letters of the hemispheres: E and W, or N and S
/// @return nothing where the text is not one, or has minutes or seconds of 60 or more
std::optional<double> parse_degrees(std::string_view text, char positive, char negative);

}  // namespace fairdraw
