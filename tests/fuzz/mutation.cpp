#include "tests/fuzz/mutation.h"

#include "tests/fuzz/gdal_file.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

namespace fairdraw::test {
namespace {

/// Whole numbers at which lengths and offsets go wrong.
constexpr std::array<std::uint64_t, 8> kOdd = {
    0, 1, 0x7F, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF};

/// What means something in one format or another.
constexpr std::array<std::string_view, 12> kPieces = {
    ",", "\n", "\"", "\r", ";", "1e999", "-1", "99999999999999999999", "nan", "0.1", "\xEF\xBB\xBF", "\xFF\xFE"};

void mutate_once(std::string& bytes, std::mt19937_64& random) {
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::size_t at = below(bytes.size());
  const std::size_t length = std::min<std::size_t>(1 + below(below(4) == 0 ? 4096 : 16), bytes.size() - at);
  switch (below(9)) {
    case 0:
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
      break;
    case 1:
      bytes[at] = static_cast<char>(below(256));
      break;
    case 2: {
      const std::uint64_t number = kOdd[below(kOdd.size())];
      const std::size_t width = std::min<std::size_t>(std::size_t{1} << below(4), bytes.size() - at);
      for (std::size_t i = 0; i < width; ++i) bytes[at + i] = static_cast<char>(number >> (8 * i));
      break;
    }
    case 3:
      bytes.erase(at, length);
      break;
    case 4:
      bytes.insert(at, bytes.substr(below(bytes.size()), length));
      break;
    case 5:
      std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), length, '\0');
      break;
    case 6: {
      const std::size_t other = below(bytes.size() - length + 1);
      for (std::size_t i = 0; i < length; ++i) std::swap(bytes[at + i], bytes[other + i]);
      break;
    }
    case 7:
      bytes.insert(at, kPieces[below(kPieces.size())]);
      break;
    default:
      if (below(8) == 0) bytes.resize(at);
  }
}

}  // namespace

std::string mutated(std::string bytes, std::mt19937_64& random) {
  for (std::size_t times = 1 + random() % 6; times > 0 && !bytes.empty(); --times) mutate_once(bytes, random);
  return bytes;
}

void mutate_member(const std::string& file, std::mt19937_64& random) {
  const std::string inside = "/vsizip/{" + file + "}/";
  std::vector<std::pair<std::string, std::string>> members;
  const CPLStringList names(VSIReadDirRecursive(inside.c_str()));
  for (int i = 0; i < names.size(); ++i) {
    const std::string name = names[i];
    VSIStatBufL about;
    if (VSIStatL((inside + name).c_str(), &about) == 0 && !VSI_ISDIR(about.st_mode))
      members.emplace_back(name, bytes_of(inside + name).value());
  }
  if (members.empty()) throw std::runtime_error(file + " has no members");
  // Most often the largest, which is where the rows are.
  const auto largest = std::max_element(members.begin(), members.end(),
                                        [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  auto& [chosen, content] = random() % 4 != 0 ? *largest : members[random() % members.size()];
  content = mutated(std::move(content), random);
  const std::string packed = file + ".packed";
  void* zip = CPLCreateZip(packed.c_str(), nullptr);
  for (const auto& [name, bytes] : members) {
    CPLCreateFileInZip(zip, name.c_str(), nullptr);
    CPLWriteFileInZip(zip, bytes.data(), static_cast<int>(bytes.size()));
    CPLCloseFileInZip(zip);
  }
  CPLCloseZip(zip);
  std::filesystem::rename(packed, file);
}

}  // namespace fairdraw::test
