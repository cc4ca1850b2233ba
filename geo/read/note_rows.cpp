#include "geo/read/note_rows.h"

#include "planner/base/text.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {
namespace {

/// Whether a row has neither a size, nor a name, nor ground that is joined to it, nor anything in the other columns.
bool has_id_only(const Frame& frame, std::uint32_t row) {
  return (frame.ground.empty() || frame.ground[row] < 0) && frame.size_state[row] == SizeState::missing &&
         (frame.name.empty() || frame.name[row].empty()) &&
         std::all_of(frame.columns.begin(), frame.columns.end(),
                     [&](const TextColumn& column) { return column[row].empty(); });
}

}  // namespace

Frame without_notes(Frame frame) {
  ReadNote blank{"blank-row", false, 0, {}, "left out: nothing stands in it"};
  ReadNote note{kNoteRow, true, 0, {}, "left out: a note below the table, without a size or anything else"};
  const bool tells = !frame.name.empty() || !frame.columns.empty();
  std::vector<std::uint32_t> kept;
  bool below = true;  // nothing but notes and blank rows since the end
  for (auto row = static_cast<std::uint32_t>(frame.areas()); row-- > 0;) {
    const bool alone = has_id_only(frame, row);
    if (alone && frame.id[row].empty())
      blank.add("row " + std::to_string(frame.feature[row]));
    else if (alone && below && tells)
      note.add(printable(frame.id[row]));
    else
      kept.push_back(row), below = false;
  }
  if (kept.size() == frame.areas() || kept.empty()) return frame;
  std::reverse(kept.begin(), kept.end());
  Frame out = frame.select(kept);
  for (ReadNote* each : {&blank, &note}) {
    std::reverse(each->items.begin(), each->items.end());
    if (each->count > 0) out.notes.push_back(std::move(*each));
  }
  return out;
}

}  // namespace fairdraw
