#pragma once

#include <span>
#include <string_view>

namespace fairdraw {

/// What GDAL warns of in a file that was read whole all the same. Every other warning while a file is read is an error,
/// as of a number that was read in part.
struct HarmlessWarning {
  std::string_view driver;
  std::string_view part;  ///< of the warning
  std::string_view why;
};

std::span<const HarmlessWarning> harmless_warnings();

bool is_harmless(std::string_view warning);

}  // namespace fairdraw
