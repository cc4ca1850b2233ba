#include "planner/stages/areas.h"

#include "planner/base/wide.h"
#include "planner/sampling/list/systematic.h"
#include "planner/sampling/parts.h"

#include <algorithm>
#include <numeric>

namespace fairdraw {
namespace {

/// One stratum where an area can be drawn once.
AreaSample draw_once(const Stratum& stratum, const StratumDesign& design, const SeedKey& key) {
  AreaSample sample;
  std::vector<std::uint64_t> rest = stratum.sizes;  // certainty units keep their place with size 0
  for (const std::uint32_t certain : design.certainty) rest[certain] = 0;
  const std::uint64_t rest_size = std::accumulate(rest.begin(), rest.end(), std::uint64_t{0});
  const std::uint32_t drawn = design.drawn_at_random();

  Stream draw = make_stream(key, {kSystematic, "areas", stratum.name});
  Stream parting = make_stream(key, {kRandomParts, "replicates", stratum.name});
  const std::vector<std::uint32_t> picked = systematic_pps(rest, drawn, draw);
  const std::vector<std::uint32_t> replicate = random_parts(design.parts, parting);

  std::size_t certain = 0;
  std::size_t random = 0;
  while (certain < design.certainty.size() || random < picked.size()) {
    DrawnArea area;
    if (random == picked.size() || (certain < design.certainty.size() && design.certainty[certain] < picked[random])) {
      area.area = stratum.areas[design.certainty[certain++]];
      area.certainty = true;
      area.draw_probability = area.inclusion_probability = 1;
    } else {
      const auto size = static_cast<double>(rest[picked[random]]);
      area.area = stratum.areas[picked[random]];
      area.replicate = replicate[random];
      area.draw_probability = size * drawn / static_cast<double>(rest_size);
      area.inclusion_probability = size * design.parts[0] / static_cast<double>(rest_size);
      ++random;
    }
    sample.push_back(area);
  }
  return sample;
}

/// One stratum where a large area may be hit several times.
AreaSample draw_hits(const Stratum& stratum, const StratumDesign& design, const SeedKey& key) {
  AreaSample sample;
  Stream draw = make_stream(key, {kSystematic, "areas", stratum.name});
  for (const std::uint32_t picked : systematic_pps(stratum.sizes, design.allocated, draw)) {
    if (!sample.empty() && sample.back().area == stratum.areas[picked]) {
      ++sample.back().hits;
      continue;
    }
    DrawnArea area;
    area.area = stratum.areas[picked];
    const double expected_hits =
        static_cast<double>(stratum.sizes[picked]) * design.allocated / static_cast<double>(stratum.whole_size);
    area.certainty = static_cast<Wide>(stratum.sizes[picked]) * design.allocated >= stratum.whole_size;
    area.draw_probability = area.inclusion_probability = std::min(1.0, expected_hits);
    sample.push_back(area);
  }
  return sample;
}

}  // namespace

AreaSample draw_areas(const Strata& strata, const Design& design, const SeedKey& key, CertaintyRule rule) {
  AreaSample all;
  for (std::uint32_t h = 0; h < strata.size(); ++h) {
    AreaSample sample = rule == CertaintyRule::once ? draw_once(strata[h], design.strata[h], key)
                                                    : draw_hits(strata[h], design.strata[h], key);
    std::uint32_t order = 0;
    for (DrawnArea& area : sample) {
      area.stratum = h;
      area.draw_order = ++order;
    }
    all.insert(all.end(), sample.begin(), sample.end());
  }
  return all;
}

}  // namespace fairdraw
