#include "geo/maps/country_map.h"
#include "geo/maps/map_furniture.h"
#include "geo/maps/maps.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {
namespace {

constexpr double kLeft = 10;

/// A stratum that has PSUs with a place in the field.
struct StratumGround {
  std::size_t stratum = 0;  ///< position in Plan::strata
  Box box;
};

std::vector<StratumGround> strata_in_the_field(const MapContent& content) {
  std::vector<StratumGround> out;
  for (std::size_t h = 0; h < content.plan.strata.size(); ++h) {
    std::vector<Place> corners;
    for (const std::size_t i : content.pages) {
      if (content.plan.psus[i].stratum != content.plan.strata[h].stratum || content.shapes[i].empty()) continue;
      const Box own = bounds(told_eastward(content.shapes[i]));
      corners.insert(corners.end(), {own.low, own.high});
    }
    if (const auto box = box_around(corners)) out.push_back({h, *box});
  }
  return out;
}

/// Draws the page of a stratum: its PSUs by the numbers of psus.pdf, those of other strata in grey.
void draw_stratum(Paper& paper, const MapContent& content, const CountryLayers& layers, const StratumGround& ground) {
  const StratumResult& stratum = content.plan.strata[ground.stratum];
  const Words& words = content.words;
  paper.text({kLeft, 8}, paper.width() - 2 * kLeft, stratum.stratum, {16, true});
  paper.text(
      {kLeft, 17}, paper.width() - 2 * kLeft,
      words("stratum_what", {{"drawn", std::to_string(stratum.drawn)}, {"areas", std::to_string(stratum.areas)}}),
      {9, false, Align::left, kGrey});
  const Area2d area{kLeft, 25, paper.width() - 2 * kLeft, paper.height() - 25 - 32};
  const CountryMap map = draw_country(paper, content, layers, area, ground.box);
  {
    const auto inside = paper.clip(map.frame.area);
    struct Sign {
      Spot at;
      std::size_t page;
    };
    std::vector<Sign> signs;
    for (const bool own : {false, true})
      for (std::size_t page = 0; page < content.pages.size(); ++page) {
        const Psu& psu = content.plan.psus[content.pages[page]];
        if (!psu.position || (psu.stratum == stratum.stratum) != own) continue;
        const Spot at = map.spot(*psu.position);
        paper.dot(at, own ? 1.3 : 1.0, kWhite);
        paper.dot(at, own ? 1.1 : 0.8, own ? kBlack : Ink{0.6, 0.6, 0.6});
        if (!own) continue;
        map.labels->keep_free({at.x - 0.9, at.y - 0.9, 1.8, 1.8});
        signs.push_back({at, page + 1});
      }
    for (const Sign& each : signs) map.labels->pointing(each.at, 1.1, std::to_string(each.page), {7, true});
    map.finish();
  }
  draw_scale_bar(paper, {12, map.frame.area.y + map.frame.area.height + 6}, 60, map.frame.scale, words);
  draw_foot(paper, content.plan, "",
            words("stratum_of", {{"stratum", std::to_string(ground.stratum + 1)},
                                 {"strata", std::to_string(content.plan.strata.size())}}));
  paper.next_page();
}

}  // namespace

Pages stratum_maps(const MapContent& content) {
  const auto layers = std::make_shared<const CountryLayers>(content);
  const auto strata = std::make_shared<const std::vector<StratumGround>>(strata_in_the_field(content));
  return {{content.survey.paper, content.words("strata_title", {{"title", content.plan.title}}), content.plan.date,
           content.words.language()},
          strata->size(),
          [&content, layers, strata] {
            return [&content, layers, strata](Paper& paper, std::size_t k) {
              draw_stratum(paper, content, *layers, (*strata)[k]);
            };
          }};
}

}  // namespace fairdraw
