#include "planner/frame/lookalikes.h"

#include "planner/base/unicode.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace fairdraw {
namespace {

void add_strata(const TextColumn& column, const std::vector<std::uint32_t>& areas, std::vector<std::string>& out) {
  std::unordered_map<std::string_view, std::uint64_t> counts;  // of areas with each text
  for (const std::uint32_t area : areas) ++counts[column[area]];
  std::map<std::string, std::vector<std::pair<std::uint64_t, std::string_view>>> by_reading;
  for (const auto& [text, count] : counts) by_reading[folded(text)].emplace_back(count, text);
  for (auto& [reading, spellings] : by_reading) {
    if (spellings.size() < 2) continue;
    std::sort(spellings.begin(), spellings.end(), std::greater<>());
    std::string sentence = column.name() + ":";
    for (std::size_t i = 0; i < spellings.size(); ++i)
      sentence += (i == 0 ? " " : " and ") + shown(spellings[i].second) + " (" + std::to_string(spellings[i].first) +
                  (spellings[i].first == 1 ? " area)" : " areas)");
    out.push_back(std::move(sentence));
  }
}

/// Whether two of the texts could be told apart by program only: not where all are ASCII in letters of one case without
/// spaces, as codes mostly are.
bool can_look_alike(const TextColumn& texts, const std::vector<std::uint32_t>& areas) {
  bool lower = false;
  bool upper = false;
  for (const std::uint32_t area : areas)
    for (const char c : texts[area]) {
      if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F) return true;
      lower = lower || (c >= 'a' && c <= 'z');
      upper = upper || (c >= 'A' && c <= 'Z');
    }
  return lower && upper;
}

void add_ids(const TextColumn& ids, const std::vector<std::uint32_t>& areas, std::vector<std::string>& out) {
  if (!can_look_alike(ids, areas)) return;
  std::vector<std::pair<std::size_t, std::uint32_t>> readings;
  readings.reserve(areas.size());
  for (const std::uint32_t area : areas) readings.emplace_back(std::hash<std::string>{}(folded(ids[area])), area);
  std::sort(readings.begin(), readings.end());
  std::vector<std::pair<std::uint32_t, std::string>> found;  // in the order of the frame
  for (std::size_t i = 1; i < readings.size(); ++i) {
    const std::string_view one = ids[readings[i - 1].second];
    const std::string_view other = ids[readings[i].second];
    if (readings[i].first != readings[i - 1].first || one == other || folded(one) != folded(other)) continue;
    found.emplace_back(readings[i - 1].second, ids.name() + ": " + shown(one) + " and " + shown(other));
  }
  std::sort(found.begin(), found.end());
  for (auto& [area, sentence] : found) out.push_back(std::move(sentence));
}

}  // namespace

std::vector<std::string> lookalikes(const Frame& frame, const std::vector<std::uint32_t>& areas) {
  std::vector<std::string> out;
  for (const std::size_t column : frame.strata) add_strata(frame.columns[column], areas, out);
  add_ids(frame.id, areas, out);
  return out;
}

}  // namespace fairdraw
