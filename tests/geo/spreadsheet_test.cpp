#include "geo/open/spreadsheet.h"

#include "geo/open/gdal_ready.h"
#include "planner/base/error.h"
#include "tests/support/temp_folder.h"

#include <cstdint>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// The number's bytes, the smallest first.
std::string bytes(std::uint64_t number, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += static_cast<char>(number >> (8 * i) & 0xFFU);
  return out;
}

/// A ZIP file (PKWARE's APPNOTE, 4.3) of one part that says how large it is once it is unpacked.
std::string packed(std::uint32_t unpacked) {
  const std::string name = "sheet.xml";
  const std::string sizes = bytes(0, 4) + bytes(0, 4) + bytes(unpacked, 4) + bytes(name.size(), 2) + bytes(0, 2);
  const std::string common = bytes(20, 2) + bytes(0, 2) + bytes(8, 2) + bytes(0, 4) + sizes;  // deflated
  const std::string part = "PK\x03\x04" + common + name;
  const std::string entry = "PK\x01\x02" + bytes(20, 2) + common + bytes(0, 14) + name;
  return part + entry + "PK\x05\x06" + bytes(0, 4) + bytes(1, 2) + bytes(1, 2) + bytes(entry.size(), 4) +
         bytes(part.size(), 4) + bytes(0, 2);
}

}  // namespace

TEST_CASE("a sheet that would fill memory once it is unpacked is refused before it is") {
  ready_gdal();
  const test::TempFolder temp;
  CHECK_NOTHROW(require_small_sheets(temp.write("small.xlsx", packed(100U << 20U))));
  const std::string large = temp.write("large.xlsx", packed(700U << 20U));
  CHECK_THROWS_WITH_AS(require_small_sheets(large),
                       (large + ": holds 700 MB once it is unpacked, and 512 MB are the most; save it as CSV, which "
                                "may be of any size")
                           .c_str(),
                       Error);
  CHECK_NOTHROW(require_small_sheets(temp.write("none.ods", "this is no packed file")));
}
