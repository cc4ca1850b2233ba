#include "planner/frame/merging.h"

#include "planner/base/text.h"
#include "planner/base/text_table.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace fairdraw {
namespace {

/// Areas that have joined so far: every area knows its unit, every unit what it holds and where it lies.
class Units {
 public:
  Units(const Frame& frame, const Strata& strata, const std::vector<SharedBorder>& borders)
      : frame_(frame), unit_(frame.areas()), size_(frame.size), rows_(frame.areas()), borders_(frame.areas()) {
    std::iota(unit_.begin(), unit_.end(), 0U);
    for (std::uint32_t row = 0; row < frame.areas(); ++row) rows_[row] = {row};
    for (const SharedBorder& border : borders) {
      borders_[border.a][border.b] += border.metres;
      borders_[border.b][border.a] += border.metres;
    }
    before_.assign(frame.areas(), kNone);
    after_.assign(frame.areas(), kNone);
    for (const Stratum& stratum : strata)
      for (std::size_t i = 1; i < stratum.areas.size(); ++i) {
        before_[stratum.areas[i]] = stratum.areas[i - 1];
        after_[stratum.areas[i - 1]] = stratum.areas[i];
      }
  }

  double size(std::uint32_t unit) const { return size_[unit]; }
  const std::vector<std::uint32_t>& rows(std::uint32_t unit) const { return rows_[unit]; }

  struct Neighbour {
    std::uint32_t unit;
    double metres;  ///< of border; 0: next on the list
  };

  std::optional<Neighbour> longest_border(std::uint32_t unit) const {
    std::optional<Neighbour> best;
    for (const auto& [other, metres] : borders_[unit])
      if (!best || metres > best->metres || (metres == best->metres && before(other, best->unit)))
        best = Neighbour{other, metres};
    return best;
  }

  std::optional<Neighbour> next_on_list(std::uint32_t unit) const {
    std::optional<Neighbour> best;
    std::size_t best_shared = 0;
    for (const std::uint32_t row : rows_[unit])
      for (const std::uint32_t other_row : {before_[row], after_[row]}) {
        if (other_row == kNone || unit_[other_row] == unit) continue;
        const std::uint32_t other = unit_[other_row];
        const std::size_t shared = order_shared(row, other_row);
        if (!best || shared > best_shared || (shared == best_shared && size_[other] < size_[best->unit])) {
          best = Neighbour{other, 0};
          best_shared = shared;
        }
      }
    return best;
  }

  /// Joins two units under the one whose largest area is larger. @return the unit that both are now
  std::uint32_t join(std::uint32_t a, std::uint32_t b) {
    const auto larger = [&](std::uint32_t x, std::uint32_t y) {
      return frame_.size[x] != frame_.size[y] ? frame_.size[x] > frame_.size[y] : x < y;
    };
    if (larger(b, a)) std::swap(a, b);  // a unit is called by its largest area
    for (const std::uint32_t row : rows_[b]) unit_[row] = a;
    rows_[a].insert(rows_[a].end(), rows_[b].begin(), rows_[b].end());
    rows_[b].clear();
    size_[a] += size_[b];
    borders_[a].erase(b);
    for (const auto& [other, metres] : borders_[b]) {
      if (other == a) continue;
      borders_[other].erase(b);
      borders_[a][other] += metres;
      borders_[other][a] = borders_[a][other];
    }
    borders_[b].clear();
    return a;
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

  bool before(std::uint32_t a, std::uint32_t b) const { return size_[a] != size_[b] ? size_[a] < size_[b] : a < b; }

  /// How many of the leading order columns two areas have in common.
  std::size_t order_shared(std::uint32_t a, std::uint32_t b) const {
    std::size_t shared = 0;
    while (shared < frame_.order.size() &&
           frame_.columns[frame_.order[shared]][a] == frame_.columns[frame_.order[shared]][b])
      ++shared;
    return shared;
  }

  const Frame& frame_;
  std::vector<std::uint32_t> unit_;
  std::vector<double> size_;
  std::vector<std::vector<std::uint32_t>> rows_;
  std::vector<std::map<std::uint32_t, double>> borders_;
  std::vector<std::uint32_t> before_, after_;  ///< on the stratum's list
};

bool is_small(double size, const Survey& survey) {
  return survey.frame.households(size) < survey.areas.merge_below;
}

std::string households_text(double size, const Survey& survey) {
  return formatted("%.0f", survey.frame.households(size)) + " households";
}

std::set<std::string> amounts(const Survey& survey) {
  std::set<std::string> out{survey.areas.variable, survey.rho.column, survey.rho.of, survey.frame.strata_from.column};
  out.insert(survey.areas.balance.begin(), survey.areas.balance.end());
  for (const ShareTarget& share : survey.target.shares) out.insert({share.column, share.of});
  out.erase("");
  return out;
}

/// The sum of a column over rows; nothing where one of them is no number.
std::optional<std::string> sum_of(const TextColumn& column, const std::vector<std::uint32_t>& rows) {
  double sum = 0;
  for (const std::uint32_t row : rows) {
    const auto number = parse_number(column[row]);
    if (!number) return std::nullopt;
    sum += *number;
  }
  return number_text(sum);
}

}  // namespace

std::vector<std::uint32_t> small_areas(const Frame& frame, const Survey& survey) {
  std::vector<std::uint32_t> out;
  if (survey.areas.merge_below == 0) return out;
  for (std::uint32_t row = 0; row < frame.areas(); ++row)
    if (is_small(frame.size[row], survey)) out.push_back(row);
  return out;
}

Merging merge_small_areas(const Frame& frame, const Strata& strata, const std::vector<SharedBorder>& borders,
                          const Survey& survey) {
  Finding joined{"small-area", Severity::note, 0, {}, "drawn as one with a neighbour of the stratum"};
  Finding lone{"lone-area", Severity::warning, 0, {}, "drawn as it is, below areas.merge_below"};
  Units units(frame, strata, borders);
  std::set<std::pair<double, std::uint32_t>> small;  // the smallest first
  for (const std::uint32_t row : small_areas(frame, survey)) small.emplace(frame.size[row], row);
  while (!small.empty()) {
    const std::uint32_t unit = small.begin()->second;
    small.erase(small.begin());
    auto neighbour = units.longest_border(unit);
    if (!neighbour) neighbour = units.next_on_list(unit);
    const std::string who = std::string(frame.id[unit]) + " (" + households_text(units.size(unit), survey) + ")";
    if (!neighbour) {
      lone.add(who + ", alone in its stratum");
      continue;
    }
    joined.add(who + " joins " + std::string(frame.id[neighbour->unit]) +
               (neighbour->metres > 0 ? ", along " + formatted("%.0f", neighbour->metres) + " m of border"
                                      : ", next to it on the list"));
    small.erase({units.size(neighbour->unit), neighbour->unit});
    const std::uint32_t both = units.join(unit, neighbour->unit);
    if (is_small(units.size(both), survey)) small.emplace(units.size(both), both);
  }
  Merging out;
  for (std::uint32_t row = 0; row < frame.areas(); ++row)
    if (units.rows(row).size() > 1) out.groups.push_back({units.rows(row)});
  for (Finding* finding : {&joined, &lone})
    if (finding->count > 0) out.findings.push_back(std::move(*finding));
  return out;
}

Frame merged_frame(const Frame& frame, const Merging& merging, const Survey& survey) {
  std::vector<const Merging::Group*> group_of(frame.areas(), nullptr);
  for (const Merging::Group& group : merging.groups)
    for (const std::uint32_t row : group.rows) group_of[row] = &group;
  std::vector<std::uint32_t> kept;
  for (std::uint32_t row = 0; row < frame.areas(); ++row)
    if (group_of[row] == nullptr || group_of[row]->rows.front() == row) kept.push_back(row);

  Frame out = frame.select(kept);
  for (const std::string& name : amounts(survey)) {
    const TextColumn& column = *frame.column(name);
    TextColumn summed(name);
    for (const std::uint32_t row : kept) {
      const auto sum = group_of[row] == nullptr ? std::nullopt : sum_of(column, group_of[row]->rows);
      summed.push_back(sum ? *sum : column[row]);
    }
    for (TextColumn& each : out.columns)
      if (each.name() == name) each = summed;
  }
  for (std::uint32_t area = 0; area < kept.size(); ++area) {
    const auto add_features = [&](std::uint32_t row) {
      if (const auto found = frame.merged.find(row); found != frame.merged.end())
        out.merged[area].insert(out.merged[area].end(), found->second.begin(), found->second.end());
    };
    add_features(kept[area]);
    if (group_of[kept[area]] == nullptr) continue;
    out.size[area] = 0;
    for (const std::uint32_t row : group_of[kept[area]]->rows) {
      out.size[area] += frame.size[row];
      out.members[area].push_back({std::string(frame.id[row]),
                                   std::string(frame.name.empty() ? std::string_view() : frame.name[row]),
                                   frame.size[row]});
      if (frame.spatial) out.has_geometry[area] |= frame.has_geometry[row];
      if (row == kept[area]) continue;
      out.merged[area].push_back(frame.ground_of(row));
      add_features(row);
    }
  }
  return out;
}

}  // namespace fairdraw
