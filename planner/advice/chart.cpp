#include "planner/advice/chart.h"

#include "planner/base/text.h"
#include "planner/paper/plot.h"

#include <algorithm>
#include <cmath>

namespace fairdraw {
namespace {

constexpr double kWide = 260;
constexpr double kHigh = 190;

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
  const Panel panel{area, Axis(x, costs ? "cost" : "areas"), Axis(y, "margin of a share of 50 %", {.least = 0})};
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
  const Panel panel{area, Axis(x, costs ? "cost" : "areas"),
                    Axis(y, "chance of " + std::to_string(advice.survey.target.interviews) + " interviews", {0, 1})};
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
  Panel panel{area, Axis(values, "chance", {0, 1}), Axis(0, 1, "")};
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
  const Panel panel{area, Axis(x, "rho", {.least = 0}), Axis(y, "margin of a share of 50 %", {.least = 0})};
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
