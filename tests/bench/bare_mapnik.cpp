#include "tests/bench/bare_mapnik.h"

#include "geo/maps/mapnik_bridge.h"
#include "planner/base/error.h"

#include <array>
#include <filesystem>
#include <mutex>
#include <vector>

namespace fairdraw::bench {
namespace {

/// Every layer comes projected, so that all share one nominal projection and Mapnik transforms nothing.
constexpr const char* kProjected = "+proj=merc +a=6378137 +b=6378137 +units=m +no_defs";

/// Lines and fills that keep apart in black and white.
constexpr const char* kStyles = R"(<Map srs="+proj=merc +a=6378137 +b=6378137 +units=m +no_defs">
<FontSet name="plain">
<Font face-name="Noto Sans Regular"/><Font face-name="Noto Sans Thai Regular"/><Font face-name="Noto Sans Khmer Regular"/>
<Font face-name="Noto Sans Ethiopic Regular"/><Font face-name="Noto Sans Lao Regular"/><Font face-name="Noto Sans Myanmar Regular"/>
<Font face-name="Noto Sans Arabic Regular"/><Font face-name="DejaVu Sans Book"/>
</FontSet>
<FontSet name="bold">
<Font face-name="Noto Sans Bold"/><Font face-name="Noto Sans Thai Bold"/><Font face-name="Noto Sans Khmer Bold"/>
<Font face-name="Noto Sans Ethiopic Bold"/><Font face-name="Noto Sans Lao Bold"/><Font face-name="Noto Sans Myanmar Bold"/>
<Font face-name="Noto Sans Arabic Bold"/><Font face-name="DejaVu Sans Bold"/>
</FontSet>
<Style name="psu-ground"><Rule><PolygonSymbolizer fill="#fff6cf"/></Rule></Style>
<Style name="region"><Rule>
<PolygonSymbolizer fill="#f4f1ea"/><LineSymbolizer stroke="#777777" stroke-width="0.8"/>
<TextSymbolizer avoid-edges="true" fontset-name="bold" size="10" fill="#8a8378" placement="interior" wrap-width="70">[label]</TextSymbolizer>
</Rule></Style>
<Style name="water"><Rule><Filter>[mapnik::geometry_type] = polygon</Filter>
<PolygonSymbolizer fill="#cfe3f1"/><LineSymbolizer stroke="#4c87b0" stroke-width="0.5"/>
<TextSymbolizer avoid-edges="true" fontset-name="plain" size="7.5" fill="#2d5f85" placement="interior" wrap-width="60">[label]</TextSymbolizer></Rule>
<Rule><Filter>[mapnik::geometry_type] = linestring</Filter>
<LineSymbolizer stroke="#4c87b0" stroke-width="1.4" stroke-linejoin="round"/>
<TextSymbolizer avoid-edges="true" fontset-name="plain" size="7.5" fill="#2d5f85" placement="line" dy="5" spacing="240" max-char-angle-delta="30">[label]</TextSymbolizer></Rule></Style>
<Style name="road-casing"><Rule><LineSymbolizer stroke="#5b5b5b" stroke-width="2.4" stroke-linejoin="round"/></Rule></Style>
<Style name="road"><Rule><LineSymbolizer stroke="#ffffff" stroke-width="1.3" stroke-linejoin="round"/>
<TextSymbolizer avoid-edges="true" fontset-name="plain" size="7.5" fill="#333333" placement="line" dy="6" spacing="240" max-char-angle-delta="30">[label]</TextSymbolizer></Rule></Style>
<Style name="building"><Rule><Filter>[mapnik::geometry_type] = polygon</Filter><PolygonSymbolizer fill="#8a7f76"/><LineSymbolizer stroke="#8a7f76" stroke-width="0.7"/></Rule>
<Rule><ElseFilter/><MarkersSymbolizer fill="#9c9188" stroke-width="0" width="2.2" height="2.2" allow-overlap="true" marker-type="ellipse"/></Rule></Style>
<Style name="place"><Rule><MarkersSymbolizer fill="#222222" stroke-width="0" width="3.4" height="3.4" allow-overlap="true" marker-type="ellipse"/>
<TextSymbolizer avoid-edges="true" fontset-name="bold" size="8.5" fill="#222222" dy="7">[label]</TextSymbolizer></Rule></Style>
<Style name="boundary"><Rule><LineSymbolizer stroke="#7a5c8e" stroke-width="1.6" stroke-dasharray="7,2,1.5,2"/></Rule></Style>
<Style name="neighbour"><Rule><LineSymbolizer stroke="#8a8a8a" stroke-width="0.7" stroke-dasharray="3,1.5"/></Rule></Style>
<Style name="segment"><Rule><LineSymbolizer stroke="#111111" stroke-width="1.1"/>
<TextSymbolizer avoid-edges="true" fontset-name="bold" size="9" fill="#222222" placement="interior">[label]</TextSymbolizer></Rule></Style>
<Style name="name"><Rule>
<TextSymbolizer avoid-edges="true" fontset-name="plain" size="8" fill="#444444" wrap-width="60">[label]</TextSymbolizer></Rule></Style>
<Style name="psu-border"><Rule><LineSymbolizer stroke="#111111" stroke-width="2.6" stroke-linejoin="round"/></Rule></Style>
</Map>)";

void register_fonts() {
  static std::once_flag once;
  std::call_once(once, [] {
    const std::filesystem::path noto = "/usr/share/fonts/truetype/noto";
    for (const char* script : {"", "Thai", "Khmer", "Ethiopic", "Lao", "Myanmar", "Arabic"})
      for (const char* weight : {"Regular", "Bold"})
        mapnik::freetype_engine::register_font(
            (noto / ("NotoSans" + std::string(script) + "-" + weight + ".ttf")).string());
    for (const char* file : {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf"})
      mapnik::freetype_engine::register_font(std::string("/usr/share/fonts/truetype/dejavu/") + file);
  });
}

}  // namespace

struct BareMapnik::State {
  mapnik::Map styled{1, 1};
  mapnik::Map map{1, 1};
  mapnik::context_ptr context = std::make_shared<mapnik::context_type>();
  mapnik::transcoder transcode{"utf-8"};
  std::shared_ptr<mapnik::memory_datasource> features;
  mapnik::value_integer next = 1;

  void push(mapnik::geometry::geometry<double>&& geometry, const std::string& label) {
    mapnik::feature_ptr feature = mapnik::feature_factory::create(context, next++);
    feature->put("label", transcode.transcode(label.c_str()));
    feature->set_geometry(std::move(geometry));
    features->push(feature);
  }
};

BareMapnik::BareMapnik() : state_(std::make_unique<State>()) {
  register_fonts();
  try {
    mapnik::load_map_string(state_->styled, kStyles, true);
  } catch (const std::exception& error) {
    throw Error(
        ErrorKind::system,
        std::string("maps can't be drawn (are fonts-noto-core and fonts-dejavu-core installed?): ") + error.what());
  }
  state_->context->push("label");
  clear();
}

BareMapnik::~BareMapnik() = default;

void BareMapnik::clear() {
  state_->map = state_->styled;
}

void BareMapnik::layer(const std::string& style) {
  mapnik::parameters parameters;
  parameters["type"] = "memory";
  state_->features = std::make_shared<mapnik::memory_datasource>(parameters);
  if (style == "road") {  // the casings of all roads lie below all roads
    mapnik::layer casing("road-casing", kProjected);
    casing.add_style("road-casing");
    casing.set_datasource(state_->features);
    state_->map.add_layer(std::move(casing));
  }
  mapnik::layer layer(style, kProjected);
  layer.add_style(style);
  layer.set_datasource(state_->features);
  state_->map.add_layer(std::move(layer));
}

void BareMapnik::add(const OGRGeometry& geometry, const std::string& label) {
  each_mapnik_geometry(geometry, [&](auto&& each) { state_->push(std::forward<decltype(each)>(each), label); });
}

void BareMapnik::draw(const Paper& paper, const MapFrame& frame) {
  draw_by_mapnik(state_->map, paper, frame);
}

}  // namespace fairdraw::bench
