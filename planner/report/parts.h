#pragma once

#include <string_view>

namespace fairdraw {

/// What report.html carries with it, put into the program when it is built (embed.cmake).
extern const std::string_view kPageScript;
extern const std::string_view kLeafletStyle;
extern const std::string_view kLeafletScript;

}  // namespace fairdraw
