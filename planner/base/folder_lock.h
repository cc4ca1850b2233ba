#pragma once

#include <filesystem>

namespace fairdraw {

/// Keeps other commands away from a folder while one works on it, by a lock on a hidden file beside it (.NAME.lock),
/// which is removed with the lock. Where a process was killed the file stays, and no longer locks anything.
class FolderLock {
 public:
  /// @throws Error(usage) where another process holds the lock; Error(system) where none can be made
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
};

}  // namespace fairdraw
