#include "planner/frame/canonical.h"

#include "planner/base/sha256.h"
#include "planner/base/text.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <string_view>

namespace fairdraw {
namespace {

/// The first eight bytes as a number that orders as the bytes do.
std::uint64_t prefix(std::string_view text) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i)
    value = (value << 8) | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return value;
}

/// Orders areas of one id by name, size and columns.
int compare_content(const Frame& frame, std::uint32_t a, std::uint32_t b) {
  if (!frame.name.empty())
    if (const int order = frame.name[a].compare(frame.name[b]); order != 0) return order;
  if (frame.size_state[a] != frame.size_state[b]) return frame.size_state[a] < frame.size_state[b] ? -1 : 1;
  const auto size_a = std::bit_cast<std::uint64_t>(frame.size[a]);
  const auto size_b = std::bit_cast<std::uint64_t>(frame.size[b]);
  if (size_a != size_b) return size_a < size_b ? -1 : 1;
  for (const TextColumn& column : frame.columns)
    if (const int order = column[a].compare(column[b]); order != 0) return order;
  return 0;
}

bool before(const Frame& frame, std::uint32_t a, std::uint32_t b) {
  if (const int order = frame.id[a].compare(frame.id[b]); order != 0) return order < 0;
  if (const int order = compare_content(frame, a, b); order != 0) return order < 0;
  return frame.feature[a] < frame.feature[b];
}

std::string size_text(const Frame& frame, std::uint32_t area) {
  switch (frame.size_state[area]) {
    case SizeState::given:
      return number_text(frame.size[area]);
    case SizeState::missing:
      return "";
    case SizeState::not_a_number:
      return "?";
  }
  return "";
}

void append_part(std::string& buffer, std::string_view part) {
  buffer += std::to_string(part.size());
  buffer += ':';
  buffer += part;
  buffer += ',';
}

}  // namespace

void sort_canonical(const Frame& frame, std::vector<std::uint32_t>& rows) {
  if (std::is_sorted(rows.begin(), rows.end(), [&](auto a, auto b) { return before(frame, a, b); })) return;
  struct Keyed {
    std::uint64_t key;
    std::uint32_t row;
  };
  std::vector<Keyed> keyed;
  keyed.reserve(rows.size());
  for (const std::uint32_t row : rows) keyed.push_back({prefix(frame.id[row]), row});
  std::sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
    return a.key != b.key ? a.key < b.key : before(frame, a.row, b.row);
  });
  std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const Keyed& each) { return each.row; });
}

Frame canonical(Frame frame) {
  std::vector<std::uint32_t> rows(frame.areas());
  std::iota(rows.begin(), rows.end(), 0U);
  sort_canonical(frame, rows);
  if (std::is_sorted(rows.begin(), rows.end())) return frame;
  return frame.select(rows);
}

std::string content_digest(const Frame& frame) {
  // Columns in the order of their names: the order in which a survey file names them is no matter.
  std::vector<const TextColumn*> columns;
  for (const TextColumn& column : frame.columns) columns.push_back(&column);
  std::sort(columns.begin(), columns.end(), [](const auto* a, const auto* b) { return a->name() < b->name(); });

  Sha256 hash;
  std::string buffer;
  append_part(buffer, frame.id.name());
  append_part(buffer, frame.name.name());
  for (const TextColumn* column : columns) append_part(buffer, column->name());
  for (std::uint32_t area = 0; area < frame.areas(); ++area) {
    append_part(buffer, frame.id[area]);
    append_part(buffer, frame.name.empty() ? std::string_view() : frame.name[area]);
    append_part(buffer, size_text(frame, area));
    for (const TextColumn* column : columns) append_part(buffer, (*column)[area]);
    if (buffer.size() > (1U << 16)) {
      hash.add(buffer);
      buffer.clear();
    }
  }
  return hex(hash.add(buffer).finish());
}

}  // namespace fairdraw
