#pragma once

#include "config/survey.h"

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

/// The text of a file that a survey names.
/// @param label  the key that names it, and the file, for complaints
/// @throws Error(usage) where it is not there, Error(system) where it can't be read
std::string read_named_file(const Survey& survey, const std::string& named, const std::string& label);

/// What stands before complaints of a file that a survey names: its key, and where it is.
std::string label_of(const Survey& survey, const std::string& named, std::string_view key);

}  // namespace fairdraw
