#include "planner/stages/segments.h"

#include "planner/sampling/spread/positions.h"
#include "planner/stages/blocks.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace fairdraw {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;
constexpr Box kEverywhere{{-kFar, -kFar}, {kFar, kFar}};

std::int64_t coordinate(const Place& place, bool longitude) {
  return longitude ? place.longitude : place.latitude;
}

std::uint64_t weight_of(const GroundPoints& points) {
  std::uint64_t sum = 0;
  for (const GroundPoint& point : points) sum += point.weight;
  return sum;
}

std::uint64_t difference(std::uint64_t a, std::uint64_t b) {
  return a > b ? a - b : b - a;
}

/// Whether ground reaches further east to west than north to south.
bool is_wide(const Box& box) {
  const double shrink = sine_cosine(box.low.latitude_degrees()).cosine;
  return static_cast<double>(box.high.longitude - box.low.longitude) * shrink >
         static_cast<double>(box.high.latitude - box.low.latitude);
}

Box box_of(const GroundPoints& points) {
  Box box{points.front().place, points.front().place};
  for (const GroundPoint& point : points) box = around(box, {point.place, point.place});
  return box;
}

/// Ground cut by straight lines.
struct StraightPart {
  Box box;  ///< its low sides belong to it, its high ones do not
  GroundPoints points;
};

struct Cut {
  bool by_longitude = true;
  std::int64_t at = 0;         ///< the first coordinate of the second side
  std::size_t first_side = 0;  ///< points there
};

/// Sorts along an axis and finds the gap nearest to the share of the first side; nothing where there is none that
/// leaves both sides a point for each piece.
std::optional<Cut> best_cut(GroundPoints& here, bool by_longitude, std::uint32_t first, std::uint32_t second) {
  std::sort(here.begin(), here.end(), [&](const GroundPoint& a, const GroundPoint& b) {
    return std::tuple(coordinate(a.place, by_longitude), coordinate(a.place, !by_longitude), a.weight) <
           std::tuple(coordinate(b.place, by_longitude), coordinate(b.place, !by_longitude), b.weight);
  });
  const std::uint64_t wanted = weight_of(here) * first;  // of (first + second) sizes
  std::optional<Cut> best;
  std::uint64_t least = 0;
  std::uint64_t has = 0;
  for (std::size_t k = 1; k + second <= here.size(); ++k) {
    has += here[k - 1].weight * (first + second);
    if (k < first) continue;
    const std::int64_t before = coordinate(here[k - 1].place, by_longitude);
    const std::int64_t after = coordinate(here[k].place, by_longitude);
    if (before == after) continue;
    const std::uint64_t off = difference(has, wanted);
    if (best && off >= least) continue;
    best = Cut{by_longitude, before + (after - before + 1) / 2, k};
    least = off;
  }
  return best;
}

void cut_straight(GroundPoints here, std::uint32_t pieces, const Box& box, std::vector<StraightPart>& into) {
  pieces = static_cast<std::uint32_t>(std::min<std::size_t>(pieces, here.size()));
  std::optional<Cut> cut;
  if (pieces > 1) {
    const bool wide = is_wide(box_of(here));
    cut = best_cut(here, wide, pieces / 2, pieces - pieces / 2);
    if (!cut) cut = best_cut(here, !wide, pieces / 2, pieces - pieces / 2);
    if (!cut && pieces > 2) return cut_straight(std::move(here), pieces - 1, box, into);
  }
  if (!cut) {
    into.push_back({box, std::move(here)});
    return;
  }
  Box first = box;
  Box second = box;
  (cut->by_longitude ? first.high.longitude : first.high.latitude) = cut->at;
  (cut->by_longitude ? second.low.longitude : second.low.latitude) = cut->at;
  const auto middle = here.begin() + static_cast<std::ptrdiff_t>(cut->first_side);
  cut_straight({here.begin(), middle}, pieces / 2, first, into);
  cut_straight({middle, here.end()}, pieces - pieces / 2, second, into);
}

/// A box as ground, no further than the area reaches.
Shape rectangle(const Box& box, const Box& area) {
  const std::int64_t west = std::max(box.low.longitude, area.low.longitude);
  const std::int64_t south = std::max(box.low.latitude, area.low.latitude);
  const std::int64_t east = std::min(box.high.longitude, area.high.longitude);
  const std::int64_t north = std::min(box.high.latitude, area.high.latitude);
  return {{{{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}}}, std::nullopt};
}

/// Blocks of an area with the points in each, dealt to pieces.
class BlockDealer {
 public:
  BlockDealer(Blocks& blocks, const GroundPoints& points, std::uint32_t pieces) : blocks_(blocks) {
    sort_out(points);
    split_large(weight_of(points), pieces);
    for (std::uint32_t block = 0; block < points_.size(); ++block) {
      Unit unit;
      unit.block = block;
      unit.weight = weight_of(points_[block]);
      if (unit.weight == 0) continue;
      const Box box = box_of(points_[block]);
      unit.middle = {box.low.longitude + (box.high.longitude - box.low.longitude) / 2,
                     box.low.latitude + (box.high.latitude - box.low.latitude) / 2};
      units_.push_back(unit);
    }
    near_.resize(points_.size());
    for (const auto& [a, b] : blocks_.neighbours()) {
      near_[a].push_back(b);
      near_[b].push_back(a);
    }
  }

  std::vector<GroundPart> deal(std::uint32_t pieces) {
    deal(units_, pieces);
    return std::move(parts_);
  }

 private:
  struct Unit {
    std::uint32_t block = 0;
    std::uint64_t weight = 0;
    Place middle;
  };
  using Units = std::vector<Unit>;

  struct Deal {
    std::uint64_t cost = 0;
    std::size_t first_side = 0;
    bool by_longitude = true;
    bool operator<(const Deal& other) const {
      return std::pair(cost, first_side) < std::pair(other.cost, other.first_side);
    }
  };

  void sort_out(const GroundPoints& points) {
    points_.resize(blocks_.count());
    for (const GroundPoint& point : points) points_[blocks_.block_at(point.place)].push_back(point);
  }

  void split_large(std::uint64_t all, std::uint32_t pieces) {
    for (std::uint32_t block = 0, before = blocks_.count(); block < before; ++block) {
      const std::uint64_t has = weight_of(points_[block]) * pieces;  // of `all` a piece
      if (2 * has <= 3 * all) continue;
      std::vector<StraightPart> parts;
      cut_straight(std::move(points_[block]), static_cast<std::uint32_t>((2 * has + all) / (2 * all)), kEverywhere,
                   parts);
      points_[block].clear();
      std::vector<Box> boxes;
      for (StraightPart& part : parts) {
        boxes.push_back(part.box);
        points_.push_back(std::move(part.points));
      }
      blocks_.split(block, boxes);
    }
  }

  void deal(Units here, std::uint32_t pieces) {
    pieces = static_cast<std::uint32_t>(std::min<std::size_t>(pieces, here.size()));
    if (pieces <= 1) return end(here);
    const std::uint32_t first = pieces / 2;
    std::uint64_t all = 0;
    Box box{here.front().middle, here.front().middle};
    for (const Unit& unit : here) {
      all += unit.weight;
      box = around(box, {unit.middle, unit.middle});
    }
    const bool wide = is_wide(box);
    std::optional<Deal> best;
    for (const bool by_longitude : {wide, !wide}) {
      order(here, by_longitude);
      std::vector<Deal> deals;
      std::uint64_t has = 0;
      for (std::size_t k = 1; k + (pieces - first) <= here.size(); ++k) {
        has += here[k - 1].weight;
        if (k < first) continue;
        // In quarters of a piece, which weighs all / pieces; what a side falls into can only add to it.
        deals.push_back(
            {4 * difference(has * pieces, all * first) + (by_longitude == wide ? 0 : all), k, by_longitude});
      }
      std::sort(deals.begin(), deals.end());
      for (Deal& each : deals) {
        if (best && !(each < *best)) break;
        each.cost +=
            2 * all * (falls_into(here, 0, each.first_side) - 1 + falls_into(here, each.first_side, here.size()) - 1);
        if (!best || each < *best) best = each;
      }
    }
    order(here, best->by_longitude);
    const auto middle = here.begin() + static_cast<std::ptrdiff_t>(best->first_side);
    deal({here.begin(), middle}, first);
    deal({middle, here.end()}, pieces - first);
  }

  static void order(Units& here, bool by_longitude) {
    std::sort(here.begin(), here.end(), [&](const Unit& a, const Unit& b) {
      return std::tuple(coordinate(a.middle, by_longitude), coordinate(a.middle, !by_longitude), a.block) <
             std::tuple(coordinate(b.middle, by_longitude), coordinate(b.middle, !by_longitude), b.block);
    });
  }

  /// Into how many pieces of ground that hang together some units fall.
  std::uint64_t falls_into(const Units& here, std::size_t from, std::size_t to) {
    open_.assign(points_.size(), false);
    for (std::size_t i = from; i < to; ++i) open_[here[i].block] = true;
    std::uint64_t pieces = 0;
    std::vector<std::uint32_t> waiting;
    for (std::size_t i = from; i < to; ++i) {
      if (!open_[here[i].block]) continue;
      ++pieces;
      open_[here[i].block] = false;
      waiting.push_back(here[i].block);
      while (!waiting.empty()) {
        const std::uint32_t block = waiting.back();
        waiting.pop_back();
        for (const std::uint32_t next : near_[block]) {
          if (!open_[next]) continue;
          open_[next] = false;
          waiting.push_back(next);
        }
      }
    }
    return pieces;
  }

  void end(const Units& here) {
    GroundPart part;
    std::vector<bool> wanted(points_.size(), false);
    for (const Unit& unit : here) {
      wanted[unit.block] = true;
      part.weight += unit.weight;
      part.points.insert(part.points.end(), points_[unit.block].begin(), points_[unit.block].end());
    }
    part.ground = blocks_.ground(wanted);
    parts_.push_back(std::move(part));
  }

  Blocks& blocks_;
  std::vector<GroundPoints> points_;  ///< per block
  Units units_;                       ///< blocks with people
  std::vector<std::vector<std::uint32_t>> near_;
  std::vector<bool> open_;
  std::vector<GroundPart> parts_;
};

}  // namespace

std::vector<GroundPart> part_ground(const Shape& area, GroundPoints points, const std::vector<GroundLine>& lines,
                                    std::uint32_t pieces) {
  std::vector<GroundPart> out;
  std::optional<Blocks> blocks;
  if (!lines.empty()) blocks.emplace(area, points, lines);
  if (blocks && blocks->count() > 1) {
    out = BlockDealer(*blocks, points, pieces).deal(pieces);
  } else {
    std::vector<StraightPart> parts;
    cut_straight(std::move(points), pieces, kEverywhere, parts);
    for (StraightPart& part : parts) {
      const std::uint64_t weight = weight_of(part.points);
      out.push_back({rectangle(part.box, bounds(area)), std::move(part.points), weight});
    }
  }
  for (GroundPart& part : out) std::sort(part.points.begin(), part.points.end(), by_place);
  return out;
}

std::vector<Segment> draw_segment(std::size_t psu_index, const Psu& psu, const std::vector<GroundPart>& parts,
                                  double households, const SeedKey& key) {
  std::uint64_t all = 0;
  for (const GroundPart& part : parts) all += part.weight;
  Stream stream = make_stream(key, {kSegment, "segments", psu.id});
  std::uint64_t at = stream.below(all);
  std::vector<Segment> out;
  bool taken = false;
  for (const GroundPart& part : parts) {
    Segment segment;
    segment.psu = psu_index;
    segment.segments = static_cast<std::uint32_t>(parts.size());
    segment.number = static_cast<std::uint32_t>(out.size() + 1);
    segment.probability = static_cast<double>(part.weight) / static_cast<double>(all);
    segment.households = households * segment.probability;
    segment.ground = part.ground;
    segment.worked = !taken && at < part.weight;
    taken = taken || segment.worked;
    if (!taken) at -= part.weight;
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
