#pragma once

#include "config/survey.h"
#include "planner/base/named_table.h"

#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

inline constexpr std::string_view kFrameRole = "frame";

/// What depends on an input.
enum class Decides {
  draw,       ///< what is drawn, or how much
  documents,  ///< only how it is shown and who goes where
};

/// A file that a survey names.
struct InputFile {
  std::string role;
  std::string file;  ///< as the survey file names it
  Decides decides = Decides::draw;
};

/// Every file that a survey names, the frame first. The manifest records them and verify goes through them.
std::vector<InputFile> input_files(const Survey& survey);

/// Reads a file that a survey names.
/// @param key  that names it
/// @throws Error(usage) where it is not there, Error(system) where it can't be read
NamedText read_named_file(const Survey& survey, const std::string& named, std::string_view key);

}  // namespace fairdraw
