#pragma once

#include <string_view>

namespace fairdraw {

/// The version of the library and the program, "0.3.0".
std::string_view version();

}  // namespace fairdraw
