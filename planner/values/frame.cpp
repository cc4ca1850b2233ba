#include "planner/values/frame.h"

#include <utility>

namespace fairdraw {

void ReadNote::add(std::string item) {
  constexpr std::size_t kShown = 20;
  ++count;
  if (items.size() < kShown) items.push_back(std::move(item));
}

const TextColumn* Frame::column(std::string_view name_of_column) const {
  for (const TextColumn& candidate : columns)
    if (candidate.name() == name_of_column) return &candidate;
  return nullptr;
}

namespace {

template <class T>
std::vector<T> select_values(const std::vector<T>& values, const std::vector<std::uint32_t>& rows) {
  std::vector<T> out;
  if (values.empty()) return out;
  out.reserve(rows.size());
  for (const std::uint32_t row : rows) out.push_back(values[row]);
  return out;
}

}  // namespace

Frame Frame::select(const std::vector<std::uint32_t>& rows) const {
  Frame out;
  out.source = source;
  out.id = id.select(rows);
  if (!name.empty()) out.name = name.select(rows);
  out.size = select_values(size, rows);
  out.size_state = select_values(size_state, rows);
  for (const TextColumn& each : columns) out.columns.push_back(each.select(rows));
  out.strata = strata;
  out.order = order;
  out.carry = carry;
  out.counted = select_values(counted, rows);
  out.feature = select_values(feature, rows);
  out.ground = select_values(ground, rows);
  out.spatial = spatial;
  out.has_geometry = select_values(has_geometry, rows);
  out.known_crs = known_crs;
  out.excluded = excluded;
  out.outside_cells = outside_cells;
  out.outside = outside;
  out.notes = notes;
  out.grid = grid;
  return out;
}

}  // namespace fairdraw
