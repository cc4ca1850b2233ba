#include "planner/frame/borders.h"

#include "planner/sampling/spread/positions.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>

namespace fairdraw {
namespace {

namespace bg = boost::geometry;
using Corner = bg::model::d2::point_xy<std::int64_t>;
using Rectangle = bg::model::box<Corner>;
using Entry = std::pair<Rectangle, std::uint32_t>;
using Tree = bg::index::rtree<Entry, bg::index::rstar<16>>;

constexpr double kMetresPerDegree = 6371008.8 * 3.14159265358979323846 / 180;

/// Places as metres east and north of a place nearby.
class LocalPlane {
 public:
  explicit LocalPlane(Place origin)
      : origin_(origin),
        north_(kMetresPerDegree / Place::kPerDegree),
        east_(north_ * sine_cosine(origin.latitude_degrees()).cosine) {}

  double east(Place place) const { return static_cast<double>(place.longitude - origin_.longitude) * east_; }
  double north(Place place) const { return static_cast<double>(place.latitude - origin_.latitude) * north_; }

 private:
  Place origin_;
  double north_, east_;  ///< metres of a hundred-millionth of a degree
};

/// A piece of border from west to east, so that it is the same whichever way its ring goes round.
struct Edge {
  double x0, y0, x1, y1;
  double west() const { return x0; }
  double east() const { return x1; }
  double south() const { return std::min(y0, y1); }
  double north() const { return std::max(y0, y1); }
};

/// The tolerance in whole units of a place, widened east to west as degrees of longitude shrink.
std::pair<std::int64_t, std::int64_t> reach_at(double latitude_degrees) {
  const double units = kBorderTolerance / kMetresPerDegree * Place::kPerDegree;
  const double shrink = std::max(0.01, sine_cosine(latitude_degrees).cosine);
  return {static_cast<std::int64_t>(units / shrink) + 1, static_cast<std::int64_t>(units) + 1};
}

Box widened(Box box) {
  const auto [east, north] =
      reach_at(std::max(std::abs(box.low.latitude_degrees()), std::abs(box.high.latitude_degrees())));
  return {{box.low.longitude - east, box.low.latitude - north}, {box.high.longitude + east, box.high.latitude + north}};
}

Rectangle rectangle(const Box& box) {
  return {{box.low.longitude, box.low.latitude}, {box.high.longitude, box.high.latitude}};
}

/// The edges of a shape that come into a box, from west to east.
std::vector<Edge> edges_in(const Shape& shape, const Box& box, const LocalPlane& plane) {
  std::vector<Edge> out;
  for (const Polygon& polygon : shape.polygons)
    for (const Ring& ring : polygon.rings)
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const Place from = ring[i - 1];
        const Place to = ring[i];
        if (from == to || std::max(from.longitude, to.longitude) < box.low.longitude ||
            std::min(from.longitude, to.longitude) > box.high.longitude ||
            std::max(from.latitude, to.latitude) < box.low.latitude ||
            std::min(from.latitude, to.latitude) > box.high.latitude)
          continue;
        const std::pair ends(std::pair(plane.east(from), plane.north(from)),
                             std::pair(plane.east(to), plane.north(to)));
        const auto& [first, last] = std::minmax(ends.first, ends.second);
        out.push_back({first.first, first.second, last.first, last.second});
      }
  std::sort(out.begin(), out.end(), [](const Edge& a, const Edge& b) {
    return std::tie(a.x0, a.y0, a.x1, a.y1) < std::tie(b.x0, b.y0, b.x1, b.y1);
  });
  return out;
}

/// Keeps of the parameters [low, high] those at which from + t (to - from) lies in [least, most].
void keep_between(double from, double to, double least, double most, double& low, double& high) {
  if (from == to) {
    if (from < least || from > most) high = low - 1;
    return;
  }
  const double a = (least - from) / (to - from);
  const double b = (most - from) / (to - from);
  low = std::max(low, std::min(a, b));
  high = std::min(high, std::max(a, b));
}

/// How much of edge `a` lies beside edge `b`: b's points are s along a and d away from its line.
double shared_length(const Edge& a, const Edge& b) {
  const double dx = a.x1 - a.x0;
  const double dy = a.y1 - a.y0;
  const double length = std::sqrt(dx * dx + dy * dy);
  const auto along = [&](double x, double y) { return ((x - a.x0) * dx + (y - a.y0) * dy) / length; };
  const auto away = [&](double x, double y) { return ((x - a.x0) * dy - (y - a.y0) * dx) / length; };
  const double s0 = along(b.x0, b.y0);
  const double s1 = along(b.x1, b.y1);
  double low = 0;
  double high = 1;
  keep_between(away(b.x0, b.y0), away(b.x1, b.y1), -kBorderTolerance, kBorderTolerance, low, high);
  keep_between(s0, s1, 0, length, low, high);
  return high > low ? (high - low) * std::abs(s1 - s0) : 0;
}

double shared_length(const Shape& a, const Shape& b, const Box& box_a, const Box& box_b) {
  const LocalPlane plane(around(box_a, box_b).low);
  const std::vector<Edge> mine = edges_in(a, widened(box_b), plane);
  const std::vector<Edge> theirs = edges_in(b, widened(box_a), plane);
  double sum = 0;
  std::vector<const Edge*> open;  // theirs that begin west of the edge in hand and may reach it
  std::size_t next = 0;
  for (const Edge& edge : mine) {
    for (; next < theirs.size() && theirs[next].west() <= edge.east() + kBorderTolerance; ++next)
      open.push_back(&theirs[next]);
    std::erase_if(open, [&](const Edge* other) { return other->east() < edge.west() - kBorderTolerance; });
    for (const Edge* other : open)
      if (other->west() <= edge.east() + kBorderTolerance && other->south() <= edge.north() + kBorderTolerance &&
          other->north() >= edge.south() - kBorderTolerance)
        sum += shared_length(edge, *other);
  }
  return sum;
}

}  // namespace

std::vector<SharedBorder> shared_borders(const std::vector<Shape>& shapes, const std::vector<std::uint32_t>& groups) {
  std::map<std::uint32_t, std::vector<Entry>> by_group;
  std::vector<Box> boxes(shapes.size());
  for (std::uint32_t i = 0; i < shapes.size(); ++i) {
    if (shapes[i].polygons.empty()) continue;
    boxes[i] = bounds(shapes[i]);
    by_group[groups[i]].emplace_back(rectangle(boxes[i]), i);
  }
  std::vector<SharedBorder> out;
  for (const auto& [group, entries] : by_group) {
    const Tree tree(entries);
    for (const Entry& entry : entries) {
      const std::uint32_t a = entry.second;
      std::vector<Entry> near;
      tree.query(bg::index::intersects(rectangle(widened(boxes[a]))), std::back_inserter(near));
      for (const Entry& other : near) {
        const std::uint32_t b = other.second;
        if (b <= a) continue;
        const double metres = shared_length(shapes[a], shapes[b], boxes[a], boxes[b]);
        if (metres > 0) out.push_back({a, b, std::floor(metres * 100 + 0.5) / 100});
      }
    }
  }
  std::sort(out.begin(), out.end(),
            [](const SharedBorder& x, const SharedBorder& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return out;
}

}  // namespace fairdraw
