#include "planner/advice/chart.h"

#include "geo/paper.h"
#include "planner/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace fairdraw {
namespace {

constexpr double kWide = 260;
constexpr double kHigh = 190;
constexpr Ink kGrid{0.86, 0.86, 0.86};
constexpr Ink kMark{0.0, 0.35, 0.55};
constexpr Ink kChosen{0.80, 0.30, 0.05};

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

/// A range of values with round ticks.
struct Axis {
  double low = 0;
  double high = 1;
  double step = 0.25;
  std::string name;

  Axis(double from, double to, std::string of, double least = -HUGE_VAL, double most = HUGE_VAL) : name(std::move(of)) {
    if (!(to > from)) {
      from -= std::max(0.01, 0.05 * std::abs(from));
      to += std::max(0.01, 0.05 * std::abs(to));
    }
    const double room = 0.06 * (to - from);
    const double rough = (to - from) / 4;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    const double lead = rough / power;
    step = power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    low = std::max(least, from - room);
    high = std::min(most, to + room);
  }
};

struct Panel {
  Area2d area;
  Axis x;
  Axis y;

  Spot at(double value_x, double value_y) const {
    return {area.x + area.width * (value_x - x.low) / (x.high - x.low),
            area.y + area.height * (1 - (value_y - y.low) / (y.high - y.low))};
  }

  bool holds(double value_x, double value_y) const {
    return value_x >= x.low && value_x <= x.high && value_y >= y.low && value_y <= y.high;
  }

  void frame(Paper& paper, const std::string& title) const {
    paper.text({area.x, area.y - 7}, area.width, title, {.size = 9, .bold = true});
    for (double tick = std::ceil(x.low / x.step) * x.step; tick <= x.high + 1e-9 * x.step; tick += x.step) {
      const Spot spot = at(tick, y.low);
      paper.line({spot.x, area.y}, {spot.x, area.y + area.height}, 0.1, kGrid);
      paper.text({spot.x - 10, area.y + area.height + 1}, 20, short_number(tick), {.size = 7, .align = Align::centre});
    }
    for (double tick = std::ceil(y.low / y.step) * y.step; tick <= y.high + 1e-9 * y.step; tick += y.step) {
      const Spot spot = at(x.low, std::abs(tick) < 1e-9 * y.step ? 0 : tick);
      paper.line({area.x, spot.y}, {area.x + area.width, spot.y}, 0.1, kGrid);
      paper.text({area.x - 16, spot.y - 1.6}, 15, short_number(std::abs(tick) < 1e-9 * y.step ? 0 : tick),
                 {.size = 7, .align = Align::right});
    }
    paper.rectangle(area, 0.2, kGrey);
    paper.text({area.x, area.y + area.height + 5}, area.width, x.name,
               {.size = 8, .align = Align::centre, .ink = kGrey});
    paper.text({area.x - 16, area.y - 3.4}, 60, y.name, {.size = 7, .ink = kGrey});
  }

  void curve(Paper& paper, const std::vector<std::pair<double, double>>& points, Ink ink) const {
    std::vector<Spot> line;
    for (const auto& [px, py] : points)
      if (holds(px, py)) line.push_back(at(px, py));
    paper.lines({line}, 0.4, ink);
  }
};

Axis axis_of(const std::vector<double>& values, const std::string& name, double least = -HUGE_VAL,
             double most = HUGE_VAL) {
  if (values.empty()) return {0, 1, name};
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return {*low, *high, name, least, most};
}

/// Texts that keep off each other: a label goes right of its dot where there is room, else above, below or nowhere.
class Labels {
 public:
  void put(Paper& paper, Spot dot, const std::string& text, const TextStyle& style, const Area2d& within) {
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

 private:
  std::vector<Area2d> taken_;
};

void draw_takes(Paper& paper, const Advice& advice, const Area2d& area) {
  std::vector<Proposal> shown = alternatives(advice);
  // A take several times as expensive as the cheapest would press the others together.
  double least = HUGE_VAL;
  for (const Proposal& each : shown) least = std::min(least, each.total.cost);
  std::erase_if(shown, [&](const Proposal& each) { return each.total.cost > 2 * least; });
  const bool costs = advice.survey.costs.any();
  const auto x_of = [&](const Proposal& each) { return costs ? each.total.cost : static_cast<double>(each.areas); };
  std::vector<double> x;
  std::vector<double> y;
  for (const Proposal& each : shown) {
    x.push_back(x_of(each));
    y.push_back(each.precision.front().margin);
  }
  const Panel panel{area, axis_of(x, costs ? "cost" : "areas"), axis_of(y, "margin of a share of 50 %", 0)};
  panel.frame(paper, "Areas x take that reach the target");
  std::vector<std::pair<double, double>> line;
  for (std::size_t k = 0; k < x.size(); ++k) line.emplace_back(x[k], y[k]);
  panel.curve(paper, line, kGrid);
  Labels labels;
  const auto mark = [&](const Proposal& each, bool chosen) {
    const Spot spot = panel.at(x_of(each), each.precision.front().margin);
    paper.dot(spot, chosen ? 1.4 : 0.9, chosen ? kChosen : kMark);
    labels.put(paper, spot, std::to_string(each.areas) + " x " + std::to_string(each.take),
               {.size = 8, .bold = chosen, .ink = chosen ? kChosen : kBlack}, area);
  };
  const auto chosen = [&](const Proposal& each) {
    return advice.solution.chosen && each.take == advice.solution.chosen->take;
  };
  for (const Proposal& each : shown)  // the chosen one first: its label is placed before the others
    if (chosen(each)) mark(each, true);
  for (const Proposal& each : shown)
    if (!chosen(each)) mark(each, false);
}

void draw_chance(Paper& paper, const Advice& advice, const Area2d& area) {
  const bool costs = advice.survey.costs.any();
  std::vector<std::pair<double, double>> points;
  std::vector<double> x;
  std::vector<double> y{advice.survey.target.chance};
  for (const CountPoint& each : advice.around) {
    x.push_back(costs ? each.cost : each.areas);
    y.push_back(each.chance);
    points.emplace_back(x.back(), each.chance);
  }
  const Panel panel{area, axis_of(x, costs ? "cost" : "areas"),
                    axis_of(y, "chance of " + std::to_string(advice.survey.target.interviews) + " interviews", 0, 1)};
  panel.frame(paper, "Chance, with the take of " + std::to_string(advice.best().take));
  paper.line(panel.at(panel.x.low, advice.survey.target.chance), panel.at(panel.x.high, advice.survey.target.chance),
             0.3, kGrey);
  panel.curve(paper, points, kMark);
  Labels labels;
  for (const CountPoint& each : advice.around) {
    const bool chosen = each.areas == advice.best().areas;
    const Spot spot = panel.at(costs ? each.cost : each.areas, each.chance);
    paper.dot(spot, chosen ? 1.4 : 0.9, chosen ? kChosen : kMark);
    labels.put(paper, spot, std::to_string(each.areas), {.size = 7, .bold = chosen, .ink = chosen ? kChosen : kBlack},
               area);
  }
  if (advice.around.empty())
    paper.text({area.x + 3, area.y + area.height / 2}, area.width - 6,
               "Areas are given stratum by stratum: there is no curve.", {.size = 8, .ink = kGrey});
}

void draw_yields(Paper& paper, const Advice& advice, const Area2d& area) {
  std::vector<double> values{advice.best().chance};
  for (const YieldSensitivity& each : advice.yields) {
    values.push_back(each.chance_low);
    values.push_back(each.chance_high);
  }
  Panel panel{area, axis_of(values, "chance", 0, 1), Axis(0, 1, "")};
  panel.y.low = 0.5;  // rows, not numbers: no tick falls into them
  panel.y.step = 10;
  panel.frame(paper, "Chance with a yield at its low or high end");
  const double row = area.height / static_cast<double>(std::max<std::size_t>(1, advice.yields.size()));
  const double now = panel.at(advice.best().chance, 0).x;
  for (std::size_t k = 0; k < advice.yields.size(); ++k) {
    const YieldSensitivity& each = advice.yields[k];
    const double y = area.y + (static_cast<double>(k) + 0.5) * row;
    const double low = panel.at(each.chance_low, 0).x;
    const double high = panel.at(each.chance_high, 0).x;
    paper.fill({std::min(low, high), y - 2, std::max(0.4, std::abs(high - low)), 4}, {0.75, 0.85, 0.92});
    paper.dot({low, y}, 0.9, kMark);
    paper.dot({high, y}, 0.9, kMark);
    paper.text({area.x + 1.5, y - 6.5}, area.width - 3,
               each.yield + "  " + short_number(each.low) + " to " + short_number(each.high),
               {.size = 8, .bold = k == 0});
  }
  if (advice.yields.empty())
    paper.text({area.x + 3, area.y + area.height / 2}, area.width - 6, "No yield is uncertain.",
               {.size = 8, .ink = kGrey});
  paper.line({now, area.y}, {now, area.y + area.height}, 0.3, kChosen);
}

void draw_rho(Paper& paper, const Advice& advice, const Area2d& area) {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::pair<double, double>> points;
  for (const RhoPoint& each : advice.rho) {
    if (!std::isfinite(each.margin)) continue;
    x.push_back(each.rho);
    y.push_back(each.margin);
    points.emplace_back(each.rho, each.margin);
  }
  const double wanted = advice.survey.target.margin;
  if (wanted > 0) y.push_back(wanted);
  const Panel panel{area, axis_of(x, "rho", 0), axis_of(y, "margin of a share of 50 %", 0)};
  panel.frame(paper, "Margin, were people of an area more or less alike");
  if (wanted > 0) paper.line(panel.at(panel.x.low, wanted), panel.at(panel.x.high, wanted), 0.3, kGrey);
  panel.curve(paper, points, kMark);
  const GroupPrecision& country = advice.best().precision.front();
  if (panel.holds(advice.homogeneity.rho, country.margin))
    paper.dot(panel.at(advice.homogeneity.rho, country.margin), 1.4, kChosen);
}

}  // namespace

void draw_advice(const std::filesystem::path& picture, const Advice& advice) {
  Paper paper(picture, kWide, kHigh);
  const Proposal& best = advice.best();
  const std::string title = advice.survey.title.empty() ? advice.survey.country : printable(advice.survey.title);
  paper.text({10, 6}, kWide - 20,
             title + ": " + std::to_string(best.areas) + " areas x " + std::to_string(best.take) +
                 (advice.solution.chosen ? "" : " (falls short)"),
             {.size = 12, .bold = true});
  const double width = 104;
  const double height = 62;
  draw_takes(paper, advice, {24, 26, width, height});
  draw_chance(paper, advice, {24 + width + 24, 26, width, height});
  draw_yields(paper, advice, {24, 112, width, height});
  draw_rho(paper, advice, {24 + width + 24, 112, width, height});
  paper.finish();
}

}  // namespace fairdraw
