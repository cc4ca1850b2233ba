#include "planner/base/output_folder.h"

#include "planner/base/error.h"
#include "tests/support/temp_folder.h"

#include <filesystem>

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a folder appears at commit, for its owner only") {
  const test::TempFolder temp;
  {
    OutputFolder folder(temp / "out", "marker", false);
    folder.write("marker", "m");
    folder.write("deep/down/file", "bytes");
    CHECK_FALSE(fs::exists(temp / "out"));
    folder.commit();
  }
  CHECK(read_file(temp / "out" / "deep" / "down" / "file") == "bytes");
  struct stat status {};
  ::stat((temp / "out" / "marker").c_str(), &status);
  CHECK((status.st_mode & 0777) == 0600);
  ::stat((temp / "out" / "deep").c_str(), &status);
  CHECK((status.st_mode & 0777) == 0700);
}

TEST_CASE("without commit nothing is left") {
  const test::TempFolder temp;
  {
    const OutputFolder folder(temp / "out", "marker", false);
    folder.write("file", "bytes");
  }
  CHECK(entries(temp.path()) == 0);
}

TEST_CASE("what exists is replaced only on demand, and only where it is ours") {
  const test::TempFolder temp;
  temp.write("out/marker", "old");
  temp.write("other/precious", "old");
  CHECK_THROWS_AS(OutputFolder(temp / "out", "marker", false), Error);
  CHECK_THROWS_AS(OutputFolder(temp / "other", "marker", true), Error);
  CHECK_THROWS_AS(OutputFolder(temp / "missing" / "out", "marker", false), Error);
  {
    OutputFolder folder(temp / "out", "marker", true);
    folder.write("marker", "new");
    CHECK(read_file(temp / "out" / "marker") == "old");
    folder.commit();
  }
  CHECK(read_file(temp / "out" / "marker") == "new");
  CHECK(read_file(temp / "other" / "precious") == "old");
  CHECK(entries(temp.path()) == 2);
}

TEST_CASE("what a killed run left is cleared by the next, what a live one writes is not") {
  const test::TempFolder temp;
  temp.write(".out.partial-999999999/file", "left behind");
  temp.write(".out.partial-" + std::to_string(::getppid()) + "/file", "of a live process");
  OutputFolder folder(temp / "out", "marker", false);
  CHECK_FALSE(fs::exists(temp / ".out.partial-999999999"));
  CHECK(fs::exists(temp / (".out.partial-" + std::to_string(::getppid()))));
}
