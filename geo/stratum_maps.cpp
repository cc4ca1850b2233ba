#include "geo/country_map.h"
#include "geo/map_furniture.h"
#include "geo/maps.h"
#include "geo/paper.h"

#include <algorithm>
#include <optional>

namespace fairdraw {
namespace {

constexpr double kLeft = 10;

/// One page of a stratum: its PSUs by the numbers of psus.pdf, those of other strata in grey.
class StratumPages {
 public:
  StratumPages(const MapContent& content, const std::filesystem::path& file)
      : content_(content), paper_(file, content.survey.paper, content.plan.title + ": strata", content.plan.date) {}

  void stratum(const StratumResult& stratum, std::size_t number) {
    const std::optional<Box> box = ground_of(stratum.stratum);
    if (!box) return;
    paper_.text({kLeft, 8}, paper_.width() - 2 * kLeft, stratum.stratum, {16, true});
    paper_.text({kLeft, 17}, paper_.width() - 2 * kLeft,
                std::to_string(stratum.drawn) + " of " + std::to_string(stratum.areas) +
                    " areas are in the field. Numbers are the pages of psus.pdf; grey units belong to other strata.",
                {9, false, Align::left, kGrey});
    const Area2d area{kLeft, 25, paper_.width() - 2 * kLeft, paper_.height() - 25 - 32};
    const CountryMap map = draw_country(paper_, content_, area, *box);
    {
      const auto inside = paper_.clip(map.frame.area);
      FreeTexts numbers(true);
      for (const bool own : {false, true})
        for (std::size_t page = 0; page < content_.pages.size(); ++page) {
          const Psu& psu = content_.plan.psus[content_.pages[page]];
          if (!psu.position || (psu.stratum == stratum.stratum) != own) continue;
          const Spot at = map.spot(*psu.position);
          paper_.dot(at, own ? 1.3 : 1.0, kWhite);
          paper_.dot(at, own ? 1.1 : 0.8, own ? kBlack : Ink{0.6, 0.6, 0.6});
          if (own) numbers.put(paper_, at, std::to_string(page + 1), {7, true});
        }
    }
    draw_scale_bar(paper_, {12, map.frame.area.y + map.frame.area.height + 6}, 60, map.frame.scale);
    const std::string title = content_.plan.title + (content_.plan.date.empty() ? "" : ", " + content_.plan.date);
    paper_.text({kLeft, paper_.height() - 8}, 120, title, {7.5, false, Align::left, kGrey});
    paper_.text({paper_.width() - kLeft - 60, paper_.height() - 8}, 60,
                "stratum " + std::to_string(number) + " of " + std::to_string(content_.plan.strata.size()),
                {7.5, false, Align::right, kGrey});
    paper_.next_page();
  }

  void finish() { paper_.finish(); }

 private:
  /// Around the ground of the stratum's units, with two hundredths of a degree more.
  std::optional<Box> ground_of(const std::string& stratum) const {
    constexpr std::int64_t kAround = 2'000'000;
    std::optional<Box> box;
    for (const std::size_t i : content_.pages) {
      const Psu& psu = content_.plan.psus[i];
      if (psu.stratum != stratum || content_.shapes[i].empty()) continue;
      const Box own = bounds(content_.shapes[i]);
      box = around(box.value_or(own), own);
    }
    if (!box) return box;
    return Box{{box->low.longitude - kAround, box->low.latitude - kAround},
               {box->high.longitude + kAround, box->high.latitude + kAround}};
  }

  const MapContent& content_;
  Paper paper_;
};

}  // namespace

void write_stratum_maps(const MapContent& content, const std::filesystem::path& file) {
  StratumPages pages(content, file);
  for (std::size_t h = 0; h < content.plan.strata.size(); ++h) pages.stratum(content.plan.strata[h], h + 1);
  pages.finish();
}

}  // namespace fairdraw
