#pragma once

#include <string_view>

namespace fairdraw {

/// The version of the library and the program, such as "0.2.0"; CMakeLists.txt sets it.
std::string_view version();

}  // namespace fairdraw
