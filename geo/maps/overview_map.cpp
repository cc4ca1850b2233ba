#include "geo/maps/country_map.h"
#include "geo/maps/map_furniture.h"
#include "geo/maps/maps.h"
#include "planner/paper/paper.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {
namespace {

/// Fills for strata, apart in print and for most who see colours differently; shapes take over where they run out.
/// Source: Okabe and Ito (2008), Color Universal Design.
constexpr std::array<Ink, 8> kFills = {{{0.0, 0.45, 0.70},
                                        {0.84, 0.37, 0.0},
                                        {0.0, 0.62, 0.45},
                                        {0.80, 0.47, 0.65},
                                        {0.90, 0.62, 0.0},
                                        {0.34, 0.71, 0.91},
                                        {0.25, 0.25, 0.25},
                                        {0.65, 0.62, 0.10}}};

/// The sign of a stratum: eight colours, three shapes.
void sign(Paper& paper, Spot at, std::size_t stratum, double size) {
  const Ink fill = kFills[stratum % kFills.size()];
  switch (stratum / kFills.size() % 3) {
    case 0:
      paper.dot(at, size + 0.25, kWhite);
      paper.dot(at, size, fill);
      break;
    case 1:
      paper.fill({at.x - size - 0.2, at.y - size - 0.2, 2 * size + 0.4, 2 * size + 0.4}, kWhite);
      paper.fill({at.x - size, at.y - size, 2 * size, 2 * size}, fill);
      break;
    default:
      paper.polygon({{{at.x, at.y - 1.3 * size}, {at.x + 1.2 * size, at.y + size}, {at.x - 1.2 * size, at.y + size}}},
                    fill);
  }
}

std::optional<Box> everything(const MapContent& content) {
  std::vector<Place> corners;
  for (const Boundary& boundary : content.boundaries)
    if (!boundary.shape.polygons.empty()) {
      const Box box = bounds(told_eastward(boundary.shape));
      corners.insert(corners.end(), {box.low, box.high});
    }
  for (const std::size_t i : content.pages)
    if (content.plan.psus[i].position) corners.push_back(*content.plan.psus[i].position);
  return box_around(corners);
}

void draw_overview(Paper& paper, const MapContent& content, const CountryLayers& layers) {
  const Plan& plan = content.plan;
  const Words& words = content.words;
  paper.text({10, 8}, paper.width() - 20, plan.title.empty() ? plan.country : plan.title, {17, true});
  paper.text({10, 17.5}, paper.width() - 20,
             words("overview_what",
                   {{"psus", std::to_string(content.pages.size())}, {"strata", std::to_string(plan.strata.size())}}),
             {9, false, Align::left, kGrey});
  draw_foot(paper, plan, "", "");
  const std::optional<Box> box = everything(content);
  if (!box) return;
  const std::size_t legend_rows = (plan.strata.size() + 3) / 4;
  const double legend_height = 5 * static_cast<double>(std::min<std::size_t>(legend_rows, 14));
  const Area2d area{10, 25, paper.width() - 20, paper.height() - 25 - 32 - legend_height};
  const CountryMap map = draw_country(paper, content, layers, area, *box);
  const MapFrame& frame = map.frame;

  std::vector<std::optional<Spot>> spots;
  for (const std::size_t i : content.pages) {
    const Psu& psu = plan.psus[i];
    spots.push_back(psu.position ? std::optional(map.spot(*psu.position)) : std::nullopt);
    if (!psu.position) continue;
    const auto stratum = std::find_if(plan.strata.begin(), plan.strata.end(),
                                      [&](const StratumResult& each) { return each.stratum == psu.stratum; });
    sign(paper, *spots.back(), static_cast<std::size_t>(stratum - plan.strata.begin()), 1.1);
    map.labels->keep_free({spots.back()->x - 0.8, spots.back()->y - 0.8, 1.6, 1.6});
  }
  for (std::size_t page = 0; page < spots.size(); ++page)  // those without room are left to the maps of strata
    if (spots[page]) map.labels->beside(*spots[page], 1.1, std::to_string(page + 1), {6.5, true});
  map.finish();
  const double top = frame.area.y + frame.area.height + 6;
  for (std::size_t h = 0; h < plan.strata.size() && h < 56; ++h) {
    const std::size_t rows = std::min<std::size_t>(legend_rows, 14);
    const std::size_t column = h / rows;
    const double x = 10 + 47.5 * static_cast<double>(column);
    const double y = top + 5 * static_cast<double>(h % rows);
    sign(paper, {x + 2, y + 2}, h, 1.1);
    paper.text({x + 5, y}, 41, plan.strata[h].stratum + " (" + std::to_string(plan.strata[h].drawn) + ")", {7});
  }
  draw_scale_bar(paper, {12, top + legend_height + 2}, 60, frame.scale, words);
  paper.next_page();
}

}  // namespace

Pages overview_map(const MapContent& content) {
  const auto layers = std::make_shared<const CountryLayers>(content);
  return {{content.survey.paper, content.words("overview_title", {{"title", content.plan.title}}), content.plan.date,
           content.words.language()},
          1,
          [&content, layers] {
            return [&content, layers](Paper& paper, std::size_t) { draw_overview(paper, content, *layers); };
          }};
}

}  // namespace fairdraw
