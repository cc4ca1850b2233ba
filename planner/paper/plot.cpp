#include "planner/paper/plot.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace fairdraw {

std::string short_number(double value) {
  char text[32];
  if (std::abs(value) >= 1e6)
    std::snprintf(text, sizeof text, "%.3gM", value / 1e6);
  else if (std::abs(value) >= 1e4)
    std::snprintf(text, sizeof text, "%.4gk", value / 1e3);
  else
    std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

Axis::Axis(double from, double to, std::string of, Ends ends) : name(std::move(of)) {
  if (!(to > from)) {
    from -= std::max(0.01, 0.05 * std::abs(from));
    to += std::max(0.01, 0.05 * std::abs(to));
  }
  const double room = 0.06 * (to - from);
  const double rough = (to - from) / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  const double lead = rough / power;
  step = power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
  low = std::max(ends.least, from - room);
  high = std::min(ends.most, to + room);
}

Axis::Axis(const std::vector<double>& values, std::string of, Ends ends)
    : Axis(values.empty() ? 0 : *std::min_element(values.begin(), values.end()),
           values.empty() ? 1 : *std::max_element(values.begin(), values.end()), std::move(of), ends) {}

std::vector<double> Axis::ticks() const {
  std::vector<double> out;
  const auto first = static_cast<long>(std::ceil(low / step - 1e-9));
  const auto last = static_cast<long>(std::floor(high / step + 1e-9));
  for (long k = first; k <= last; ++k) out.push_back(static_cast<double>(k) * step);
  return out;
}

Spot Panel::at(double value_x, double value_y) const {
  return {area.x + area.width * (value_x - x.low) / (x.high - x.low),
          area.y + area.height * (1 - (value_y - y.low) / (y.high - y.low))};
}

bool Panel::holds(double value_x, double value_y) const {
  return value_x >= x.low && value_x <= x.high && value_y >= y.low && value_y <= y.high;
}

void Panel::frame(Paper& paper, const std::string& title) const {
  paper.text({area.x, area.y - 7}, area.width, title, {.size = 9, .bold = true});
  for (const double tick : x.ticks()) {
    const Spot spot = at(tick, y.low);
    paper.line({spot.x, area.y}, {spot.x, area.y + area.height}, 0.1, kGrid);
    paper.text({spot.x - 10, area.y + area.height + 1}, 20, short_number(tick), {.size = 7, .align = Align::centre});
  }
  for (const double tick : y.ticks()) {
    const Spot spot = at(x.low, tick);
    paper.line({area.x, spot.y}, {area.x + area.width, spot.y}, 0.1, kGrid);
    paper.text({area.x - 16, spot.y - 1.6}, 15, short_number(tick), {.size = 7, .align = Align::right});
  }
  paper.rectangle(area, 0.2, kGrey);
  paper.text({area.x, area.y + area.height + 5}, area.width, x.name, {.size = 8, .align = Align::centre, .ink = kGrey});
  paper.text({area.x - 16, area.y - 3.4}, 60, y.name, {.size = 7, .ink = kGrey});
}

void Panel::curve(Paper& paper, const std::vector<std::pair<double, double>>& points, Ink ink) const {
  std::vector<Spot> line;
  for (const auto& [px, py] : points)
    if (holds(px, py)) line.push_back(at(px, py));
  paper.lines({line}, 0.4, ink);
}

void Labels::put(Paper& paper, Spot dot, const std::string& text, const TextStyle& style, const Area2d& within) {
  const double width = paper.text_width(text, style);
  const double height = 3.2;
  for (const auto& [x, y] :
       {std::pair{dot.x + 1.6, dot.y - height / 2}, std::pair{dot.x - width / 2, dot.y - height - 1.4},
        std::pair{dot.x - width / 2, dot.y + 1.2}, std::pair{dot.x - width - 1.6, dot.y - height / 2}}) {
    const Area2d box{x, y, width, height};
    if (box.x < within.x || box.x + width > within.x + within.width || box.y < within.y ||
        box.y + height > within.y + within.height)
      continue;
    if (std::any_of(taken_.begin(), taken_.end(), [&](const Area2d& other) {
          return box.x < other.x + other.width && other.x < box.x + box.width && box.y < other.y + other.height &&
                 other.y < box.y + box.height;
        }))
      continue;
    taken_.push_back(box);
    TextStyle left = style;
    left.align = Align::left;
    paper.text({x, y}, width + 1, text, left);
    return;
  }
}

}  // namespace fairdraw
