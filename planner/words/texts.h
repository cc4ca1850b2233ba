#pragma once

#include <string_view>
#include <vector>

namespace fairdraw {

/// A file of this room, as it is.
struct EmbeddedText {
  std::string_view name;  ///< without its ending
  std::string_view text;
};

/// Every language's file, in the order of their names.
extern const std::vector<EmbeddedText> kTexts;

}  // namespace fairdraw
