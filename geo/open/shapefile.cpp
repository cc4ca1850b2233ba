#include "geo/open/shapefile.h"

#include "planner/base/error.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace fairdraw {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t kHeader = 100;  ///< bytes of a header of .shp and .shx
constexpr std::uint64_t kEntry = 8;     ///< bytes that the index has for an area

/// The beginning of a part of a Shapefile, and how long it is.
struct Part {
  std::array<unsigned char, kHeader> header{};
  std::uint64_t bytes = 0;

  std::uint32_t little(std::size_t at, std::size_t width) const {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < width; ++i) out |= static_cast<std::uint32_t>(header[at + i]) << (8 * i);
    return out;
  }
  std::uint32_t big(std::size_t at) const {
    return std::uint32_t{header[at]} << 24U | std::uint32_t{header[at + 1]} << 16U |
           std::uint32_t{header[at + 2]} << 8U | header[at + 3];
  }
};

/// Nothing where there is no such part beside the file, in small letters or capitals.
std::optional<Part> part_of(const fs::path& file, std::string_view small, std::string_view capital) {
  for (const std::string_view ending : {small, capital}) {
    const fs::path part = fs::path(file).replace_extension(ending);
    std::ifstream in(part, std::ios::binary);
    if (!in) continue;
    Part out;
    in.read(reinterpret_cast<char*>(out.header.data()), static_cast<std::streamsize>(out.header.size()));
    std::error_code error;
    out.bytes = fs::file_size(part, error);
    if (!error) return out;
  }
  return {};
}

}  // namespace

void require_whole_shapefile(const std::string& file, const std::string& what) {
  std::vector<std::pair<std::string, std::uint64_t>> counts;
  if (const auto index = part_of(file, ".shx", ".SHX"); index && index->bytes >= kHeader) {
    const std::uint64_t said = std::uint64_t{2} * index->big(24);  // which counts words of two bytes
    counts.emplace_back(".shx says", said < kHeader ? 0 : (said - kHeader) / kEntry);
    counts.emplace_back(".shx has room for", (index->bytes - kHeader) / kEntry);
  }
  if (const auto table = part_of(file, ".dbf", ".DBF"); table) {
    const std::uint64_t before = table->little(8, 2);
    const std::uint64_t row = table->little(10, 2);
    counts.emplace_back(".dbf says", table->little(4, 4));
    if (row > 1 && before <= table->bytes) counts.emplace_back(".dbf has room for", (table->bytes - before) / row);
  }
  for (const auto& [said, count] : counts) {
    if (count == counts.front().second) continue;
    throw Error(ErrorKind::usage,
                what + ": its parts don't belong together, or are cut off or corrupted: " + counts.front().first + " " +
                    std::to_string(counts.front().second) + " areas, " + said + " " + std::to_string(count));
  }
}

}  // namespace fairdraw
