#include "planner/stages/segments.h"

#include "planner/sampling/spread/positions.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

namespace fairdraw {
namespace {

using Buildings = std::vector<Place>;

constexpr std::int64_t kEverywhere = std::numeric_limits<std::int64_t>::max() / 4;

struct Cut {
  bool by_longitude = true;
  std::int64_t at = 0;         ///< the first coordinate of the second side
  std::size_t first_side = 0;  ///< buildings there
};

std::int64_t coordinate(const Place& place, bool longitude) {
  return longitude ? place.longitude : place.latitude;
}

/// Sorts along an axis and finds the gap nearest to the share of the first side; nothing where there is none that
/// leaves both sides a building for each piece.
std::optional<Cut> best_cut(Buildings& here, bool by_longitude, std::uint32_t first, std::uint32_t second) {
  std::sort(here.begin(), here.end(), [&](const Place& a, const Place& b) {
    return std::pair(coordinate(a, by_longitude), coordinate(a, !by_longitude)) <
           std::pair(coordinate(b, by_longitude), coordinate(b, !by_longitude));
  });
  const std::uint64_t wanted = here.size() * first;  // of (first + second) sizes
  std::optional<Cut> best;
  std::uint64_t least = 0;
  for (std::size_t k = first; k + second <= here.size(); ++k) {
    const std::int64_t before = coordinate(here[k - 1], by_longitude);
    const std::int64_t after = coordinate(here[k], by_longitude);
    if (before == after) continue;
    const std::uint64_t has = k * (first + second);
    const std::uint64_t off = has > wanted ? has - wanted : wanted - has;
    if (best && off >= least) continue;
    best = Cut{by_longitude, before + (after - before + 1) / 2, k};
    least = off;
  }
  return best;
}

/// Whether ground reaches further east to west than north to south.
bool is_wide(const Buildings& here) {
  Box box{here.front(), here.front()};
  for (const Place& place : here) box = around(box, {place, place});
  const double shrink = sine_cosine(box.low.latitude_degrees()).cosine;
  return static_cast<double>(box.high.longitude - box.low.longitude) * shrink >
         static_cast<double>(box.high.latitude - box.low.latitude);
}

void part(Buildings here, std::uint32_t pieces, const Box& box, std::vector<GroundPart>& into) {
  if (pieces > here.size()) pieces = static_cast<std::uint32_t>(here.size());
  std::optional<Cut> cut;
  if (pieces > 1) {
    const bool wide = is_wide(here);
    cut = best_cut(here, wide, pieces / 2, pieces - pieces / 2);
    if (!cut) cut = best_cut(here, !wide, pieces / 2, pieces - pieces / 2);
    if (!cut && pieces > 2) return part(std::move(here), pieces - 1, box, into);
  }
  if (!cut) {
    into.push_back({box, here.size()});
    return;
  }
  Box first = box;
  Box second = box;
  (cut->by_longitude ? first.high.longitude : first.high.latitude) = cut->at;
  (cut->by_longitude ? second.low.longitude : second.low.latitude) = cut->at;
  const auto middle = here.begin() + static_cast<std::ptrdiff_t>(cut->first_side);
  part({here.begin(), middle}, pieces / 2, first, into);
  part({middle, here.end()}, pieces - pieces / 2, second, into);
}

}  // namespace

std::vector<GroundPart> compact_parts(std::vector<Place> buildings, std::uint32_t pieces) {
  std::vector<GroundPart> out;
  part(std::move(buildings), pieces, {{-kEverywhere, -kEverywhere}, {kEverywhere, kEverywhere}}, out);
  return out;
}

std::vector<Segment> draw_segment(std::size_t psu_index, const Psu& psu, const std::vector<GroundPart>& parts,
                                  double households, const SeedKey& key) {
  std::uint64_t all = 0;
  for (const GroundPart& part : parts) all += part.buildings;
  Stream stream = make_stream(key, {kSegment, "segments", psu.id});
  std::uint64_t at = stream.below(all);
  std::vector<Segment> out;
  bool taken = false;
  for (const GroundPart& part : parts) {
    Segment segment;
    segment.psu = psu_index;
    segment.segments = static_cast<std::uint32_t>(parts.size());
    segment.number = static_cast<std::uint32_t>(out.size() + 1);
    segment.probability = static_cast<double>(part.buildings) / static_cast<double>(all);
    segment.households = households * segment.probability;
    segment.box = part.box;
    segment.worked = !taken && at < part.buildings;
    taken = taken || segment.worked;
    if (!taken) at -= part.buildings;
    out.push_back(segment);
  }
  return out;
}

std::vector<Segment> sketch_segments(std::size_t psu_index, const Psu& psu, std::uint32_t planned, double households,
                                     const SeedKey& key) {
  std::vector<Segment> out;
  for (std::uint32_t segments = 2; segments <= std::max(12U, 2 * planned); ++segments) {
    Stream stream = make_stream(key, {kSegment, "segments of " + std::to_string(segments), psu.id});
    Segment segment;
    segment.psu = psu_index;
    segment.segments = segments;
    segment.number = static_cast<std::uint32_t>(stream.below(segments)) + 1;
    segment.probability = 1.0 / segments;
    segment.households = households / segments;
    segment.worked = segments == planned;
    out.push_back(segment);
  }
  return out;
}

}  // namespace fairdraw
