#include "planner/stages/coordination.h"

#include <algorithm>

namespace fairdraw {

double Coordination::uniform(std::string_view id) const {
  const std::uint64_t number = permanent_number(key, {kPermanentNumber, "areas", ""}, id);
  const Coordinate opposite = coordinate == Coordinate::positive ? Coordinate::negative : Coordinate::positive;
  if (permanent) return permanent_uniform(number, avoid ? opposite : coordinate);
  const double free = permanent_uniform(number, Coordinate::positive);
  const auto known = areas.find(id);
  const OtherArea other = known == areas.end() ? OtherArea{} : known->second;
  const double made = other.drawn ? free * other.probability : other.probability + free * (1 - other.probability);
  constexpr double kLeast = 0x1p-54;
  return std::clamp(avoid ? 1 - made : made, kLeast, 1 - 0x1p-53);
}

Overlap overlap_of(const Coordination& coordination, const Frame& frame, const Strata& strata, const AreaDraw& draw) {
  Overlap out;
  const auto other_of = [&](std::uint32_t row) -> const OtherArea* {
    const auto found = coordination.areas.find(frame.id[row]);
    return found != coordination.areas.end() && found->second.drawn ? &found->second : nullptr;
  };
  for (const auto& [id, other] : coordination.areas) out.other += other.drawn ? 1 : 0;
  for (const DrawnArea& area : draw.sample)
    out.reached += area.replicate == 0 && other_of(area.area) != nullptr ? 1 : 0;
  for (std::size_t h = 0; h < strata.size(); ++h) {
    const std::vector<double>& probabilities = draw.inputs[h].levels.front();
    for (std::size_t unit = 0; unit < probabilities.size(); ++unit) {
      const OtherArea* other = other_of(strata[h].areas[unit]);
      if (other == nullptr) continue;
      const double here = probabilities[unit];
      out.by_chance += here;
      out.expected += coordination.avoid ? std::max(0.0, other->probability + here - 1) / other->probability
                                         : std::min(1.0, here / other->probability);
    }
  }
  return out;
}

}  // namespace fairdraw
