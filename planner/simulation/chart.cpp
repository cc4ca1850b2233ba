#include "planner/simulation/chart.h"

#include "planner/base/text.h"
#include "planner/base/text_table.h"
#include "planner/paper/plot.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fairdraw {
namespace {

constexpr double kWide = 260;
constexpr double kHigh = 100;
constexpr Ink kBar{0.75, 0.85, 0.92};

/// Bars of equal width and a curve over them.
struct Histogram {
  double from = 0;
  double width = 1;
  std::vector<double> bars;
  std::vector<std::pair<double, double>> curve;
};

void draw(Paper& paper, const Histogram& shown, const Area2d& area, const std::string& title, const std::string& name,
          const double* mark) {
  double highest = 0;
  for (const double bar : shown.bars) highest = std::max(highest, bar);
  for (const auto& [x, y] : shown.curve) highest = std::max(highest, y);
  const double to = shown.from + shown.width * static_cast<double>(shown.bars.size());
  std::vector<double> ends{shown.from, to};
  if (mark != nullptr) ends.push_back(*mark);
  const Panel panel{area, Axis(ends, name), Axis(0, highest, "share of draws", {.least = 0})};
  panel.frame(paper, title);
  for (std::size_t k = 0; k < shown.bars.size(); ++k) {
    const Spot top = panel.at(shown.from + static_cast<double>(k) * shown.width, shown.bars[k]);
    const Spot end = panel.at(shown.from + static_cast<double>(k + 1) * shown.width, 0);
    paper.fill({top.x + 0.1, top.y, end.x - top.x - 0.2, end.y - top.y}, kBar);
  }
  panel.curve(paper, shown.curve, kMark);
  if (mark != nullptr) paper.line(panel.at(*mark, panel.y.low), panel.at(*mark, panel.y.high), 0.4, kChosen);
}

/// About thirty bars over the middle of the distribution.
Histogram of_interviews(const SimulatedRelease& release, std::uint32_t draws) {
  Histogram out;
  std::size_t first = 0;
  while (first + 1 < release.draws_with.size() && release.draws_with[first] == 0) ++first;
  const std::size_t numbers = release.draws_with.size() - first;
  const std::size_t step = std::max<std::size_t>(1, (numbers + 29) / 30);
  out.from = static_cast<double>(first) - 0.5;
  out.width = static_cast<double>(step);
  for (std::size_t k = first; k < release.draws_with.size(); k += step) {
    double seen = 0;
    double computed = 0;
    for (std::size_t i = k; i < k + step; ++i) {
      if (i < release.draws_with.size()) seen += release.draws_with[i];
      if (i < release.computed.probability.size()) computed += release.computed.probability[i];
    }
    out.bars.push_back(seen / draws);
    out.curve.emplace_back(static_cast<double>(k) + 0.5 * static_cast<double>(step) - 0.5, computed);
  }
  return out;
}

/// Standard errors from -4 to 4 of the areas that chance decides.
Histogram of_errors(const InclusionCheck& check) {
  constexpr double kEnd = 4;
  constexpr std::size_t kBars = 32;
  Histogram out;
  out.from = -kEnd;
  out.width = 2 * kEnd / kBars;
  out.bars.assign(kBars, 0.0);
  double areas = 0;
  for (std::size_t row = 0; row < check.stated.size(); ++row) {
    if (!(check.stated[row] > 0 && check.stated[row] < 1)) continue;
    areas += 1;
    const double bar = std::floor((check.off(row) + kEnd) / out.width);
    out.bars[static_cast<std::size_t>(std::clamp(bar, 0.0, kBars - 1.0))] += 1;
  }
  for (double& bar : out.bars) bar /= std::max(1.0, areas);
  constexpr int kSteps = 80;
  for (int k = 0; k <= kSteps; ++k) {
    const double z = kEnd * (2.0 * k / kSteps - 1);
    out.curve.emplace_back(z, out.width * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi));
  }
  return out;
}

}  // namespace

void draw_simulation(const std::filesystem::path& picture, const Simulation& all) {
  Paper paper(picture, kWide, kHigh);
  const std::string title = all.survey.title.empty() ? all.survey.country : printable(all.survey.title);
  paper.text({10, 6}, kWide - 20, title + ": " + thousands(all.draws) + " draws", {.size = 12, .bold = true});
  const double width = 104;
  const double height = 58;
  if (!all.releases.empty()) {
    const double target = all.survey.target.interviews;
    draw(paper, of_interviews(all.releases.front(), all.draws), {24, 24, width, height},
         "Interviews (line: computed; orange: target)", "interviews", &target);
  }
  if (all.main.checked > 0)
    draw(paper, of_errors(all.main), {24 + width + 24, 24, width, height},
         "Areas: drawn less stated (line: by chance alone)", "standard errors", nullptr);
  paper.finish();
}

}  // namespace fairdraw
