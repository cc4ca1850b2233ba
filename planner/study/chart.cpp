#include "planner/study/chart.h"

#include "planner/base/text.h"
#include "planner/paper/paper.h"
#include "planner/study/report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace fairdraw {
namespace {

constexpr double kMargin = 15;
constexpr double kLabels = 42;  ///< millimetres for the methods' names
constexpr double kRow = 6;
constexpr double kGap = 5;
constexpr std::size_t kPanels = 4;  ///< side by side
constexpr Ink kGrid{0.75, 0.75, 0.75};
constexpr Ink kMark{0.0, 0.35, 0.55};
constexpr Ink kRecommended{0.80, 0.30, 0.05};
constexpr Ink kBoundInk{0.25, 0.5, 0.25};

/// One panel: a figure of every method.
struct Panel {
  std::string title;
  std::vector<Estimate> of;  ///< as Study::methods
  std::optional<double> bound;
};

std::vector<Panel> panels_of(const Study& study) {
  std::vector<Panel> out(1);
  out[0].title = "mean";
  for (const MethodFigures& each : study.methods) out[0].of.push_back(each.score);
  for (std::size_t c = 0; c < study.columns.size(); ++c) {
    if (!study.columns[c].varies) continue;
    Panel panel{printable(study.columns[c].name) + (study.columns[c].counts ? "" : " *"), {}, study.bound_ratios[c]};
    for (const MethodFigures& each : study.methods) panel.of.push_back(each.ratios[c]);
    out.push_back(std::move(panel));
  }
  return out;
}

/// A logarithmic scale from `low` to `high` across a panel.
struct Scale {
  double left = 0;
  double width = 0;
  double low = 0.5;
  double high = 2;

  double at(double ratio) const {
    return left + width * std::log(std::clamp(ratio, low, high) / low) / std::log(high / low);
  }
};

/// The range of a panel in powers of two, 1/2 to 2 at least and 1/64 to 4 at most, made for the methods that can be
/// recommended: the others may lie far beyond.
Scale scale_of(const Panel& panel, const Study& study, double left, double width) {
  Scale scale{left, width};
  double least = panel.bound.value_or(0) > 0 ? *panel.bound : 1;
  double most = 1;
  for (std::size_t m = 0; m < panel.of.size(); ++m) {
    if (!can_be_recommended(*study.methods[m].method)) continue;
    least = std::min(least, panel.of[m].value - 2 * panel.of[m].error);
    most = std::max(most, panel.of[m].value + 2 * panel.of[m].error);
  }
  while (scale.low > least && scale.low > 1.0 / 64) scale.low /= 2;
  while (scale.high < most && scale.high < 4) scale.high *= 2;
  return scale;
}

void dashed(Paper& paper, double x, double top, double bottom) {
  for (int dash = 0; top + 2 * dash < bottom; ++dash)
    paper.line({x, top + 2 * dash}, {x, std::min(top + 2 * dash + 1.2, bottom)}, 0.35, kBoundInk);
}

void draw_panel(Paper& paper, const Panel& panel, const Study& study, const std::vector<std::size_t>& order,
                const Area2d& area) {
  const Scale scale = scale_of(panel, study, area.x, area.width);
  paper.text({area.x, area.y - 6}, area.width, panel.title, {.size = 8, .bold = true, .align = Align::centre});
  const double bottom = area.y + area.height;
  const int octaves = static_cast<int>(std::lround(std::log2(scale.high / scale.low)));
  for (int octave = 0; octave <= octaves; ++octave) {
    const double tick = std::ldexp(scale.low, octave);
    const double x = scale.at(tick);
    paper.line({x, area.y}, {x, bottom}, tick == 1 ? 0.35 : 0.1, tick == 1 ? kBlack : kGrid);
    if (octaves <= 4 || std::ilogb(tick) % 2 == 0)
      paper.text({x - 6, bottom + 1}, 12, tick < 1 ? "1/" + number_text(1 / tick) : number_text(tick),
                 {.size = 7, .align = Align::centre, .ink = kGrey});
  }
  if (panel.bound && *panel.bound >= scale.low) dashed(paper, scale.at(*panel.bound), area.y, bottom);
  for (std::size_t row = 0; row < order.size(); ++row) {
    const Estimate& each = panel.of[order[row]];
    const double y = area.y + (static_cast<double>(row) + 0.5) * kRow;
    const Ink ink = study.methods[order[row]].method == study.recommendation.method ? kRecommended : kMark;
    if (each.value + 2 * each.error >= scale.low && each.value - 2 * each.error <= scale.high)
      paper.line({scale.at(each.value - 2 * each.error), y}, {scale.at(each.value + 2 * each.error), y}, 0.5, ink);
    if (each.value >= scale.low && each.value <= scale.high) {
      paper.dot({scale.at(each.value), y}, 0.9, ink);
    } else {  // off the scale: an arrowhead at its edge
      const double x = scale.at(each.value);
      const double away = each.value < scale.low ? -1.6 : 1.6;
      paper.polygon({{{x, y - 1}, {x + away, y}, {x, y + 1}}}, ink);
    }
  }
}

}  // namespace

std::string study_pdf(const Study& study, PaperSize size, const std::string& title, const std::string& date) {
  Paper paper(PageSetup{size, title, date});
  const std::vector<std::size_t> order = from_best(study);
  const std::vector<Panel> panels = panels_of(study);
  const double wide = paper.width() - 2 * kMargin;
  for (std::size_t first = 0; first < panels.size(); first += kPanels) {
    if (first > 0) paper.next_page();
    double y = kMargin;
    y += paper.text({kMargin, y}, wide, title, {.size = 13, .bold = true, .wrap = true}) + 1;
    y += paper.text(
             {kMargin, y}, wide,
             "Variance of estimated totals by method of selection, relative to systematic PPS in random order. " +
                 std::to_string(study.psus) + " PSUs of " + std::to_string(study.areas) + " areas in " +
                 std::to_string(study.strata) + " strata, " + std::to_string(study.draws) + " draws by each method.",
             {.size = 9, .wrap = true}) +
         10;
    const double height = kRow * static_cast<double>(order.size());
    for (std::size_t row = 0; row < order.size(); ++row) {
      const Method* method = study.methods[order[row]].method;
      const double top = y + static_cast<double>(row) * kRow;
      if (row % 2 == 0) paper.fill({kMargin, top, wide, kRow}, {0.965, 0.965, 0.965});
      const bool chosen = method == study.recommendation.method;
      paper.text({kMargin + 1, top + 1}, kLabels - 2, std::string(method->name),
                 {.size = 8, .bold = chosen, .ink = chosen ? kRecommended : kBlack});
    }
    const std::size_t here = std::min(kPanels, panels.size() - first);
    const double width = (wide - kLabels) / static_cast<double>(kPanels) - kGap;
    for (std::size_t k = 0; k < here; ++k)
      draw_panel(paper, panels[first + k], study, order,
                 {kMargin + kLabels + static_cast<double>(k) * (width + kGap), y, width, height});
    y += height + 9;
    y += paper.text({kMargin, y}, wide,
                    "Line: the baseline. Dashed: the Godambe-Joshi bound, where it is on the scale. Bars: two standard "
                    "errors. An arrowhead: off the scale. *: balanced on, does not count for the mean.",
                    {.size = 8, .ink = kGrey, .wrap = true}) +
         3;
    paper.text({kMargin, y}, wide, recommendation_text(study), {.size = 9, .wrap = true});
  }
  return paper.take();
}

}  // namespace fairdraw
