#pragma once

#include "planner/record/write_plan.h"

#include <filesystem>
#include <string>
#include <vector>

namespace fairdraw {

/// What a second draw says of a plan.
struct Verdict {
  std::vector<std::string> differences;  ///< empty: the plan is what its survey file, frame and seed give
  std::vector<std::string> remarks;      ///< what differs without changing the draw
  std::size_t tables = 0;                ///< that were made again and compared
  std::size_t documents = 0;             ///< files of documents that were made again and came out the same
};

/// Checks every file of a plan folder against the manifest, draws again and compares the tables byte
/// for byte, and makes the documents again where what they were made from and with is at hand.
/// @throws Error(usage) where the plan or the frame can't be read, or the plan was drawn with another version of a
/// method
Verdict verify_plan(const std::filesystem::path& plan, const AgainOptions& options, const DocumentProgress& progress);

}  // namespace fairdraw
