#include "planner/design/design.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/design/allocation.h"
#include "planner/sampling/certainty.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <vector>

namespace fairdraw {

std::uint32_t StratumDesign::drawn_at_random() const {
  return std::accumulate(parts.begin(), parts.end(), 0U);
}

namespace {

std::vector<std::uint32_t> fixed_allocation(const Strata& strata, const AreasStage& areas) {
  Complaints complaints;
  std::vector<std::uint32_t> out;
  std::set<std::string> left;
  std::vector<std::string_view> names;
  for (const auto& [name, count] : areas.fixed) left.insert(name);
  for (const Stratum& stratum : strata) names.push_back(stratum.name);
  for (const Stratum& stratum : strata) {
    const auto found = areas.fixed.find(stratum.name);
    if (found == areas.fixed.end()) {
      complaints.add("areas.fixed has no count for stratum \"" + printable(stratum.name) +
                     "\"; 0 leaves a stratum out");
      continue;
    }
    left.erase(stratum.name);
    if (areas.certainty == CertaintyRule::once && found->second > stratum.areas.size())
      complaints.add("areas.fixed asks for " + std::to_string(found->second) + " areas of stratum \"" +
                     printable(stratum.name) + "\", which has " + std::to_string(stratum.areas.size()));
    out.push_back(found->second);
  }
  for (const std::string& name : left) {
    const std::string_view close = nearest(name, names);
    complaints.add("areas.fixed names stratum \"" + printable(name) + "\", which the frame does not have" +
                   (close.empty() ? "" : "; did you mean \"" + printable(close) + "\"?"));
  }
  complaints.throw_if_any(ErrorKind::usage);
  return out;
}

std::vector<std::uint32_t> allocation(const Strata& strata, const AreasStage& areas) {
  if (areas.allocation == AllocationRule::fixed) return fixed_allocation(strata, areas);
  std::vector<AllocationShare> shares;
  for (const Stratum& stratum : strata) {
    const auto all = static_cast<std::uint32_t>(stratum.areas.size());
    const double weight = areas.allocation == AllocationRule::proportional ? stratum.size
                          : areas.allocation == AllocationRule::equal      ? 1.0
                                                                           : power_of_size(stratum.size, areas.power);
    const std::uint32_t most = areas.certainty == CertaintyRule::hits ? std::max(all, areas.count) : all;
    shares.push_back({weight, std::min(areas.minimum_per_stratum, all), most});
  }
  return allocate(shares, areas.count);
}

/// The largest draw, up to `most`, whose certainty units are fewer than `allocated`; `allocated` where there is none.
std::uint32_t whole_draw(const Stratum& stratum, std::uint32_t allocated, std::uint32_t most) {
  std::uint32_t low = allocated;
  std::uint32_t high = std::max(low, std::min(most, static_cast<std::uint32_t>(stratum.areas.size())));
  while (low < high) {  // the number of certainty units never falls as the draw grows
    const std::uint32_t middle = high - (high - low) / 2;
    if (certainty_units(stratum.sizes, middle).size() < allocated)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

StratumDesign design_stratum(const Stratum& stratum, std::uint32_t allocated, const AreasStage& areas) {
  StratumDesign out;
  out.allocated = allocated;
  out.parts.assign(areas.reserve_replicates + 1, 0);
  if (areas.certainty == CertaintyRule::hits) {
    out.parts[0] = allocated;
    return out;
  }
  const std::uint32_t drawn = whole_draw(stratum, allocated, allocated * (1 + areas.reserve_replicates));
  out.certainty = certainty_units(stratum.sizes, drawn);
  out.parts[0] = allocated - static_cast<std::uint32_t>(out.certainty.size());
  for (std::uint32_t k = 0; k < drawn - allocated; ++k) ++out.parts[1 + k % areas.reserve_replicates];
  return out;
}

}  // namespace

Design make_design(const Strata& strata, const Survey& survey) {
  const std::vector<std::uint32_t> allocated = allocation(strata, survey.areas);
  Design design;
  for (std::size_t h = 0; h < strata.size(); ++h) {
    design.strata.push_back(design_stratum(strata[h], allocated[h], survey.areas));
    const StratumDesign& each = design.strata.back();
    if (each.allocated == 0)
      design.remarks.push_back("stratum \"" + printable(strata[h].name) +
                               "\" gets no area: the sample will say nothing of it");
    const std::uint32_t wanted = each.allocated * survey.areas.reserve_replicates;
    const std::uint32_t reserve = each.drawn_at_random() - each.parts[0];
    if (survey.areas.certainty == CertaintyRule::once && reserve < wanted)
      design.remarks.push_back("stratum \"" + printable(strata[h].name) + "\": reserve of " + std::to_string(reserve) +
                               " instead of " + std::to_string(wanted) +
                               " PSUs; with more, areas certain in the whole draw would fill the main sample");
  }
  return design;
}

}  // namespace fairdraw
