#include "geo/open/harmless_warnings.h"

#include <algorithm>
#include <array>

namespace fairdraw {

std::span<const HarmlessWarning> harmless_warnings() {
  static constexpr std::array kHarmless = {
      HarmlessWarning{"GPKG", "may only be partially supported",
                      "a later version of GeoPackage has tables of features as earlier ones do"},
      HarmlessWarning{"GPKG", "bad application_id",
                      "a file of another program that is a GeoPackage in all but this mark"},
      HarmlessWarning{"", "Non closed ring detected", "the ends of a ring are joined, which is what was meant"},
  };
  return kHarmless;
}

bool is_harmless(std::string_view warning) {
  const auto all = harmless_warnings();
  return std::any_of(all.begin(), all.end(),
                     [&](const HarmlessWarning& each) { return warning.find(each.part) != std::string_view::npos; });
}

}  // namespace fairdraw
