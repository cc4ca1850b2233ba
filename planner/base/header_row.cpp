#include "planner/base/header_row.h"

#include "planner/base/text.h"
#include "planner/base/unicode.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace fairdraw {
namespace {

/// The cells in which something stands.
std::vector<std::string_view> filled(const std::vector<std::string>& row) {
  std::vector<std::string_view> out;
  for (const std::string& cell : row)
    if (const std::string_view text = trimmed(cell); !text.empty()) out.push_back(text);
  return out;
}

bool are_names(const std::vector<std::string_view>& cells) {
  const std::set<std::string_view> different(cells.begin(), cells.end());
  return different.size() == cells.size() &&
         std::none_of(cells.begin(), cells.end(), [](std::string_view cell) { return parse_number(cell).has_value(); });
}

}  // namespace

std::uint32_t header_row_of(const std::vector<std::vector<std::string>>& rows) {
  std::size_t widest = 0;
  for (const auto& row : rows) widest = std::max(widest, filled(row).size());
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    const std::vector<std::string_view> cells = filled(rows[i]);
    if (cells.size() >= 2 && cells.size() * 5 >= widest * 4 && are_names(cells))
      return static_cast<std::uint32_t>(i + 1);
  }
  return 1;
}

}  // namespace fairdraw
