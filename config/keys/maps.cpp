#include "config/keys/sections.h"
#include "config/own_values.h"

#include <array>

namespace fairdraw {
namespace {

constexpr std::uint32_t kLargestZoom = 18;

std::string wrong_zoom(const Survey& survey) {
  if (survey.offline_zoom <= kLargestZoom) return {};
  return "maps.offline_zoom should be at most " + std::to_string(kLargestZoom) + " (half a metre of ground a dot)";
}

constexpr std::array kMapsRows = {
    Key{"maps.paper", choice<PaperSize, &Survey::paper>(), "what maps and sheets are printed on"},
    Key{"maps.layers", OwnKey{"a list of tables such as { file = \"roads.gpkg\", style = \"road\" }", read_layers},
        "list of `{ file, layer, style, label }`, drawn beneath the areas in this order; style: `\"road\"`, "
        "`\"water\"`, `\"building\"`, `\"place\"`, `\"boundary\"`"},
    Key{"maps.basemap", TextKey{place<&Survey::basemap>},
        "a picture of the ground beneath maps: {ground} of bytes, in any CRS"},
    Key{"maps.grid", choice<MapGrid, &Survey::grid>(),
        "coordinates along the edges of maps: `\"degrees\"`, or `\"utm\"` (of the zone in the map's middle)"},
    Key{"maps.sheet_scale", WholeKey{place<&Survey::sheet_scale>, 100},
        "10000 for 1:10 000: a PSU that a page shows at a smaller scale is followed by sheets at this one, each "
        "overlapping the next; at a smaller one where they would be more than 30",
        "0 (none)"},
    Key{"maps.pictures", choices<PictureFormat, &Survey::pictures>(),
        "overview, strata and PSUs as pictures of a page each, besides"},
    Key{"maps.offline_zoom", WholeKey{place<&Survey::offline_zoom>, 1},
        "largest zoom (1 to 18) of maps/offline.mbtiles, a basemap of the layers around every PSU for phones without a "
        "network; 16 shows 2 m of ground a dot",
        "0 (none is made)", wrong_zoom},
};

}  // namespace

const KeySection kMapsKeys = {"maps", "", kMapsRows};

}  // namespace fairdraw
