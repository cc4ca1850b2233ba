#include "planner/documents/sketch_page.h"

#include "planner/base/text_table.h"

#include <string>
#include <vector>

namespace fairdraw {
namespace {

constexpr double kCell = 7.2;
constexpr double kLabel = 34;

}  // namespace

void draw_sketch_page(Paper& paper, const Area2d& area, const Plan& plan, std::size_t psu, const Words& words) {
  std::vector<const Segment*> rows;
  const Segment* planned = nullptr;
  for (const Segment& segment : plan.segments) {
    if (segment.psu != psu) continue;
    rows.push_back(&segment);
    if (segment.worked) planned = &segment;
  }
  if (planned == nullptr) return;
  double y = area.y;
  y += paper.text({area.x, y}, area.width,
                  words("sketch", {{"segments", std::to_string(planned->segments)},
                                   {"households", formatted("%.0f", planned->households)}}),
                  {8.5, false, Align::left, kBlack, true}) +
       2;
  const auto across = static_cast<std::size_t>((area.width - kLabel) / kCell);
  for (std::size_t first = 0; first < rows.size(); first += across) {
    paper.fill({area.x, y, area.width, 5}, kPale);
    paper.text({area.x + 1, y + 0.8}, kLabel - 2, words("sketch_made"), {8, true});
    paper.text({area.x + 1, y + 5.8}, kLabel - 2, words("sketch_work"), {8, true});
    for (std::size_t k = first; k < std::min(rows.size(), first + across); ++k) {
      const double x = area.x + kLabel + static_cast<double>(k - first) * kCell;
      paper.text({x, y + 0.8}, kCell, std::to_string(rows[k]->segments), {8, true, Align::centre});
      paper.text({x, y + 5.8}, kCell, std::to_string(rows[k]->number), {9, true, Align::centre});
      paper.line({x, y}, {x, y + 10.4}, 0.1);
    }
    paper.rectangle({area.x, y, area.width, 10.4}, 0.25);
    y += 12.4;
  }
  paper.text({area.x, y}, area.width, words("sketch_blanks"), {10, true});
  y += 7;
  const Area2d sketch{area.x, y, area.width, area.y + area.height - y - 2};
  std::vector<std::vector<Spot>> grid;
  for (double x = sketch.x + 10; x < sketch.x + sketch.width; x += 10)
    grid.push_back({{x, sketch.y}, {x, sketch.y + sketch.height}});
  for (double at = sketch.y + 10; at < sketch.y + sketch.height; at += 10)
    grid.push_back({{sketch.x, at}, {sketch.x + sketch.width, at}});
  paper.lines(grid, 0.08, {0.8, 0.8, 0.8});
  paper.rectangle(sketch, 0.4);
  paper.text({sketch.x + sketch.width - 12, sketch.y + 2}, 10, words("north") + " \u2191", {10, true, Align::right});
}

}  // namespace fairdraw
