#include "geo/maps/atlas_sheets.h"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

constexpr Area2d kArea{10, 36, 190, 209};  ///< what maps take of A4

/// The corner of a square is left out, so that its ground is an L: 0.05 degrees are 5.5 km.
Shape large_l() {
  constexpr std::int64_t kUnit = 2'500'000;
  Shape shape;
  shape.polygons.push_back(
      {{{{0, 0}, {2 * kUnit, 0}, {2 * kUnit, kUnit}, {kUnit, kUnit}, {kUnit, 2 * kUnit}, {0, 2 * kUnit}, {0, 0}}}});
  return shape;
}

bool shows(const MapFrame& frame, Metres at) {
  return at.east >= frame.low.east && at.east <= frame.high.east && at.north >= frame.low.north &&
         at.north <= frame.high.north;
}

}  // namespace

TEST_CASE("sheets at the scale asked for show all of a unit's ground, and none shows no ground") {
  const Shape shape = large_l();
  const PsuSheets pages = lay_out_sheets(shape, kArea, 10'000);
  REQUIRE(pages.whole.scale > 10'000);
  // 5.57 km less a tenth of a sheet of 1.9 km or 2.09 km, over nine tenths of it: four columns and three rows.
  std::size_t rows = 0;
  std::size_t columns = 0;
  for (const AtlasSheet& sheet : pages.sheets) {
    rows = std::max(rows, sheet.row + 1);
    columns = std::max(columns, sheet.column + 1);
    CHECK(sheet.frame.scale == 10'000);
    CHECK(sheet.frame.high.east - sheet.frame.low.east == doctest::Approx(1900));
    CHECK(sheet.frame.high.north - sheet.frame.low.north == doctest::Approx(2090));
  }
  CHECK(columns == 4);
  CHECK(rows == 3);
  CHECK(pages.sheets.size() < rows * columns);  // nothing is in the corner that was left out
  for (std::int64_t i = 0; i <= 40; ++i)
    for (std::int64_t j = 0; j <= 40; ++j) {
      const Place place{i * 125'000, j * 125'000};
      if (!contains(shape, place)) continue;
      const Metres at = (*pages.projection)(place);
      CHECK(shows(pages.whole, at));
      CHECK(std::any_of(pages.sheets.begin(), pages.sheets.end(),
                        [&](const AtlasSheet& sheet) { return shows(sheet.frame, at); }));
    }
}

TEST_CASE("a sheet names the sheets beside it, each the other, and they overlap by a tenth") {
  const PsuSheets pages = lay_out_sheets(large_l(), kArea, 10'000);
  std::size_t neighbours = 0;
  for (std::size_t page = 2; page <= pages.pages(); ++page)
    for (const NextSheet& next : next_sheets(pages, page)) {
      ++neighbours;
      const std::vector<NextSheet> back = next_sheets(pages, next.page);
      CHECK(std::any_of(back.begin(), back.end(), [&](const NextSheet& each) {
        return each.page == page && each.right == -next.right && each.down == -next.down;
      }));
      const MapFrame& here = pages.frame(page);
      const MapFrame& there = pages.frame(next.page);
      if (next.right == 1) CHECK(here.high.east - there.low.east == doctest::Approx(190));
      if (next.down == 1) CHECK(there.high.north - here.low.north == doctest::Approx(209));
    }
  CHECK(neighbours >= 2 * (pages.sheets.size() - 1));  // the ground is in one piece
  CHECK(next_sheets(pages, 1).empty());
}

TEST_CASE("a unit that its first page shows as large has no sheets, and one that needs too many has smaller ones") {
  CHECK(lay_out_sheets(large_l(), kArea, 0).pages() == 1);
  CHECK(lay_out_sheets(large_l(), kArea, 100'000).pages() == 1);
  const PsuSheets many = lay_out_sheets(large_l(), kArea, 1'000);
  CHECK(many.sheets.size() <= 30);
  CHECK(many.sheets.size() > 10);
  CHECK(many.frame(2).scale > 1'000);
  CHECK(many.frame(2).scale < many.whole.scale);
}

TEST_CASE("of a unit that is no more than a point, 400 metres on every side are shown") {
  Shape shape;
  shape.point = Place{3'000'000'000, 0};
  const PsuSheets pages = lay_out_sheets(shape, kArea, 10'000);
  CHECK(pages.pages() == 1);
  const Metres at = (*pages.projection)(*shape.point);
  CHECK(shows(pages.whole, {at.east - 400, at.north - 400}));
  CHECK(shows(pages.whole, {at.east + 400, at.north + 400}));
}
