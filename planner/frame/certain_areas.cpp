#include "planner/frame/certain_areas.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/unicode.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

namespace fairdraw {
namespace {

using Ids = std::set<std::string, std::less<>>;

constexpr std::array<std::string_view, 5> kYes = {"1", "true", "yes", "y", "x"};
constexpr std::array<std::string_view, 5> kNo = {"", "0", "false", "no", "n"};

Ids marked(const Frame& frame, const std::string& column, Complaints& complaints) {
  const TextColumn& values = *frame.column(column);
  Ids out;
  for (std::uint32_t row = 0; row < frame.areas(); ++row) {
    const std::string value = folded(values[row]);
    if (std::find(kYes.begin(), kYes.end(), value) != kYes.end())
      out.emplace(frame.id[row]);
    else if (std::find(kNo.begin(), kNo.end(), value) == kNo.end())
      complaints.add(
          "areas.certain: column " + column + " of area " + printable(frame.id[row]) + " is \"" +
          printable(values[row], 40) +
          "\"; it should be 1, true, yes, y or x of areas that are certain, and 0, false, no, n or empty of others");
  }
  return out;
}

std::unordered_set<std::string_view> ids_of(const Frame& frame) {
  std::unordered_set<std::string_view> out;
  for (std::size_t row = 0; row < frame.areas(); ++row) out.insert(frame.id[row]);
  return out;
}

}  // namespace

Ids certain_ids(const Frame& whole, const Frame& drawable, const Survey& survey) {
  const AreasStage& areas = survey.areas;
  Complaints complaints;
  Ids out;
  if (!areas.certain_column.empty()) out = marked(drawable, areas.certain_column, complaints);
  if (areas.certain.empty() && complaints.empty()) return out;
  const std::unordered_set<std::string_view> known = ids_of(whole);
  const std::unordered_set<std::string_view> can_be_drawn = ids_of(drawable);
  for (const std::string& id : areas.certain) {
    out.insert(id);
    if (can_be_drawn.contains(id)) continue;
    complaints.add("areas.certain names area " + printable(id) + ", which " +
                   (known.contains(id) ? "can't be drawn; see what check says of it" : "the frame does not have"));
  }
  complaints.throw_if_any(ErrorKind::usage);
  return out;
}

void mark_certain(Frame& frame, const Ids& ids) {
  if (ids.empty()) return;
  frame.certain.assign(frame.areas(), false);
  for (std::uint32_t row = 0; row < frame.areas(); ++row) frame.certain[row] = ids.contains(frame.id[row]);
  for (const auto& [row, members] : frame.members)
    for (const Member& member : members) frame.certain[row] = frame.certain[row] || ids.contains(member.id);
}

}  // namespace fairdraw
