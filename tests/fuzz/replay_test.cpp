#include "planner/base/output_folder.h"
#include "tests/fuzz/targets.h"
#include "tests/support/rounds.h"

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> corpus(std::string_view target) {
  std::vector<fs::path> out;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(FAIRDRAW_SOURCE) / "tests" / "data" / "fuzz" / target))
    out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("what fuzzing has met before ends in values or in an error, and so does what is near it") {
  std::mt19937_64 random(7);
  for (const test::FuzzTarget& target : test::fuzz_targets()) {
    CAPTURE(target.name);
    const std::vector<fs::path> files = corpus(target.name);
    REQUIRE(!files.empty());
    for (const fs::path& file : files) {
      CAPTURE(file.filename().string());
      const std::string bytes = read_file(file);
      CHECK_NOTHROW(test::fuzz(target, bytes));
      for (std::size_t round = 0; round < test::rounds(400); ++round) {
        std::string other = bytes;
        for (std::uint64_t change = 0; change <= random() % 4 && !other.empty(); ++change) {
          const std::size_t at = random() % other.size();
          if (random() % 3 == 0)
            other.erase(at, 1 + random() % 8);
          else
            other[at] = static_cast<char>(random() % 256);
        }
        CAPTURE(other);
        CHECK_NOTHROW(test::fuzz(target, other));
      }
    }
  }
}
