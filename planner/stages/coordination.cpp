#include "planner/stages/coordination.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>
#include <set>
#include <utility>

namespace fairdraw {

void Coordination::rename(std::vector<Renamed> renamed) {
  Complaints complaints;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const Renamed& row : renamed) {
    const std::string both = printable(row.old_id) + " to " + printable(row.new_id);
    if (!areas.contains(row.old_id))
      complaints.add("renamed areas: the other plan has no area " + printable(row.old_id) + " (" + both + ")");
    else if (!seen.emplace(row.old_id, row.new_id).second)
      complaints.add("renamed areas: " + both + " comes twice");
  }
  complaints.throw_if_any(ErrorKind::usage);
  old_of_.clear();
  parts_of_.clear();
  for (const Renamed& row : renamed) {
    old_of_[row.new_id].push_back(row.old_id);
    ++parts_of_[row.old_id];
  }
  renamed_ = std::move(renamed);
}

std::vector<std::string_view> Coordination::ancestors(std::string_view id) const {
  std::vector<std::string_view> out;
  if (const auto found = old_of_.find(id); found != old_of_.end())
    out.assign(found->second.begin(), found->second.end());
  else if (!parts_of_.contains(id) && areas.contains(id))  // an old id that became another is now somebody else's
    out.push_back(id);
  return out;
}

OtherArea Coordination::other(std::string_view old) const {
  const auto found = areas.find(old);
  return found == areas.end() ? OtherArea{} : found->second;
}

double Coordination::number_of(std::string_view id, std::string_view parent, const OtherArea& was, bool own) const {
  const std::uint64_t number = permanent_number(key, {kPermanentNumber, "areas", parent}, id);
  const Coordinate opposite = coordinate == Coordinate::positive ? Coordinate::negative : Coordinate::positive;
  if (own) return permanent_uniform(number, avoid ? opposite : coordinate);
  const double free = permanent_uniform(number, Coordinate::positive);
  const double made = was.drawn ? free * was.probability : was.probability + free * (1 - was.probability);
  return avoid ? 1 - made : made;
}

std::optional<std::string_view> Coordination::heir_of(std::string_view id) const {
  const std::vector<std::string_view> olds = ancestors(id);
  const auto largest = std::max_element(olds.begin(), olds.end(), [&](std::string_view a, std::string_view b) {
    const double p = other(a).probability;
    const double q = other(b).probability;
    return p != q ? p < q : a > b;
  });
  return largest == olds.end() ? std::nullopt : std::optional(*largest);
}

double Coordination::uniform(std::string_view id) const {
  const std::optional<std::string_view> old = heir_of(id);
  double number = 0;
  if (!old) {  // a new area has a number that no old one has, even where its id was another's
    number = number_of(id, parts_of_.contains(id) ? "new" : "", {}, permanent);
  } else if (const auto parts = parts_of_.find(*old); parts != parts_of_.end() && parts->second > 1) {
    number = number_of(id, *old, other(*old), false);
  } else {
    number = number_of(*old, "", other(*old), permanent);
  }
  constexpr double kLeast = 0x1p-54;
  return std::clamp(number, kLeast, 1 - 0x1p-53);
}

bool Coordination::was_drawn(std::string_view id) const {
  const std::vector<std::string_view> olds = ancestors(id);
  return std::any_of(olds.begin(), olds.end(), [&](std::string_view old) { return other(old).drawn; });
}

double Coordination::chance(std::string_view id, double p) const {
  const std::optional<std::string_view> old = heir_of(id);
  if (!old) return p;
  const auto [q, drawn] = other(*old);
  if (avoid) return drawn ? std::max(0.0, q + p - 1) / q : std::min(1.0, p / (1 - q));
  return drawn ? std::min(1.0, p / q) : std::max(0.0, p - q) / (1 - q);
}

namespace {

std::set<std::string_view> ids_of(const Frame& frame) {
  std::set<std::string_view> out;
  for (std::size_t row = 0; row < frame.areas(); ++row) out.insert(frame.id[row]);
  return out;
}

}  // namespace

void require_renamed(const Coordination& coordination, const Frame& frame) {
  const std::set<std::string_view> here = ids_of(frame);
  Complaints complaints;
  for (const Renamed& row : coordination.renamed())
    if (!here.contains(row.new_id))
      complaints.add("renamed areas: the frame has no area " + printable(row.new_id) + ", which " +
                     printable(row.old_id) + " is said to have become");
  complaints.throw_if_any(ErrorKind::usage);
}

Overlap overlap_of(const Coordination& coordination, const Frame& frame, const Strata& strata, const AreaDraw& draw) {
  Overlap out;
  const std::set<std::string_view> here = ids_of(frame);
  for (const auto& [id, other] : coordination.areas) {
    if (!other.drawn) continue;
    ++out.other;
    bool found = false;
    bool renamed = false;
    for (const Renamed& row : coordination.renamed()) {
      if (row.old_id != id) continue;
      renamed = true;
      found = found || here.contains(row.new_id);
    }
    out.gone += found || (!renamed && here.contains(id)) ? 0 : 1;
  }
  for (const DrawnArea& area : draw.sample)
    out.reached += area.replicate == 0 && coordination.was_drawn(frame.id[area.area]) ? 1 : 0;
  for (std::size_t h = 0; h < strata.size(); ++h) {
    const std::vector<double>& probabilities = draw.inputs[h].levels.front();
    for (std::size_t unit = 0; unit < probabilities.size(); ++unit) {
      const std::string_view id = frame.id[strata[h].areas[unit]];
      if (!coordination.was_drawn(id)) continue;
      out.by_chance += probabilities[unit];
      out.expected += coordination.chance(id, probabilities[unit]);
    }
  }
  return out;
}

}  // namespace fairdraw
