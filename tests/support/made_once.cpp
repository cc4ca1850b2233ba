#include "tests/support/made_once.h"

#include "planner/base/sha256.h"
#include "tests/support/program.h"

#include <stdexcept>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace fairdraw::test {
namespace fs = std::filesystem;
namespace {

/// Held by one process at a time.
class Lock {
 public:
  explicit Lock(const fs::path& file) : descriptor_(::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)) {
    if (descriptor_ < 0 || ::flock(descriptor_, LOCK_EX) != 0) throw std::runtime_error(file.string() + ": no lock");
  }
  ~Lock() { ::close(descriptor_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  int descriptor_;
};

/// What another build of the program made is no longer of use.
void remove_others(const fs::path& store, const std::string& build) {
  for (const auto& entry : fs::directory_iterator(store))
    if (entry.is_directory() && entry.path().filename() != build) fs::remove_all(entry.path());
}

}  // namespace

fs::path made_once(const std::string& content, const std::function<void(const fs::path&)>& make) {
  const fs::path program = program_file();
  const fs::path store = program.parent_path() / "made-once";
  fs::create_directories(store);
  const std::string build = std::to_string(fs::last_write_time(program).time_since_epoch().count());
  const fs::path made = store / build / sha256_of(content).substr(0, 16);
  const Lock lock(store / "lock");
  if (fs::exists(made)) return made;
  remove_others(store, build);
  const fs::path begun = made.string() + ".begun";
  fs::remove_all(begun);
  fs::create_directories(begun);
  make(begun);
  fs::rename(begun, made);
  return made;
}

}  // namespace fairdraw::test
