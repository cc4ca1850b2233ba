#include "geo/maps/atlas_map.h"
#include "geo/maps/atlas_sheets.h"
#include "geo/maps/map_furniture.h"
#include "geo/maps/maps.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {
namespace {

Area2d map_area(const Paper& paper) {
  return {10, 36, paper.width() - 20, paper.height() - 36 - 52};
}

void draw_header(Paper& paper, const Psu& psu, const Words& words) {
  const double width = paper.width() - 20 - 26;
  paper.text({10, 8}, width, psu.name.empty() ? psu.id : psu.name, {17, true});
  paper.text({10, 17.5}, width, words("psu", {{"id", psu.id}}), {13, true});
  std::string where = psu.stratum;
  for (const std::string& value : psu.carried)
    if (!value.empty() && value != psu.name) where += " · " + value;
  if (!psu.members.empty()) {
    std::string areas;
    for (const Member& member : psu.members) areas += (areas.empty() ? "" : ", ") + member.id;
    where += " · " + words("census_areas_of", {{"count", std::to_string(psu.members.size())}, {"areas", areas}});
  }
  paper.text({10, 24.5}, width, where, {.size = 9, .wrap = true, .lines = 2});
  paper.code({paper.width() - 10 - 24, 8, 24, 24}, code_text(psu.id, psu.position));
}

/// Which page of which map this is.
struct AtlasPage {
  std::size_t map = 1;
  std::size_t page = 1;
  std::size_t pages = 1;
};

void end_page(Paper& paper, const MapContent& content, const AtlasPage& here) {
  const Words& words = content.words;
  std::string middle;
  if (here.pages > 1)
    middle = words("page_of", {{"page", std::to_string(here.page)}, {"pages", std::to_string(here.pages)}});
  draw_foot(paper, content.plan, middle,
            words("map_of", {{"map", std::to_string(here.map)}, {"maps", std::to_string(content.pages.size())}}));
  paper.next_page();
}

/// In the place of a map, that there is none.
void draw_no_map(Paper& paper, const Psu& psu, const Words& words) {
  paper.rectangle(map_area(paper), 0.3, kGrey);
  paper.text({30, 120}, paper.width() - 60, words("no_map", {{"id", psu.id}}), {11, false, Align::centre, kGrey, true});
}

/// At the edges of a sheet, the page on which the ground goes on.
void name_next_sheets(Paper& paper, const Area2d& area, const std::vector<NextSheet>& next) {
  for (const auto& [right, down, number] : next) {
    const Spot middle{area.x + area.width / 2 * (1 + right) - 5.5 * right,
                      area.y + area.height / 2 * (1 + down) - 3 * down};
    paper.fill({middle.x - 5, middle.y - 2.5, 10, 5}, kBlack);
    const char* arrow = right > 0 ? " →" : right < 0 ? "← " : down > 0 ? " ↓" : " ↑";
    const std::string page = std::to_string(number);
    paper.text({middle.x - 5, middle.y - 2.1}, 10, right < 0 ? arrow + page : page + arrow,
               {9, true, Align::centre, kWhite});
  }
}

/// An entry whose sign is a black dot.
LegendEntry dot_in_legend(const std::string& text, double radius) {
  return {text, [radius](Paper& on, const Area2d& box) { on.dot({box.x + 4.5, box.y + 1.6}, radius, kBlack); }};
}

std::vector<LegendEntry> legend_for(const AtlasShown& shown, const Words& words) {
  std::vector<LegendEntry> legend = {
      {words(shown.segments ? "legend_segment" : "legend_psu"), kPsuBorderLook.sign},
      {words(shown.members ? "legend_census_areas" : "legend_neighbours"), kNeighbourLook.sign}};
  for (const Named<MapStyle>& style : kNames<MapStyle>)
    if (std::find(shown.styles.begin(), shown.styles.end(), style.value) != shown.styles.end())
      legend.push_back({words(look_of(style.value).word), look_of(style.value).sign});
  if (shown.buildings) legend.push_back(dot_in_legend(words("legend_first_batch"), 0.9));
  if (shown.starts) legend.push_back(dot_in_legend(words("legend_start"), 1.6));
  return legend;
}

void draw_footer(Paper& paper, const AtlasSources& sources, const Psu& psu, const MapFrame& frame,
                 const AtlasShown& shown) {
  const Words& words = sources.content.words;
  const double top = frame.area.y + frame.area.height + 6;
  draw_legend(paper, {10, top}, legend_for(shown, words), 5);
  draw_scale_bar(paper, {12, top + 26}, 60, frame.scale, words);
  if (psu.position)
    paper.text({84, top + 31}, 55, position_text(*psu.position) + " (WGS 84)", {8, false, Align::left, kGrey});
  // Beside the map: names may stand anywhere on it.
  draw_north(paper, {paper.width() - 10 - 46 - 9, top + 2}, words);
  sources.inset.draw(paper, psu, {paper.width() - 10 - 46, top, 46, 37});
}

/// Draws all pages of a PSU.
/// @param number  of its map, from 0
/// @param scale   of its sheets; 0: it has its first page alone
void draw_psu(Paper& paper, const AtlasSources& sources, AtlasTools& tools, std::size_t number, double scale) {
  const MapContent& content = sources.content;
  const Psu& psu = content.plan.psus[content.pages[number]];
  const Shape& shape = content.shapes[content.pages[number]];
  if (shape.empty()) {
    draw_header(paper, psu, content.words);
    draw_no_map(paper, psu, content.words);
    end_page(paper, content, {number + 1});
    return;
  }
  const AtlasPsu of{psu, shape, lay_out_sheets(shape, map_area(paper), scale)};
  for (std::size_t page = 1; page <= of.pages.pages(); ++page) {
    const MapFrame& frame = of.pages.frame(page);
    draw_header(paper, psu, content.words);
    const AtlasShown shown = draw_psu_map(paper, sources, tools, of, page);
    name_next_sheets(paper, frame.area, next_sheets(of.pages, page));
    draw_footer(paper, sources, psu, frame, shown);
    end_page(paper, content, {number + 1, page, of.pages.pages()});
  }
}

}  // namespace

Pages psu_maps(const MapContent& content, AtlasDetail detail) {
  const auto sources = std::make_shared<const AtlasSources>(content);
  const double scale = detail == AtlasDetail::with_sheets ? content.survey.sheet_scale : 0;
  return {{content.survey.paper, content.words("maps_title", {{"title", content.plan.title}}), content.plan.date,
           content.words.language()},
          content.pages.size(),
          [sources, scale] {
            const auto tools = std::make_shared<AtlasTools>(sources->content.survey);
            return [sources, tools, scale](Paper& paper, std::size_t number) {
              draw_psu(paper, *sources, *tools, number, scale);
            };
          }};
}

}  // namespace fairdraw
