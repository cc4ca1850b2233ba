#include "planner/synth/hierarchy.h"

#include <algorithm>
#include <numeric>

namespace fairdraw {
namespace {

using Members = std::vector<std::uint32_t>;

double distance(Place a, Place b) {
  const auto dx = static_cast<double>(a.longitude - b.longitude);
  const auto dy = static_cast<double>(a.latitude - b.latitude);
  return dx * dx + dy * dy;
}

/// Parts areas among `parts` seeds: each new seed is the farthest from the earlier ones among a few random areas.
std::vector<Members> part(const Land& land, const Members& members, std::uint32_t parts, Stream& stream) {
  parts = std::min<std::uint32_t>(parts, static_cast<std::uint32_t>(members.size()));
  std::vector<Place> seeds;
  while (seeds.size() < parts) {
    Place best{};
    double farthest = -1;
    for (int candidate = 0; candidate < 4; ++candidate) {
      const Place place = land.sites[members[stream.below(members.size())]];
      double nearest = 1e300;
      for (const Place seed : seeds) nearest = std::min(nearest, distance(seed, place));
      if (nearest > farthest) {
        farthest = nearest;
        best = place;
      }
    }
    seeds.push_back(best);
  }
  std::vector<Members> out(seeds.size());
  for (const std::uint32_t area : members) {
    std::size_t nearest = 0;
    for (std::size_t s = 1; s < seeds.size(); ++s)
      if (distance(seeds[s], land.sites[area]) < distance(seeds[nearest], land.sites[area])) nearest = s;
    out[nearest].push_back(area);
  }
  std::erase_if(out, [](const Members& each) { return each.empty(); });
  return out;
}

constexpr std::uint32_t kRegions = 8;
constexpr std::uint32_t kDistricts = 6;  ///< per region
constexpr std::uint32_t kAreasPerWard = 18;

}  // namespace

Hierarchy make_hierarchy(const Land& land, Stream& stream) {
  Hierarchy out;
  out.ward_of.resize(land.sites.size());
  Members all(land.sites.size());
  std::iota(all.begin(), all.end(), 0U);
  std::uint32_t region = 0;
  for (const Members& in_region : part(land, all, kRegions, stream)) {
    for (const Members& in_district : part(land, in_region, kDistricts, stream)) {
      const auto district = static_cast<std::uint32_t>(out.region_of.size());
      out.region_of.push_back(region);
      const auto wards = static_cast<std::uint32_t>(in_district.size() / kAreasPerWard);
      for (const Members& in_ward : part(land, in_district, std::max<std::uint32_t>(1, wards), stream)) {
        for (const std::uint32_t area : in_ward) out.ward_of[area] = static_cast<std::uint32_t>(out.district_of.size());
        out.district_of.push_back(district);
      }
    }
    ++region;
  }
  return out;
}

}  // namespace fairdraw
