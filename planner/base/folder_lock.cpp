#include "planner/base/folder_lock.h"

#include "planner/base/error.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fairdraw {
namespace fs = std::filesystem;
namespace {

/// Whether the open file is still the one of that name: whoever held the lock before may have removed it.
bool is_still_there(int descriptor, const fs::path& file) {
  struct stat open {};
  struct stat named {};
  return ::fstat(descriptor, &open) == 0 && ::stat(file.c_str(), &named) == 0 && open.st_ino == named.st_ino &&
         open.st_dev == named.st_dev;
}

}  // namespace

FolderLock::FolderLock(const fs::path& folder) {
  fs::path target = fs::absolute(folder).lexically_normal();
  if (!target.has_filename()) target = target.parent_path();
  file_ = target.parent_path() / ("." + target.filename().string() + ".lock");
  while (true) {
    descriptor_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor_ < 0) throw Error(ErrorKind::system, file_.string() + ": can't be made: " + std::strerror(errno));
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
      const int why = errno;
      ::close(descriptor_);
      if (why == EWOULDBLOCK)
        throw Error(ErrorKind::usage,
                    folder.string() + ": another command is working on it; try again when it is done");
      throw Error(ErrorKind::system, file_.string() + ": can't be locked: " + std::strerror(why));
    }
    if (is_still_there(descriptor_, file_)) return;
    ::close(descriptor_);
  }
}

FolderLock::~FolderLock() {
  ::unlink(file_.c_str());
  ::close(descriptor_);
}

}  // namespace fairdraw
