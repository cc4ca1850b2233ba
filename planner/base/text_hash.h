#pragma once

#include <functional>
#include <string_view>

namespace fairdraw {

/// The hash of a text, by which texts are found in a table whether they are held or only looked at.
struct TextHash : std::hash<std::string_view> {
  using is_transparent = void;
};

}  // namespace fairdraw
