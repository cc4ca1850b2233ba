#include "geo/country_map.h"
#include "geo/map_furniture.h"
#include "geo/maps.h"
#include "geo/paper.h"

#include <algorithm>
#include <array>
#include <optional>

namespace fairdraw {
namespace {

struct Column {
  const char* heading;
  double width;
  Align align;
};

constexpr std::array<Column, 6> kColumns = {{{"stop", 10, Align::right},
                                             {"PSU", 42, Align::left},
                                             {"name", 66, Align::left},
                                             {"sheet and map", 24, Align::right},
                                             {"km", 20, Align::right},
                                             {"days", 20, Align::right}}};
constexpr double kLeft = 10;
constexpr double kRow = 5.2;
constexpr double kFoot = 14;

std::optional<Box> ground_of(const Plan& plan, const TeamRoute& team) {
  std::optional<Box> box;
  const auto grow = [&](const std::optional<Place>& place) {
    if (place) box = around(box.value_or(Box{*place, *place}), {*place, *place});
  };
  grow(team.base);
  for (const std::size_t psu : team.psus) grow(plan.psus[psu].position);
  if (!box) return box;
  constexpr std::int64_t kLeast = 2'000'000;  // two hundredths of a degree: a route of one stop has ground around it
  const Box& it = *box;
  return Box{{it.low.longitude - kLeast, it.low.latitude - kLeast},
             {it.high.longitude + kLeast, it.high.latitude + kLeast}};
}

class TeamPages {
 public:
  TeamPages(const MapContent& content, const std::filesystem::path& file)
      : content_(content), paper_(file, content.survey.paper, content.plan.title + ": teams", content.plan.date) {}

  void team(const TeamRoute& team) {
    double y = heading(team.title, team.summary);
    if (const auto box = ground_of(content_.plan, team)) y = map(team, *box, y);
    std::size_t next = 0;
    while (next < team.rows.size()) {
      y = table(team, y, next);
      footer();
      paper_.next_page();
      if (next < team.rows.size()) y = heading(team.title + " (continued)", team.summary);
    }
  }

  void finish() { paper_.finish(); }

 private:
  double heading(const std::string& title, const std::string& summary) {
    paper_.text({kLeft, 8}, paper_.width() - 2 * kLeft, title, {16, true});
    paper_.text({kLeft, 17}, paper_.width() - 2 * kLeft, summary, {9});
    return 24;
  }

  double map(const TeamRoute& team, const Box& box, double top) {
    const double rows = kRow * static_cast<double>(std::min<std::size_t>(team.rows.size() + 1, 20));
    const Area2d area{kLeft, top, paper_.width() - 2 * kLeft, paper_.height() - top - rows - kFoot - 22};
    const CountryMap map = draw_country(paper_, content_, area, box);
    draw_route(team, map);
    const double below = map.frame.area.y + map.frame.area.height + 6;
    draw_scale_bar(paper_, {12, below}, 60, map.frame.scale);
    return below + 14;
  }

  void draw_route(const TeamRoute& team, const CountryMap& map) {
    const auto inside = paper_.clip(map.frame.area);
    std::vector<Spot> way;
    if (team.base) way.push_back(map.spot(*team.base));
    for (const std::size_t psu : team.psus)
      if (const auto& place = content_.plan.psus[psu].position) way.push_back(map.spot(*place));
    if (team.base) way.push_back(way.front());
    paper_.lines({way}, 0.5, kBlack);
    FreeTexts numbers(true);
    for (std::size_t k = 0; k < team.psus.size(); ++k) {
      const auto& place = content_.plan.psus[team.psus[k]].position;
      if (!place) continue;
      const Spot at = map.spot(*place);
      paper_.dot(at, 1.3, kWhite);
      paper_.dot(at, 1.0, kBlack);
      numbers.put(paper_, at, team.rows[k].front(), {8, true});
    }
    if (team.base) {
      const Spot at = map.spot(*team.base);
      paper_.fill({at.x - 1.7, at.y - 1.7, 3.4, 3.4}, kWhite);
      paper_.rectangle({at.x - 1.7, at.y - 1.7, 3.4, 3.4}, 0.6);
      numbers.put(paper_, {at.x + 1, at.y}, "base", {8, true});
    }
  }

  /// As many rows as the page holds.
  double table(const TeamRoute& team, double y, std::size_t& next) {
    row(
        y, [](std::size_t k) { return std::string(kColumns[k].heading); }, true);
    y += kRow;
    paper_.line({kLeft, y - 0.6}, {paper_.width() - kLeft, y - 0.6}, 0.3);
    for (; next < team.rows.size() && y + kRow < paper_.height() - kFoot; ++next, y += kRow)
      row(
          y, [&](std::size_t k) { return team.rows[next][k]; }, false);
    return y;
  }

  template <class Text>
  void row(double y, Text text, bool bold) {
    double x = kLeft;
    for (std::size_t k = 0; k < kColumns.size(); ++k) {
      paper_.text({x, y}, kColumns[k].width - 2, text(k), {8.5, bold, kColumns[k].align});
      x += kColumns[k].width;
    }
  }

  void footer() {
    ++page_;
    const std::string title = content_.plan.title + (content_.plan.date.empty() ? "" : ", " + content_.plan.date);
    paper_.text({kLeft, paper_.height() - 8}, 120, title, {7.5, false, Align::left, kGrey});
    paper_.text({paper_.width() - kLeft - 60, paper_.height() - 8}, 60, "page " + std::to_string(page_),
                {7.5, false, Align::right, kGrey});
  }

  const MapContent& content_;
  Paper paper_;
  std::size_t page_ = 0;
};

}  // namespace

void write_team_maps(const MapContent& content, const std::vector<TeamRoute>& teams,
                     const std::filesystem::path& file) {
  TeamPages pages(content, file);
  for (const TeamRoute& team : teams) pages.team(team);
  pages.finish();
}

}  // namespace fairdraw
