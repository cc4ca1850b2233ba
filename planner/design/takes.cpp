#include "planner/design/takes.h"

#include "planner/design/field_yield.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fairdraw {

double AreaTake::wanted(double eligible) const {
  const double asked = rate > 0 ? std::clamp(rate * eligible, static_cast<double>(least), static_cast<double>(most))
                                : static_cast<double>(most);
  return std::min(asked, eligible);
}

Takes::Takes(const std::vector<Yields>& kinds, const std::vector<double>& sizes, const HouseholdsStage& stage,
             std::uint32_t take)
    : take_min_(stage.take_min), take_max_(stage.take_max) {
  double size = 0;
  double drawn = 0;
  double eligible = 0;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    of_one_hit_.push_back(households_for(kinds[k].take_or(take), kinds[k]));
    completed_.push_back(kinds[k].household.mean * kinds[k].child.mean);
    size += sizes[k];
    drawn += sizes[k] * of_one_hit_[k];
    eligible += sizes[k] * kinds[k].eligible.mean;
  }
  if (stage.take_rule == TakeRule::self_weighting && size > 0 && eligible > 0) constant_ = drawn / eligible;
}

AreaTake Takes::of(std::uint32_t kind, double households, double hits) const {
  const auto to_draw = [&](double interviews) {  // as households_for(), for takes that need not be whole
    return static_cast<std::uint32_t>(std::ceil(interviews / completed_[kind] - 1e-9));
  };
  if (!self_weighting()) {
    const auto drawn = static_cast<std::uint32_t>(std::lround(of_one_hit_[kind] * hits));
    return {0, drawn, drawn};
  }
  // Bounds are of one hit; an area hit several times, or as large as if it were, has as many of them.
  const double times = std::max(1.0, hits);
  return {std::min(1.0, hits * constant_ / std::max(1.0, households)), to_draw(take_min_ * times),
          take_max_ > 0 ? to_draw(take_max_ * times) : std::numeric_limits<std::uint32_t>::max()};
}

double hits_by_size(const Stratum& stratum, const StratumDesign& design, std::uint32_t unit) {
  std::uint64_t rest = stratum.whole_size;
  for (const std::uint32_t certain : design.certainty) rest -= stratum.sizes[certain];
  const auto size = static_cast<double>(stratum.sizes[unit]);
  if (rest > 0 && design.at_random > 0) return size * design.at_random / static_cast<double>(rest);
  return size * design.allocated / static_cast<double>(stratum.whole_size);
}

}  // namespace fairdraw
