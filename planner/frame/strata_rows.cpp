#include "planner/frame/strata_rows.h"

namespace fairdraw {
namespace {

/// The same values give the same key and no others do.
/// @param scratch  what the key may be put together in
std::string_view stratum_key(const Frame& frame, std::uint32_t area, std::string& scratch) {
  if (frame.strata.size() == 1) return frame.columns[frame.strata.front()][area];
  scratch.clear();
  for (const std::size_t column : frame.strata) {
    scratch += frame.columns[column][area];
    scratch += '\0';
  }
  return scratch;
}

}  // namespace

RowsByStratum rows_by_stratum(const Frame& frame, const std::vector<std::uint32_t>& rows) {
  RowsByStratum out;
  std::string scratch;
  const std::string* last_key = nullptr;
  std::vector<std::uint32_t>* last = nullptr;
  for (const std::uint32_t row : rows) {
    const std::string_view key = stratum_key(frame, row, scratch);
    if (last == nullptr || key != *last_key) {  // neighbours in a frame mostly share their stratum
      auto found = out.find(key);
      if (found == out.end()) found = out.emplace(key, std::vector<std::uint32_t>()).first;
      last_key = &found->first;
      last = &found->second;
    }
    last->push_back(row);
  }
  return out;
}

}  // namespace fairdraw
