#include "planner/frame/strata.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/frame/strata_rows.h"
#include "planner/sampling/sizes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace fairdraw {
namespace {

std::string stratum_name(const Frame& frame, std::uint32_t area) {
  if (frame.strata.empty()) return "all";
  std::string name;
  for (const std::size_t column : frame.strata) {
    if (!name.empty()) name += " / ";
    name += frame.columns[column][area];
  }
  return name;
}

/// The rows of each stratum, by name.
std::map<std::string, std::vector<std::uint32_t>> rows_by_name(const Frame& frame,
                                                               const std::vector<std::uint32_t>& rows) {
  std::map<std::string, std::vector<std::uint32_t>> out;
  for (auto& [key, each] : rows_by_stratum(frame, rows)) {
    const std::string name = stratum_name(frame, each.front());
    if (!out.emplace(name, std::move(each)).second)
      throw Error(ErrorKind::usage, frame.source + ": two strata would both be called \"" + printable(name) +
                                        "\"; change the values so that they differ without \" / \"");
  }
  return out;
}

std::vector<std::uint32_t> every_row(const Frame& frame) {
  std::vector<std::uint32_t> rows(frame.areas());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

/// For each area the place of its value among the column's different values.
std::vector<std::uint32_t> ranks(const TextColumn& column) {
  std::unordered_map<std::string_view, std::uint32_t> value_number;
  std::vector<std::string_view> values;
  std::vector<std::uint32_t> out(column.size());
  for (std::size_t i = 0; i < column.size(); ++i) {
    const auto [found, added] = value_number.try_emplace(column[i], static_cast<std::uint32_t>(values.size()));
    if (added) values.push_back(column[i]);
    out[i] = found->second;
  }
  const bool numbers = std::all_of(values.begin(), values.end(), [](std::string_view value) {
    return value.empty() || std::isfinite(parse_number(value).value_or(HUGE_VAL));
  });
  const auto number = [](std::string_view value) { return value.empty() ? -HUGE_VAL : *parse_number(value); };
  std::vector<std::uint32_t> sorted(values.size());
  std::iota(sorted.begin(), sorted.end(), 0U);
  std::sort(sorted.begin(), sorted.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (numbers && number(values[a]) != number(values[b])) return number(values[a]) < number(values[b]);
    return values[a] < values[b];
  });
  std::vector<std::uint32_t> rank_of(values.size());
  for (std::uint32_t place = 0; place < sorted.size(); ++place) rank_of[sorted[place]] = place;
  for (std::uint32_t& each : out) each = rank_of[each];
  return out;
}

/// Sorts areas[begin, end) by the levels from `level` on; rows ascend with their ids, so equal areas keep that order.
void serpentine(std::vector<std::uint32_t>& areas, std::size_t begin, std::size_t end,
                const std::vector<std::vector<std::uint32_t>>& levels, std::size_t level,
                std::vector<bool>& backwards) {
  if (level == levels.size()) return;
  const std::vector<std::uint32_t>& rank = levels[level];
  const bool down = backwards[level];
  std::sort(areas.begin() + static_cast<std::ptrdiff_t>(begin), areas.begin() + static_cast<std::ptrdiff_t>(end),
            [&](std::uint32_t a, std::uint32_t b) {
              if (rank[a] != rank[b]) return down ? rank[a] > rank[b] : rank[a] < rank[b];
              return a < b;
            });
  backwards[level] = !down;
  for (std::size_t group = begin; group < end;) {
    std::size_t next = group;
    while (next < end && rank[areas[next]] == rank[areas[group]]) ++next;
    serpentine(areas, group, next, levels, level + 1, backwards);
    group = next;
  }
}

}  // namespace

std::map<std::string, std::vector<std::uint32_t>> rows_of_strata(const Frame& frame) {
  return rows_by_name(frame, every_row(frame));
}

Strata build_strata(const Frame& frame) {
  if (frame.areas() == 0) throw Error(ErrorKind::usage, frame.source + ": no area is left to draw from");
  std::vector<std::vector<std::uint32_t>> levels;
  for (const std::size_t column : frame.order) levels.push_back(ranks(frame.columns[column]));
  Strata strata;
  for (auto& [name, areas] : rows_of_strata(frame)) {
    Stratum stratum{name, std::move(areas), {}, 0, 0, {}};
    std::vector<bool> backwards(levels.size(), false);
    serpentine(stratum.areas, 0, stratum.areas.size(), levels, 0, backwards);
    std::vector<double> sizes;
    sizes.reserve(stratum.areas.size());
    for (const std::uint32_t area : stratum.areas) sizes.push_back(frame.size[area]);
    WholeSizes whole = whole_sizes(sizes);
    stratum.sizes = std::move(whole.sizes);
    stratum.whole_size = whole.total;
    // The sum of whole units does not depend on the order of the areas.
    stratum.size = static_cast<double>(whole.total) / whole.per_one;
    if (!frame.certain.empty())
      for (std::uint32_t unit = 0; unit < stratum.areas.size(); ++unit)
        if (frame.certain[stratum.areas[unit]]) stratum.certain.push_back(unit);
    strata.push_back(std::move(stratum));
  }
  return strata;
}

void make_sizes_equal(Strata& strata) {
  for (Stratum& stratum : strata) {
    std::fill(stratum.sizes.begin(), stratum.sizes.end(), 1);
    stratum.whole_size = stratum.sizes.size();
  }
}

std::vector<Finding> small_strata(const Frame& frame, std::uint32_t minimum) {
  Finding small{"small-stratum", Severity::warning, 0, {}, "all its areas are drawn"};
  for (const auto& [name, rows] : rows_of_strata(frame))
    if (rows.size() < minimum) small.add(name + " (" + std::to_string(rows.size()) + " areas)");
  if (small.count == 0) return {};
  return {std::move(small)};
}

std::vector<Finding> empty_strata(const Frame& frame, const std::vector<std::uint32_t>& drawable) {
  if (drawable.size() == frame.areas()) return {};
  Finding empty{"empty-stratum", Severity::warning, 0, {}, "nothing is drawn from it"};
  const auto left = rows_by_name(frame, drawable);
  for (const auto& [name, rows] : rows_of_strata(frame)) {
    const std::uint32_t first = rows.front();
    const bool whole = std::none_of(frame.strata.begin(), frame.strata.end(),
                                    [&](std::size_t column) { return frame.columns[column][first].empty(); });
    if (whole && !left.contains(name))
      empty.add(name + " (" + std::to_string(rows.size()) + " areas, none that can be drawn)");
  }
  if (empty.count == 0) return {};
  return {std::move(empty)};
}

}  // namespace fairdraw
