#include "planner/base/output_folder.h"

#include "planner/base/error.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fairdraw {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void fail(const fs::path& path, const std::string& what) {
  throw Error(ErrorKind::system, path.string() + ": " + what + ": " + std::strerror(errno));
}

std::string partial_prefix(const fs::path& target) {
  return "." + target.filename().string() + ".partial-";
}

/// Removes what processes that are gone left for this target.
void clear_leftovers(const fs::path& target) {
  const std::string prefix = partial_prefix(target);
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(target.parent_path(), ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix)) continue;
    pid_t process = 0;
    const char* end = name.data() + name.size();
    if (std::from_chars(name.data() + prefix.size(), end, process).ptr != end || process <= 0) continue;
    if (::kill(process, 0) != 0 && errno == ESRCH) fs::remove_all(entry.path(), ignored);
  }
}

void sync(const fs::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) fail(path, "can't be opened to be brought to disk");
  const int result = ::fsync(descriptor);
  ::close(descriptor);
  if (result != 0) fail(path, "can't be brought to disk");
}

/// Renames where nothing is at the target yet; false with errno otherwise. Some file systems can't do it in one step.
bool place_new(const fs::path& from, const fs::path& target) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  if (fs::exists(fs::symlink_status(target))) {
    errno = EEXIST;
    return false;
  }
  return ::rename(from.c_str(), target.c_str()) == 0;
}

}  // namespace

OutputFolder::OutputFolder(const fs::path& target, std::string_view marker, bool replace) : replace_(replace) {
  target_ = fs::absolute(target).lexically_normal();
  if (!target_.has_filename()) target_ = target_.parent_path();
  std::error_code error;
  const bool exists = fs::exists(fs::symlink_status(target_, error));
  if (exists && !replace)
    throw Error(ErrorKind::usage, target.string() + " exists already; name another folder, or --force replaces it");
  if (exists && !fs::is_directory(target_))
    throw Error(ErrorKind::usage, target.string() + " is a file, not a folder; remove it first");
  if (exists && !fs::is_empty(target_) && !fs::exists(target_ / marker))
    throw Error(ErrorKind::usage, target.string() + " holds no " + std::string(marker) +
                                      ", so it is not fairdraw's to replace; name another folder");
  if (!fs::is_directory(target_.parent_path()))
    throw Error(ErrorKind::usage, target.string() + ": the folder it should be made in does not exist");
  clear_leftovers(target_);
  partial_ = target_.parent_path() / (partial_prefix(target_) + std::to_string(::getpid()));
  fs::remove_all(partial_, error);
  if (::mkdir(partial_.c_str(), 0700) != 0) fail(partial_, "can't be made");
}

OutputFolder::~OutputFolder() {
  if (committed_) return;
  std::error_code ignored;
  fs::remove_all(partial_, ignored);
}

fs::path OutputFolder::file(const fs::path& relative) const {
  fs::path full = partial_ / relative;
  std::error_code error;
  fs::create_directories(full.parent_path(), error);
  if (error) throw Error(ErrorKind::system, full.parent_path().string() + ": can't be made: " + error.message());
  return full;
}

void OutputFolder::write(const fs::path& relative, std::string_view bytes) const {
  const fs::path full = file(relative);
  std::FILE* out = std::fopen(full.c_str(), "wb");
  if (out == nullptr) fail(full, "can't be made");
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size();
  const int write_error = errno;
  const bool closed = std::fclose(out) == 0;
  if (!written) errno = write_error;
  if (!written || !closed) fail(full, "can't be written");
}

void OutputFolder::commit() {
  for (const auto& entry : fs::recursive_directory_iterator(partial_)) {
    const bool folder = entry.is_directory();
    if (::chmod(entry.path().c_str(), folder ? 0700 : 0600) != 0)
      fail(entry.path(), "can't be restricted to its owner");
    sync(entry.path(), folder ? O_RDONLY | O_DIRECTORY : O_RDONLY);
  }
  sync(partial_, O_RDONLY | O_DIRECTORY);
  if (place_new(partial_, target_)) {
    committed_ = true;
  } else if (errno == EEXIST && replace_) {
    if (::renameat2(AT_FDCWD, partial_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) != 0)
      fail(target_, "can't be replaced");
    committed_ = true;
    std::error_code ignored;
    fs::remove_all(partial_, ignored);  // now the old folder
  } else if (errno == EEXIST) {
    throw Error(ErrorKind::usage, target_.string() + " was made by someone else in the meantime; name another folder");
  } else {
    fail(target_, "can't be made");
  }
  sync(target_.parent_path(), O_RDONLY | O_DIRECTORY);
}

std::string read_file(const fs::path& file) {
  if (fs::is_directory(file)) throw Error(ErrorKind::usage, file.string() + " is a folder, not a file");
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(ErrorKind::usage, file.string() + ": there is no such file, or it can't be read");
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) throw Error(ErrorKind::system, file.string() + ": reading stopped before its end");
  return bytes;
}

}  // namespace fairdraw
