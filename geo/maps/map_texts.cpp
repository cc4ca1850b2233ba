#include "geo/maps/map_texts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace fairdraw {
namespace {

constexpr double kEdge = 0.35;       ///< of a plate around its text, millimetres
constexpr double kWidest = 26;       ///< of a text in an area before it is broken
constexpr double kApart = 85;        ///< of the same text along lines
constexpr double kBend = 1.0;        ///< of a line away from the chord beneath its text
constexpr double kOpacity = 0.78;    ///< of plates
constexpr int kLevels = 9;           ///< lines across an area that are tried
constexpr double kInkHeight = 0.40;  ///< of a text's capitals and tails to its size in points, millimetres

double distance(Spot a, Spot b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

/// A point so far along a line.
Spot at_length(const std::vector<Spot>& line, const std::vector<double>& lengths, double length) {
  const auto after = std::lower_bound(lengths.begin(), lengths.end(), length);
  const auto i = static_cast<std::size_t>(after - lengths.begin());
  if (i == 0) return line.front();
  if (i == lengths.size()) return line.back();
  const double step = lengths[i] - lengths[i - 1];
  const double share = step > 0 ? (length - lengths[i - 1]) / step : 0;
  return {line[i - 1].x + share * (line[i].x - line[i - 1].x), line[i - 1].y + share * (line[i].y - line[i - 1].y)};
}

}  // namespace

MapTexts::MapTexts(Paper& paper, const Area2d& within) : paper_(paper), within_(within) {}

void MapTexts::keep_free(const Area2d& area) {
  taken_.push_back({{area.x + area.width / 2, area.y + area.height / 2}, area.width, area.height, 0});
}

std::array<Spot, 4> MapTexts::corners(const Plate& plate) {
  const double c = std::cos(plate.angle);
  const double s = std::sin(plate.angle);
  const auto at = [&](double a, double b) {
    const double x = a * plate.width;
    const double y = b * plate.height;
    return Spot{plate.middle.x + x * c - y * s, plate.middle.y + x * s + y * c};
  };
  return {at(-0.5, -0.5), at(0.5, -0.5), at(0.5, 0.5), at(-0.5, 0.5)};
}

/// Two rectangles are apart where a line along a side of one of them parts them.
bool MapTexts::overlap(const Plate& a, const Plate& b) {
  const double reach = (std::hypot(a.width, a.height) + std::hypot(b.width, b.height)) / 2;
  if (distance(a.middle, b.middle) > reach) return false;
  const std::array<Spot, 4> of_a = corners(a);
  const std::array<Spot, 4> of_b = corners(b);
  for (const double angle : {a.angle, a.angle + M_PI_2, b.angle, b.angle + M_PI_2}) {
    const Spot along{std::cos(angle), std::sin(angle)};
    const auto span = [&](const std::array<Spot, 4>& of) {
      std::pair<double, double> out{1e9, -1e9};
      for (const Spot& spot : of) {
        const double at = spot.x * along.x + spot.y * along.y;
        out = {std::min(out.first, at), std::max(out.second, at)};
      }
      return out;
    };
    const auto [a_low, a_high] = span(of_a);
    const auto [b_low, b_high] = span(of_b);
    if (a_high <= b_low || b_high <= a_low) return false;
  }
  return true;
}

bool MapTexts::is_free(const Plate& plate) const {
  for (const Spot& corner : corners(plate))
    if (!within_.holds(corner)) return false;
  return std::none_of(taken_.begin(), taken_.end(), [&](const Plate& other) { return overlap(plate, other); });
}

bool MapTexts::put(const Plate& plate, const std::string& text, const TextStyle& style) {
  taken_.push_back(plate);
  const auto turned = paper_.turned(plate.middle, plate.angle);
  paper_.fill({-plate.width / 2, -plate.height / 2, plate.width, plate.height}, kWhite, kOpacity);
  TextStyle centred = style;
  centred.align = Align::centre;
  const double height = paper_.text_height(text, plate.width, centred);
  paper_.text({-plate.width / 2 - 1, -height / 2}, plate.width + 2, text, centred);
  return true;
}

std::pair<double, double> MapTexts::plate_of(const std::string& text, const TextStyle& style) {
  return {paper_.text_width(text, style) + 2 * kEdge, style.size * kInkHeight + kEdge};
}

bool MapTexts::beside(Spot sign, double radius, const std::string& text, const TextStyle& style) {
  if (text.empty()) return false;
  const auto [width, height] = plate_of(text, style);
  const double x = radius + 0.3 + width / 2;
  const double y = radius * 0.5 + height / 2;
  const double above = radius + 0.3 + height / 2;
  for (const Spot& offset : {Spot{x, -y}, {-x, -y}, {x, y}, {-x, y}, {x, 0}, {-x, 0}, {0, -above}, {0, above}}) {
    const Plate plate{{sign.x + offset.x, sign.y + offset.y}, width, height, 0};
    if (is_free(plate)) return put(plate, text, style);
  }
  return false;
}

bool MapTexts::pointing(Spot sign, double radius, const std::string& text, const TextStyle& style) {
  if (beside(sign, radius, text, style)) return true;
  const auto [width, height] = plate_of(text, style);
  constexpr int kDirections = 16;
  for (const double away : {5.0, 8.0, 11.0, 15.0, 20.0, 26.0, 33.0})
    for (int k = 0; k < kDirections; ++k) {
      const double angle = 2 * M_PI * k / kDirections;
      const Plate plate{{sign.x + away * std::cos(angle), sign.y + away * std::sin(angle)}, width, height, 0};
      if (!is_free(plate)) continue;
      paper_.line(sign, plate.middle, 0.15, style.ink);
      return put(plate, text, style);
    }
  return false;
}

bool MapTexts::inside(const std::vector<std::vector<Spot>>& rings, const std::string& text, const TextStyle& style) {
  if (text.empty()) return false;
  double top = 1e9;
  double bottom = -1e9;
  for (const auto& ring : rings)
    for (const Spot& spot : ring) {
      top = std::min(top, spot.y);
      bottom = std::max(bottom, spot.y);
    }
  top = std::max(top, within_.y);
  bottom = std::min(bottom, within_.y + within_.height);
  if (!(bottom > top)) return false;
  struct Run {
    double worth;
    Spot middle;
    double width;
  };
  std::vector<Run> runs;
  for (int level = 0; level < kLevels; ++level) {
    const double y = top + (bottom - top) * (level + 0.5) / kLevels;
    std::vector<double> crossings;
    for (const auto& ring : rings)
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const Spot& a = ring[i - 1];
        const Spot& b = ring[i];
        if ((a.y > y) != (b.y > y)) crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
      }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
      const double left = std::max(crossings[i], within_.x);
      const double right = std::min(crossings[i + 1], within_.x + within_.width);
      if (right <= left) continue;
      const double off_middle = std::fabs(y - (top + bottom) / 2) / (bottom - top);
      runs.push_back({(right - left) * (1 - off_middle), {(left + right) / 2, y}, right - left});
    }
  }
  std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.worth > b.worth; });
  TextStyle broken = style;
  broken.wrap = true;
  const double whole = paper_.text_width(text, style);
  const double width = std::min(whole, kWidest) + 2 * kEdge;
  const double height = whole <= kWidest
                            ? style.size * kInkHeight + kEdge
                            : paper_.text_height(text, width, {.size = style.size, .bold = style.bold, .wrap = true});
  for (const Run& run : runs) {
    if (run.width < width * 0.7) break;  // a text may reach a little over the border, and no further
    const Plate plate{run.middle, width, height, 0};
    if (is_free(plate)) return put(plate, text, whole <= kWidest ? style : broken);
  }
  return false;
}

bool MapTexts::along(const std::vector<Spot>& line, const std::string& text, const TextStyle& style) {
  if (line.size() < 2 || text.empty()) return false;
  std::vector<double> lengths(line.size(), 0);
  for (std::size_t i = 1; i < line.size(); ++i) lengths[i] = lengths[i - 1] + distance(line[i - 1], line[i]);
  const double width = paper_.text_width(text, style) + 2 * kEdge;
  const double height = style.size * kInkHeight;
  const double room = lengths.back() - width;
  if (room < 0) return false;
  bool any = false;
  const double step = std::max(3.0, width / 4);
  const int steps = static_cast<int>(room / step) + 1;
  for (int k = 0; k < steps; ++k) {
    const int from_middle = (k + 1) / 2 * (k % 2 == 0 ? 1 : -1);  // the middle, then to both sides
    const double begin = room / 2 + from_middle * step;
    if (begin < 0 || begin > room) continue;
    const Spot a = at_length(line, lengths, begin);
    const Spot b = at_length(line, lengths, begin + width);
    const double chord = distance(a, b);
    if (chord < 0.93 * width) continue;
    const bool straight = [&] {
      for (std::size_t i = 0; i < line.size(); ++i)
        if (lengths[i] > begin && lengths[i] < begin + width &&
            std::fabs((line[i].x - a.x) * (b.y - a.y) - (line[i].y - a.y) * (b.x - a.x)) / chord > kBend)
          return false;
      return true;
    }();
    if (!straight) continue;
    double angle = std::atan2(b.y - a.y, b.x - a.x);
    if (angle > M_PI_2) angle -= M_PI;  // never upside down
    if (angle <= -M_PI_2) angle += M_PI;
    const Spot middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
    if (std::any_of(along_lines_.begin(), along_lines_.end(),
                    [&](const auto& other) { return other.first == text && distance(other.second, middle) < kApart; }))
      continue;
    for (const double side : {-1.0, 1.0}) {
      const double off = side * (height / 2 + 0.7);
      const Plate plate{{middle.x - std::sin(angle) * off, middle.y + std::cos(angle) * off}, width, height, angle};
      if (!is_free(plate)) continue;
      put(plate, text, style);
      along_lines_.emplace_back(text, middle);
      any = true;
      break;
    }
  }
  return any;
}

}  // namespace fairdraw
