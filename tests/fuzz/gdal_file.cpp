#include "tests/fuzz/gdal_file.h"

#include <array>
#include <cstddef>

#include <cpl_vsi.h>

namespace fairdraw::test {

std::optional<std::string> bytes_of(const std::string& path) {
  VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
  if (file == nullptr) return {};
  std::string out;
  std::array<char, 65536> buffer;
  while (const std::size_t got = VSIFReadL(buffer.data(), 1, buffer.size(), file)) out.append(buffer.data(), got);
  VSIFCloseL(file);
  return out;
}

}  // namespace fairdraw::test
