#include "planner/synth/lines.h"

#include "planner/synth/chance.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <set>
#include <utility>

namespace fairdraw {
namespace {

double length(Place a, Place b) {
  const auto dx = static_cast<double>(a.longitude - b.longitude);
  const auto dy = static_cast<double>(a.latitude - b.latitude);
  return std::sqrt(dx * dx + dy * dy);
}

/// For each corner the border that leads on to the sea, -1 where it is at the sea or can't reach it.
std::vector<std::int64_t> ways_to_sea(const Land& land, std::vector<double>& distance, Stream& stream) {
  std::vector<std::vector<std::uint32_t>> borders_at(land.corners.size());
  std::vector<double> cost(land.borders.size());
  for (std::uint32_t i = 0; i < land.borders.size(); ++i) {
    borders_at[land.borders[i].from].push_back(i);
    borders_at[land.borders[i].to].push_back(i);
    cost[i] = length(land.borders[i].line.front(), land.borders[i].line.back()) * (0.4 + chance(stream));
  }
  std::vector<std::int64_t> way(land.corners.size(), -1);
  distance.assign(land.corners.size(), 1e300);
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  for (const Border& border : land.borders) {
    if (border.left >= 0 && border.right >= 0) continue;
    for (const std::uint32_t corner : {border.from, border.to}) {
      distance[corner] = 0;
      open.push({0, corner});
    }
  }
  while (!open.empty()) {
    const auto [so_far, corner] = open.top();
    open.pop();
    if (so_far > distance[corner]) continue;
    for (const std::uint32_t i : borders_at[corner]) {
      const std::uint32_t other = land.borders[i].from == corner ? land.borders[i].to : land.borders[i].from;
      if (so_far + cost[i] >= distance[other]) continue;
      distance[other] = so_far + cost[i];
      way[other] = i;
      open.push({distance[other], other});
    }
  }
  return way;
}

/// A line from one place to another that wanders a little: the middle steps aside, then the middles of the halves.
void wander(Place a, Place b, int depth, std::vector<Place>& line, Stream& stream) {
  if (depth == 0) {
    line.push_back(b);
    return;
  }
  const double off = 0.16 * (chance(stream) - 0.5);
  const auto dx = static_cast<double>(b.longitude - a.longitude);
  const auto dy = static_cast<double>(b.latitude - a.latitude);
  const Place middle{a.longitude + static_cast<std::int64_t>(std::floor(dx / 2 - off * dy)),
                     a.latitude + static_cast<std::int64_t>(std::floor(dy / 2 + off * dx))};
  wander(a, middle, depth - 1, line, stream);
  wander(middle, b, depth - 1, line, stream);
}

}  // namespace

std::vector<MadeUpLine> make_rivers(const Land& land, Stream& stream) {
  std::vector<double> distance;
  const std::vector<std::int64_t> way = ways_to_sea(land, distance, stream);
  double inland = 0;
  for (const double each : distance)
    if (each < 1e299) inland = std::max(inland, each);
  std::vector<MadeUpLine> rivers;
  std::vector<bool> wet(land.corners.size(), false);
  for (int attempt = 0; attempt < 4000 && rivers.size() < 24; ++attempt) {
    auto corner = static_cast<std::uint32_t>(stream.below(land.corners.size()));
    if (distance[corner] < 0.3 * inland || distance[corner] > 1e299 || wet[corner]) continue;
    MadeUpLine river{"", "river", {land.corners[corner]}};
    while (way[corner] >= 0) {
      wet[corner] = true;
      const Border& border = land.borders[static_cast<std::size_t>(way[corner])];
      const bool forward = border.from == corner;
      const std::vector<Place>& line = border.line;
      if (forward)
        river.places.insert(river.places.end(), line.begin() + 1, line.end());
      else
        river.places.insert(river.places.end(), line.rbegin() + 1, line.rend());
      corner = forward ? border.to : border.from;
      if (wet[corner]) break;
    }
    rivers.push_back(std::move(river));
  }
  return rivers;
}

std::vector<MadeUpLine> make_roads(const Land& land, Stream& stream) {
  const std::size_t count = land.towns.size();
  std::vector<MadeUpLine> roads;
  std::set<std::pair<std::size_t, std::size_t>> joined;
  const auto join = [&](std::size_t a, std::size_t b, const char* kind) {
    if (a == b || !joined.insert(std::minmax(a, b)).second) return;
    MadeUpLine road{"", kind, {land.towns[a].centre}};
    wander(land.towns[a].centre, land.towns[b].centre, 5, road.places, stream);
    roads.push_back(std::move(road));
  };
  std::vector<double> nearest(count, 1e300);
  std::vector<std::size_t> from(count, 0);
  std::vector<bool> in(count, false);
  for (std::size_t step = 0, at = 0; step < count; ++step) {
    in[at] = true;
    if (step > 0) join(from[at], at, std::min(from[at], at) < 6 ? "trunk" : "primary");
    for (std::size_t i = 0; i < count; ++i) {
      const double far = length(land.towns[at].centre, land.towns[i].centre);
      if (!in[i] && far < nearest[i]) {
        nearest[i] = far;
        from[i] = at;
      }
    }
    std::size_t next = 0;
    double best = 1e301;
    for (std::size_t i = 0; i < count; ++i)
      if (!in[i] && nearest[i] < best) {
        best = nearest[i];
        next = i;
      }
    at = next;
  }
  for (std::size_t a = 0; a < count; ++a) {
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i) order[i] = i;
    const std::size_t most = std::min<std::size_t>(4, count);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(),
                      [&](std::size_t x, std::size_t y) {
                        return length(land.towns[a].centre, land.towns[x].centre) <
                               length(land.towns[a].centre, land.towns[y].centre);
                      });
    for (std::size_t i = 1; i < most; ++i)
      if (!joined.contains(std::minmax(a, order[i]))) {
        join(a, order[i], "track");
        break;
      }
  }
  return roads;
}

}  // namespace fairdraw
