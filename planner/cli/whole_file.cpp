#include "planner/cli/whole_file.h"

#include "planner/base/error.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace fairdraw {
namespace {

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

}  // namespace

void write_whole_file(const std::filesystem::path& file, std::string_view bytes, bool replace) {
  const std::filesystem::path partial =
      file.parent_path() / ("." + file.filename().string() + ".partial-" + std::to_string(::getpid()));
  const int descriptor = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) throw Error(ErrorKind::system, file.string() + ": can't be made: " + std::strerror(errno));
  const bool written = write_all(descriptor, bytes);
  const int error = errno;
  ::close(descriptor);
  const bool placed =
      written && (replace ? ::rename(partial.c_str(), file.c_str()) : ::link(partial.c_str(), file.c_str())) == 0;
  const int place_error = errno;
  ::unlink(partial.c_str());
  if (!written) throw Error(ErrorKind::system, file.string() + ": can't be written: " + std::strerror(error));
  if (placed) return;
  if (place_error == EEXIST)
    throw Error(ErrorKind::usage, file.string() + " exists already; name another file, or --force replaces it");
  throw Error(ErrorKind::system, file.string() + ": can't be made: " + std::strerror(place_error));
}

}  // namespace fairdraw
