#pragma once

#include "planner/sampling/stream.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace fairdraw {

/// Scripts that made-up names are written in.
enum class Script { latin, thai, khmer, ethiopic };

/// A made-up name of two or three syllables, in letters that the script's own fonts and shaping must cope with.
std::string make_name(Script script, Stream& stream);

/// What the people there speak, as the frame's language column says it.
std::string_view language_of(Script script);

}  // namespace fairdraw
