#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace fairdraw {

/// A folder that appears whole or not at all: files are written into a hidden folder beside it, for their owner only,
/// brought to disk, and the folder is renamed into place by commit(). Without commit() nothing is left behind; where
/// the process was killed, the next run for the same folder clears what it left.
class OutputFolder {
 public:
  /// @param marker   a file that every such folder holds: a folder without it is somebody else's and never replaced
  /// @param replace  an existing folder at `target` gives way at commit(), in one step
  /// @throws Error(usage) where `target` exists and is not to be replaced; Error(system) where nothing can be made
  /// there
  OutputFolder(const std::filesystem::path& target, std::string_view marker, bool replace);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// The folder to write into until commit().
  const std::filesystem::path& path() const { return partial_; }

  /// Where a file of this relative name is to be written; makes the folders in between.
  std::filesystem::path file(const std::filesystem::path& relative) const;

  /// Writes a whole file.
  void write(const std::filesystem::path& relative, std::string_view bytes) const;

  /// Restricts every file to its owner, brings all to disk and renames the folder into place.
  void commit();

 private:
  std::filesystem::path target_;
  std::filesystem::path partial_;
  bool replace_;
  bool committed_ = false;
};

/// Reads a whole file.
/// @throws Error(usage) where it is not there, Error(system) where reading fails
std::string read_file(const std::filesystem::path& file);

}  // namespace fairdraw
