#include "tests/support/chromium.h"

#include "planner/base/output_folder.h"

#include <cstdlib>

#include <doctest/doctest.h>

namespace fairdraw::test {

std::string in_chromium(const TempFolder& folder, const std::filesystem::path& page, const std::string& what,
                        const std::string& window) {
  const std::filesystem::path out = folder / "chromium.txt";
  const std::string command =
      "HOME=" + (folder / "home").string() +
      " timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run " +
      "--disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage "
      "--virtual-time-budget=4000 --user-data-dir=" +
      (folder / "profile").string() + " --window-size=" + window + " " + what + " file://" + page.string() + " >" +
      out.string() + " 2>/dev/null";
  REQUIRE(std::system(command.c_str()) == 0);
  return read_file(out);
}

std::string found_by(const TempFolder& folder, const std::filesystem::path& opened, const std::string& script) {
  const std::filesystem::path page = folder.write("asked.html", read_file(opened) + "<script>" + script + "</script>");
  const std::string dom = in_chromium(folder, page, "--dump-dom");
  const std::size_t begin = dom.find("<title>");
  REQUIRE(begin != std::string::npos);
  return dom.substr(begin + 7, dom.find("</title>") - begin - 7);
}

bool have_chromium() {
  if (std::system("command -v chromium >/dev/null") == 0) return true;
  MESSAGE("skipped: chromium is not installed");
  return false;
}

}  // namespace fairdraw::test
