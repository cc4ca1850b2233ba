#include "geo/maps/map_looks.h"

#include <algorithm>

namespace fairdraw {
namespace {

double middle(const Area2d& box) {
  return box.y + box.height / 2;
}

// Lines and fills keep apart in black and white.

/// A row for each style that a survey file can name.
struct StyleRow {
  MapStyle style;
  MapLook look;
};

const std::vector<StyleRow> kRows = {
    {MapStyle::road,
     {.name = "road",
      .rules = R"(<Rule><LineSymbolizer stroke="#ffffff" stroke-width="1.3" stroke-linejoin="round"/></Rule>)",
      .casing = R"(<Rule><LineSymbolizer stroke="#5b5b5b" stroke-width="2.4" stroke-linejoin="round"/></Rule>)",
      .names = TextStyle{7.5, false, Align::left, {0.2, 0.2, 0.2}},
      .names_come = 5,
      .word = "legend_road",
      .sign =
          [](Paper& paper, const Area2d& box) {
            paper.line({box.x, middle(box)}, {box.x + box.width, middle(box)}, 0.85, {0.36, 0.36, 0.36});
            paper.line({box.x, middle(box)}, {box.x + box.width, middle(box)}, 0.45, kWhite);
          }}},
    {MapStyle::water,
     {.name = "water",
      .rules = R"(<Rule><Filter>[mapnik::geometry_type] = polygon</Filter>
<PolygonSymbolizer fill="#cfe3f1"/><LineSymbolizer stroke="#4c87b0" stroke-width="0.5"/></Rule>
<Rule><Filter>[mapnik::geometry_type] = linestring</Filter>
<LineSymbolizer stroke="#4c87b0" stroke-width="1.4" stroke-linejoin="round"/></Rule>)",
      .names = TextStyle{7.5, false, Align::left, {0.14, 0.33, 0.48}},
      .names_come = 6,
      .word = "legend_water",
      .sign =
          [](Paper& paper, const Area2d& box) {
            paper.line({box.x, middle(box)}, {box.x + box.width, middle(box)}, 0.5, {0.3, 0.53, 0.69});
          }}},
    {MapStyle::building,
     {.name = "building",
      .rules =
          R"(<Rule><Filter>[mapnik::geometry_type] = polygon</Filter><PolygonSymbolizer fill="#8a7f76"/><LineSymbolizer stroke="#8a7f76" stroke-width="0.7"/></Rule>
<Rule><ElseFilter/><MarkersSymbolizer fill="#9c9188" stroke-width="0" width="2.2" height="2.2" allow-overlap="true" marker-type="ellipse"/></Rule>)",
      .names = {},
      .word = "legend_building",
      .sign =
          [](Paper& paper, const Area2d& box) {
            paper.fill({box.x + 3, middle(box) - 1.2, 3, 2.4}, {0.61, 0.57, 0.53});
          }}},
    {MapStyle::place,
     {.name = "place",
      .rules =
          R"(<Rule><MarkersSymbolizer fill="#222222" stroke-width="0" width="3.4" height="3.4" allow-overlap="true" marker-type="ellipse"/></Rule>)",
      .names = TextStyle{8.5, true, Align::left, {0.13, 0.13, 0.13}},
      .names_come = 1,
      .word = "legend_place",
      .sign =
          [](Paper& paper, const Area2d& box) {
            paper.dot({box.x + 4.5, middle(box)}, 0.7, {0.13, 0.13, 0.13});
          }}},
    {MapStyle::boundary,
     {.name = "boundary",
      .rules = R"(<Rule><LineSymbolizer stroke="#7a5c8e" stroke-width="1.6" stroke-dasharray="7,2,1.5,2"/></Rule>)",
      .names = {},
      .word = "legend_boundary",
      .sign =
          [](Paper& paper, const Area2d& box) {
            paper.line({box.x, middle(box)}, {box.x + box.width, middle(box)}, 0.5, {0.48, 0.36, 0.56});
          }}},
};

}  // namespace

const MapLook kRegionLook = {.name = "region",
                             .rules = R"(<Rule>
<PolygonSymbolizer fill="#f4f1ea"/><LineSymbolizer stroke="#777777" stroke-width="0.8"/>
</Rule>)",
                             .names = TextStyle{10, true, Align::left, {0.42, 0.4, 0.36}},
                             .names_come = 4};

const MapLook kPsuGroundLook = {
    .name = "psu-ground", .rules = R"(<Rule><PolygonSymbolizer fill="#fff6cf"/></Rule>)", .names = {}};

const MapLook kPsuBorderLook = {
    .name = "psu-border",
    .rules = R"(<Rule><LineSymbolizer stroke="#111111" stroke-width="2.6" stroke-linejoin="round"/></Rule>)",
    .names = {},
    .sign = [](Paper& paper, const Area2d& box) {
      paper.fill(box, {1.0, 0.965, 0.81});
      paper.rectangle(box, 0.9);
    }};

const MapLook kNeighbourLook = {
    .name = "neighbour",
    .rules = R"(<Rule><LineSymbolizer stroke="#8a8a8a" stroke-width="0.7" stroke-dasharray="3,1.5"/></Rule>)",
    .names = TextStyle{8, false, Align::left, {0.2, 0.2, 0.2}},
    .names_come = 3,
    .sign = [](Paper& paper, const Area2d& box) {
      for (int i = 0; i < 3; ++i)
        paper.line({box.x + 3.2 * i, middle(box)}, {box.x + 3.2 * i + 2, middle(box)}, 0.25, {0.54, 0.54, 0.54});
    }};

const MapLook kSegmentLook = {.name = "segment",
                              .rules = R"(<Rule><LineSymbolizer stroke="#111111" stroke-width="1.1"/></Rule>)",
                              .names = TextStyle{9, true, Align::left, {0.13, 0.13, 0.13}},
                              .names_come = 2};

const MapLook& look_of(MapStyle style) {
  return std::find_if(kRows.begin(), kRows.end(), [&](const StyleRow& row) { return row.style == style; })->look;
}

std::vector<const MapLook*> map_looks() {
  std::vector<const MapLook*> out = {&kRegionLook, &kPsuGroundLook, &kPsuBorderLook, &kNeighbourLook, &kSegmentLook};
  for (const StyleRow& row : kRows) out.push_back(&row.look);
  return out;
}

}  // namespace fairdraw
