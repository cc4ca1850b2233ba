#include "planner/synth/land.h"

#include "planner/base/error.h"
#include "planner/synth/chance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

#include <boost/polygon/voronoi.hpp>

namespace fairdraw {
namespace {

using Diagram = boost::polygon::voronoi_diagram<double>;
using Point = boost::polygon::point_data<std::int32_t>;

// The country lies around this place; the box is 2 * kReach wide.
constexpr std::int64_t kCentreLongitude = 3'850'000'000;
constexpr std::int64_t kCentreLatitude = -420'000'000;
constexpr std::int64_t kReach = 400'000'000;
constexpr double kUrbanShare = 0.38;
constexpr double kTownSpacing = 260'000;  ///< between the points of a town, in units of 1e-8 degrees: about 290 m

/// Smooth noise from 0 to 1 on a grid of random heights.
class Noise {
 public:
  Noise(int cells, Stream& stream) : cells_(cells) {
    const auto side = static_cast<std::size_t>(cells) + 2;
    heights_.resize(side * side);
    for (double& height : heights_) height = chance(stream);
  }

  /// @param x, y  from -1 to 1
  double at(double x, double y) const {
    const double u = std::clamp((x + 1) / 2, 0.0, 1.0) * cells_;
    const double v = std::clamp((y + 1) / 2, 0.0, 1.0) * cells_;
    const int i = static_cast<int>(u);
    const int j = static_cast<int>(v);
    const auto ease = [](double t) { return t * t * (3 - 2 * t); };
    const double a = ease(u - i);
    const double b = ease(v - j);
    return (height(i, j) * (1 - a) + height(i + 1, j) * a) * (1 - b) +
           (height(i, j + 1) * (1 - a) + height(i + 1, j + 1) * a) * b;
  }

 private:
  double height(int i, int j) const {
    const auto side = static_cast<std::size_t>(cells_) + 2;
    return heights_[static_cast<std::size_t>(j) * side + static_cast<std::size_t>(i)];
  }
  int cells_;
  std::vector<double> heights_;
};

struct Coast {
  Noise wide;
  Noise narrow;
  explicit Coast(Stream& stream) : wide(3, stream), narrow(9, stream) {}

  bool land(double x, double y) const {
    return 1.05 - 1.35 * (x * x + y * y) + 0.9 * (wide.at(x, y) - 0.5) + 0.45 * (narrow.at(x, y) - 0.5) > 0.25;
  }
  bool land(const Point& p) const {
    return land(p.x() / static_cast<double>(kReach), p.y() / static_cast<double>(kReach));
  }
};

Point point_at(double x, double y) {
  return {static_cast<std::int32_t>(std::floor(x * static_cast<double>(kReach))),
          static_cast<std::int32_t>(std::floor(y * static_cast<double>(kReach)))};
}

/// The points whose cells become land or sea.
struct Sites {
  std::vector<Point> points;
  std::vector<std::int32_t> town;  ///< -1: countryside, -2: sea
};

constexpr std::int32_t kCountryside = -1;
constexpr std::int32_t kSea = -2;

/// Points of a jittered grid with the given spacing (as a share of kReach).
Sites scatter(double spacing, const Coast& coast, Stream& stream) {
  Sites sites;
  const int steps = static_cast<int>(std::ceil(1 / spacing));
  for (int j = -steps; j <= steps; ++j) {
    for (int i = -steps; i <= steps; ++i) {
      const double x = (i + 0.85 * (chance(stream) - 0.5)) * spacing;
      const double y = (j + 0.85 * (chance(stream) - 0.5)) * spacing;
      const Point point = point_at(x, y);
      sites.points.push_back(point);
      sites.town.push_back(coast.land(point) && std::fabs(x) < 0.97 && std::fabs(y) < 0.97 ? kCountryside : kSea);
    }
  }
  return sites;
}

std::vector<TownSite> place_towns(std::uint32_t areas, std::uint32_t urban_areas, const Coast& coast, Stream& stream) {
  const std::uint32_t count = std::clamp<std::uint32_t>(areas / 250, 4, 500);
  const double apart = 0.9 / std::sqrt(static_cast<double>(count));
  std::vector<TownSite> towns;
  std::vector<Point> centres;
  for (int attempt = 0; towns.size() < count && attempt < 1'000'000; ++attempt) {
    const double x = 1.9 * (chance(stream) - 0.5);
    const double y = 1.9 * (chance(stream) - 0.5);
    const double near = apart * (attempt < 200'000 ? 0.6 : 0.2) * static_cast<double>(kReach);
    const Point centre = point_at(x, y);
    const bool inland = coast.land(centre) && coast.land(x + 0.04, y) && coast.land(x - 0.04, y) &&
                        coast.land(x, y + 0.04) && coast.land(x, y - 0.04);
    const bool alone = std::none_of(centres.begin(), centres.end(), [&](const Point& other) {
      const double dx = static_cast<double>(other.x()) - centre.x();
      const double dy = static_cast<double>(other.y()) - centre.y();
      return dx * dx + dy * dy < near * near;
    });
    if (!inland || !alone) continue;
    centres.push_back(centre);
    towns.push_back({{centre.x(), centre.y()}, 0});
  }
  // The size of a town falls with its rank (Zipf); what rounding leaves goes to the largest.
  double sum = 0;
  for (std::size_t rank = 0; rank < towns.size(); ++rank) sum += 1.0 / static_cast<double>(rank + 1);
  std::uint32_t given = 0;
  for (std::size_t rank = 0; rank < towns.size(); ++rank) {
    towns[rank].areas = static_cast<std::uint32_t>(urban_areas / sum / static_cast<double>(rank + 1));
    given += towns[rank].areas;
  }
  towns.front().areas += urban_areas - given;
  return towns;
}

/// A point of the unit disk that lies nearer to its middle than to its edge more often than not.
std::pair<double, double> in_town(Stream& stream) {
  while (true) {
    const double x = 2 * chance(stream) - 1;
    const double y = 2 * chance(stream) - 1;
    if (x * x + y * y > 1) continue;
    const double inward = 0.25 + 0.75 * chance(stream);
    return {x * inward, y * inward};
  }
}

void add_towns(Sites& sites, const std::vector<TownSite>& towns, Stream& stream) {
  for (std::size_t t = 0; t < towns.size(); ++t) {
    const double radius = kTownSpacing * std::sqrt(static_cast<double>(towns[t].areas)) * 0.9;
    for (std::uint32_t i = 0; i < towns[t].areas; ++i) {
      const auto [x, y] = in_town(stream);
      sites.points.emplace_back(static_cast<std::int32_t>(static_cast<double>(towns[t].centre.longitude) + x * radius),
                                static_cast<std::int32_t>(static_cast<double>(towns[t].centre.latitude) + y * radius));
      sites.town.push_back(static_cast<std::int32_t>(t));
    }
  }
}

/// Where points share a place, all but the first step aside, so that every one has a cell.
void part_twins(std::vector<Point>& points) {
  const auto before = [](const Point& a, const Point& b) { return a.x() != b.x() ? a.x() < b.x() : a.y() < b.y(); };
  std::vector<std::uint32_t> order(points.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  for (bool parted = false; !parted;) {
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return before(points[a], points[b]) || (points[a] == points[b] && a < b); });
    parted = true;
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (!(points[order[i]] == points[order[i - 1]])) continue;
      points[order[i]].x(points[order[i]].x() + static_cast<std::int32_t>(7 + order[i] % 101));
      parted = false;
    }
  }
}

void build(const std::vector<Point>& points, Diagram& diagram) {
  diagram.clear();
  boost::polygon::construct_voronoi(points.begin(), points.end(), &diagram);
}

/// Moves every point with a bounded cell to the middle of it, so that cells become rounder (Lloyd 1982).
void relax(Sites& sites, const Diagram& diagram) {
  for (const auto& cell : diagram.cells()) {
    double area = 0;
    double sum_x = 0;
    double sum_y = 0;
    bool bounded = cell.incident_edge() != nullptr;
    const auto* edge = cell.incident_edge();
    const Point site = sites.points[cell.source_index()];
    while (bounded) {
      if (edge->vertex0() == nullptr || edge->vertex1() == nullptr)
        bounded = false;
      else {
        const double ax = edge->vertex0()->x() - site.x();
        const double ay = edge->vertex0()->y() - site.y();
        const double bx = edge->vertex1()->x() - site.x();
        const double by = edge->vertex1()->y() - site.y();
        const double cross = ax * by - bx * ay;
        area += cross;
        sum_x += (ax + bx) * cross;
        sum_y += (ay + by) * cross;
      }
      edge = edge->next();
      if (edge == cell.incident_edge()) break;
    }
    const double reach = 2.0 * static_cast<double>(kReach) / std::sqrt(static_cast<double>(sites.points.size()));
    if (!bounded || !(area > 0)) continue;
    const double dx = std::clamp(sum_x / (3 * area), -reach, reach);
    const double dy = std::clamp(sum_y / (3 * area), -reach, reach);
    sites.points[cell.source_index()] = {static_cast<std::int32_t>(site.x() + dx),
                                         static_cast<std::int32_t>(site.y() + dy)};
  }
}

/// Puts places between the two ends of a long border, off the straight by less than a tenth, so that it looks grown.
void crook(std::vector<Place>& line, Stream& stream) {
  const Place a = line.front();
  const Place b = line.back();
  const auto dx = static_cast<double>(b.longitude - a.longitude);
  const auto dy = static_cast<double>(b.latitude - a.latitude);
  const double length = std::sqrt(dx * dx + dy * dy);
  const int parts = std::min(8, static_cast<int>(length / 600'000));  // about 650 m each
  if (parts < 2) return;
  line.pop_back();
  double off = 0;
  for (int i = 1; i < parts; ++i) {
    const double along = static_cast<double>(i) / parts;
    const double most = 0.16 * std::min(along, 1 - along);
    off = std::clamp(off + 0.05 * (chance(stream) - 0.5), -most, most);
    line.push_back({a.longitude + static_cast<std::int64_t>(std::floor(along * dx - off * dy)),
                    a.latitude + static_cast<std::int64_t>(std::floor(along * dy + off * dx))});
  }
  line.push_back(b);
}

Place on_earth(double x, double y) {
  return {kCentreLongitude + static_cast<std::int64_t>(std::floor(x)),
          kCentreLatitude + static_cast<std::int64_t>(std::floor(y))};
}

void add_borders(Land& land, const Diagram& diagram, const std::vector<std::int32_t>& area_of, Stream& stream) {
  std::vector<std::int32_t> corner_of(diagram.num_vertices(), -1);
  const auto corner = [&](const Diagram::vertex_type* vertex) {
    std::int32_t& number = corner_of[static_cast<std::size_t>(vertex - diagram.vertices().data())];
    if (number < 0) {
      number = static_cast<std::int32_t>(land.corners.size());
      land.corners.push_back(on_earth(vertex->x(), vertex->y()));
    }
    return static_cast<std::uint32_t>(number);
  };
  for (const auto& edge : diagram.edges()) {
    if (&edge > edge.twin() || !edge.is_finite()) continue;
    const std::int32_t left = area_of[edge.cell()->source_index()];  // cells run counter-clockwise
    const std::int32_t right = area_of[edge.twin()->cell()->source_index()];
    if (left < 0 && right < 0) continue;
    Border border{corner(edge.vertex0()), corner(edge.vertex1()), left, right, {}};
    border.line = {land.corners[border.from], land.corners[border.to]};
    crook(border.line, stream);
    land.borders.push_back(std::move(border));
  }
}

}  // namespace

Land make_land(std::uint32_t areas, Stream& stream) {
  const Coast coast(stream);
  int inside = 0;
  for (int j = 0; j < 200; ++j)
    for (int i = 0; i < 200; ++i) inside += coast.land((i - 99.5) / 100, (j - 99.5) / 100) ? 1 : 0;
  const double ground = inside / 40000.0 * 4;  // the box is 2 by 2
  const double rural = areas * (1 - kUrbanShare);
  Sites sites;
  std::uint32_t countryside = areas + 1;
  for (double spacing = std::sqrt(ground / rural); countryside > areas * 8 / 10; spacing *= 1.1) {
    sites = scatter(spacing, coast, stream);
    countryside = static_cast<std::uint32_t>(std::count(sites.town.begin(), sites.town.end(), kCountryside));
  }
  Land land;
  land.towns = place_towns(areas, areas - countryside, coast, stream);
  add_towns(sites, land.towns, stream);
  Diagram diagram;
  for (int round = 0; round < 2; ++round) {
    part_twins(sites.points);
    build(sites.points, diagram);
    relax(sites, diagram);
  }
  part_twins(sites.points);
  build(sites.points, diagram);

  std::vector<std::int32_t> area_of(sites.points.size(), -1);
  for (std::size_t i = 0; i < sites.points.size(); ++i) {
    if (sites.town[i] == kSea) continue;
    area_of[i] = static_cast<std::int32_t>(land.sites.size());
    land.sites.push_back(on_earth(sites.points[i].x(), sites.points[i].y()));
    land.town.push_back(sites.town[i]);
  }
  for (TownSite& town : land.towns)
    town.centre = on_earth(static_cast<double>(town.centre.longitude), static_cast<double>(town.centre.latitude));
  add_borders(land, diagram, area_of, stream);
  return land;
}

}  // namespace fairdraw
