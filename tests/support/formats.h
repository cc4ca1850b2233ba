#pragma once

#include "tests/support/temp_folder.h"

#include <map>
#include <string>

namespace fairdraw::test {

/// A frame whose column names fit every format, to be converted and drawn from.
struct FrameInFormats {
  TempFolder folder;
  FrameInFormats();

  /// Draws (tables only) from a file of the folder, or from a database.
  /// @return the tables by name, and the content digest under "content"
  std::map<std::string, std::string> draw(const std::string& file, const std::string& layer = "") const;
};

}  // namespace fairdraw::test
