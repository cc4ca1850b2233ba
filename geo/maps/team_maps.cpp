#include "geo/maps/country_map.h"
#include "geo/maps/map_furniture.h"
#include "geo/maps/maps.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {
namespace {

struct Column {
  const char* heading;
  double width;
  Align align;
};

constexpr std::array<Column, 6> kColumns = {{{"column_stop", 16, Align::right},
                                             {"column_psu", 42, Align::left},
                                             {"column_name", 60, Align::left},
                                             {"column_sheet_and_map", 30, Align::right},
                                             {"column_km", 16, Align::right},
                                             {"column_days", 18, Align::right}}};
constexpr double kEdge = 10;
constexpr double kRow = 5.2;
constexpr double kFoot = 14;
constexpr double kHeading = 24;
constexpr std::size_t kRowsBelowMap = 20;

/// One page: a team's map with its first stops, or further stops.
struct TeamPage {
  std::size_t team = 0;
  std::size_t first = 0, last = 0;  ///< of its rows
};

std::vector<TeamPage> pages_of(const std::vector<TeamRoute>& teams, double height) {
  const auto later = static_cast<std::size_t>((height - kHeading - kRow - kFoot) / kRow);
  std::vector<TeamPage> out;
  for (std::size_t t = 0; t < teams.size(); ++t) {
    const std::size_t rows = teams[t].rows.size();
    std::size_t next = std::min(rows, kRowsBelowMap);
    out.push_back({t, 0, next});
    for (; next < rows; next = out.back().last) out.push_back({t, next, std::min(rows, next + later)});
  }
  return out;
}

/// Draws the pages of teams.
class TeamPages {
 public:
  TeamPages(const MapContent& content, const CountryLayers& layers, const std::vector<TeamRoute>& teams,
            const std::vector<TeamPage>& pages)
      : content_(content), layers_(layers), teams_(teams), pages_(pages) {}

  void draw(Paper& paper, std::size_t number) const {
    const TeamPage& page = pages_[number];
    const TeamRoute& team = teams_[page.team];
    const Words& words = content_.words;
    paper.text({kEdge, 8}, paper.width() - 2 * kEdge,
               page.first == 0 ? team.title : words("continued", {{"what", team.title}}), {16, true});
    paper.text({kEdge, 17}, paper.width() - 2 * kEdge, team.summary, {9});
    double y = kHeading;
    if (page.first == 0)
      if (const auto box = ground_of(team)) y = map(paper, team, *box, page, y);
    row(
        paper, y, [&](std::size_t k) { return words(kColumns[k].heading); }, true);
    y += kRow;
    paper.line({kEdge, y - 0.6}, {paper.width() - kEdge, y - 0.6}, 0.3);
    for (std::size_t r = page.first; r < page.last; ++r, y += kRow)
      row(
          paper, y, [&](std::size_t k) { return team.rows[r][k]; }, false);
    draw_foot(paper, content_.plan, "",
              words("page_of", {{"page", std::to_string(number + 1)}, {"pages", std::to_string(pages_.size())}}));
    paper.next_page();
  }

 private:
  std::optional<Box> ground_of(const TeamRoute& team) const {
    std::vector<Place> places;
    if (team.base) places.push_back(*team.base);
    for (const std::size_t psu : team.psus)
      if (const auto& place = content_.plan.psus[psu].position) places.push_back(*place);
    return box_around(places);
  }

  double map(Paper& paper, const TeamRoute& team, const Box& box, const TeamPage& page, double top) const {
    const double rows = kRow * static_cast<double>(page.last + 1);
    const Area2d area{kEdge, top, paper.width() - 2 * kEdge, paper.height() - top - rows - kFoot - 22};
    const CountryMap map = draw_country(paper, content_, layers_, area, box);
    draw_route(paper, team, map);
    const double below = map.frame.area.y + map.frame.area.height + 6;
    draw_scale_bar(paper, {12, below}, 60, map.frame.scale, content_.words);
    return below + 14;
  }

  void draw_route(Paper& paper, const TeamRoute& team, const CountryMap& map) const {
    const auto inside = paper.clip(map.frame.area);
    std::vector<Spot> way;
    if (team.base) way.push_back(map.spot(*team.base));
    for (const std::size_t psu : team.psus)
      if (const auto& place = content_.plan.psus[psu].position) way.push_back(map.spot(*place));
    if (team.base) way.push_back(way.front());
    paper.lines({way}, 0.5, kBlack);
    for (const Spot& at : way) {
      paper.dot(at, 1.3, kWhite);
      paper.dot(at, 1.0, kBlack);
      map.labels->keep_free({at.x - 0.8, at.y - 0.8, 1.6, 1.6});
    }
    if (team.base) {
      const Spot at = map.spot(*team.base);
      paper.fill({at.x - 1.7, at.y - 1.7, 3.4, 3.4}, kWhite);
      paper.rectangle({at.x - 1.7, at.y - 1.7, 3.4, 3.4}, 0.6);
      map.labels->pointing(at, 1.8, content_.words("base"), {8, true});
    }
    for (std::size_t k = 0; k < team.psus.size(); ++k)
      if (const auto& place = content_.plan.psus[team.psus[k]].position)
        map.labels->pointing(map.spot(*place), 1.2, team.rows[k].front(), {8, true});
    map.finish();
  }

  template <class Text>
  static void row(Paper& paper, double y, Text text, bool bold) {
    double x = kEdge;
    for (std::size_t k = 0; k < kColumns.size(); ++k) {
      paper.text({x, y}, kColumns[k].width - 2, text(k), {8.5, bold, kColumns[k].align});
      x += kColumns[k].width;
    }
  }

  const MapContent& content_;
  const CountryLayers& layers_;
  const std::vector<TeamRoute>& teams_;
  const std::vector<TeamPage>& pages_;
};

}  // namespace

Pages team_maps(const MapContent& content, std::vector<TeamRoute> teams) {
  struct Kept {
    CountryLayers layers;
    std::vector<TeamRoute> teams;
    std::vector<TeamPage> pages;
  };
  auto kept = std::make_shared<Kept>(Kept{CountryLayers(content), {}, {}});
  kept->pages = pages_of(teams, height_of(content.survey.paper));
  kept->teams = std::move(teams);
  return {{content.survey.paper, content.words("teams_title", {{"title", content.plan.title}}), content.plan.date,
           content.words.language()},
          kept->pages.size(),
          [&content, kept] {
            return [&content, kept](Paper& paper, std::size_t page) {
              TeamPages(content, kept->layers, kept->teams, kept->pages).draw(paper, page);
            };
          }};
}

}  // namespace fairdraw
