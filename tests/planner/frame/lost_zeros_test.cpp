#include "planner/frame/lost_zeros.h"

#include "tests/support/sample_frame.h"

#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// The ids that are found, of a frame with these.
std::vector<std::string> found(const std::vector<std::string>& ids) {
  Frame frame = test::frame_of(std::vector<double>(ids.size(), 10.0));
  frame.id = {};
  for (const std::string& id : ids) frame.id.push_back(id);
  std::vector<std::uint32_t> areas(ids.size());
  std::iota(areas.begin(), areas.end(), 0U);
  std::vector<std::string> out;
  for (const std::uint32_t area : ids_without_zeros(frame, areas)) out.emplace_back(frame.id[area]);
  return out;
}

/// Codes of 5 digits: of 12 regions, with 4 areas each.
std::vector<std::string> codes(bool zeros) {
  std::vector<std::string> out;
  for (int region = 1; region <= 12; ++region)
    for (int area = 1; area <= 4; ++area) {
      const std::string code = std::to_string(region * 1000 + area);
      out.push_back(zeros && code.size() == 4 ? "0" + code : code);
    }
  return out;
}

}  // namespace

TEST_CASE("ids that a spreadsheet took for numbers are told, codes that kept their zeros are not") {
  CHECK(found(codes(false)).size() == 36);
  CHECK(found(codes(false)).front() == "1001");
  CHECK(found(codes(true)).empty());
}

TEST_CASE("numbers that count areas, ids with letters, and few ids tell nothing") {
  std::vector<std::string> counted;
  for (int i = 950; i <= 1049; ++i) counted.push_back(std::to_string(i));
  CHECK(found(counted).empty());
  std::vector<std::string> lettered = codes(false);
  lettered.push_back("A1002");
  CHECK(found(lettered).empty());
  CHECK(found({"101", "1002", "1003"}).empty());
}
