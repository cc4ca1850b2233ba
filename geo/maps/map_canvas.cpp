#include "geo/maps/map_canvas.h"

#include "geo/maps/mapnik_bridge.h"
#include "planner/base/error.h"

#include <array>
#include <string_view>
#include <vector>

#include <ogr_geometry.h>

namespace fairdraw {
namespace {

/// Every layer comes projected, so that all share one nominal projection and Mapnik transforms nothing.
constexpr const char* kProjected = "+proj=merc +a=6378137 +b=6378137 +units=m +no_defs";

/// Lines and fills that keep apart in black and white.
constexpr const char* kStyles = R"(<Map srs="+proj=merc +a=6378137 +b=6378137 +units=m +no_defs">
<Style name="psu-ground"><Rule><PolygonSymbolizer fill="#fff6cf"/></Rule></Style>
<Style name="region"><Rule>
<PolygonSymbolizer fill="#f4f1ea"/><LineSymbolizer stroke="#777777" stroke-width="0.8"/>
</Rule></Style>
<Style name="water"><Rule><Filter>[mapnik::geometry_type] = polygon</Filter>
<PolygonSymbolizer fill="#cfe3f1"/><LineSymbolizer stroke="#4c87b0" stroke-width="0.5"/></Rule>
<Rule><Filter>[mapnik::geometry_type] = linestring</Filter>
<LineSymbolizer stroke="#4c87b0" stroke-width="1.4" stroke-linejoin="round"/></Rule></Style>
<Style name="road-casing"><Rule><LineSymbolizer stroke="#5b5b5b" stroke-width="2.4" stroke-linejoin="round"/></Rule></Style>
<Style name="road"><Rule><LineSymbolizer stroke="#ffffff" stroke-width="1.3" stroke-linejoin="round"/></Rule></Style>
<Style name="building"><Rule><Filter>[mapnik::geometry_type] = polygon</Filter><PolygonSymbolizer fill="#8a7f76"/><LineSymbolizer stroke="#8a7f76" stroke-width="0.7"/></Rule>
<Rule><ElseFilter/><MarkersSymbolizer fill="#9c9188" stroke-width="0" width="2.2" height="2.2" allow-overlap="true" marker-type="ellipse"/></Rule></Style>
<Style name="place"><Rule><MarkersSymbolizer fill="#222222" stroke-width="0" width="3.4" height="3.4" allow-overlap="true" marker-type="ellipse"/></Rule></Style>
<Style name="boundary"><Rule><LineSymbolizer stroke="#7a5c8e" stroke-width="1.6" stroke-dasharray="7,2,1.5,2"/></Rule></Style>
<Style name="neighbour"><Rule><LineSymbolizer stroke="#8a8a8a" stroke-width="0.7" stroke-dasharray="3,1.5"/></Rule></Style>
<Style name="segment"><Rule><LineSymbolizer stroke="#111111" stroke-width="1.1"/></Rule></Style>
<Style name="psu-border"><Rule><LineSymbolizer stroke="#111111" stroke-width="2.6" stroke-linejoin="round"/></Rule></Style>
</Map>)";

/// How the names of each style are set; the first matter most.
struct NameStyle {
  std::string_view style;
  TextStyle text;
};
const std::array<NameStyle, 6> kNameStyles = {{{"place", {8.5, true, Align::left, {0.13, 0.13, 0.13}}},
                                               {"segment", {9, true, Align::left, {0.13, 0.13, 0.13}}},
                                               {"neighbour", {8, false, Align::left, {0.2, 0.2, 0.2}}},
                                               {"region", {10, true, Align::left, {0.42, 0.4, 0.36}}},
                                               {"road", {7.5, false, Align::left, {0.2, 0.2, 0.2}}},
                                               {"water", {7.5, false, Align::left, {0.14, 0.33, 0.48}}}}};

std::vector<Spot> on_page(const OGRSimpleCurve& curve, const MapFrame& frame) {
  std::vector<Spot> out;
  for (int i = 0; i < curve.getNumPoints(); ++i) out.push_back(frame.spot({curve.getX(i), curve.getY(i)}));
  return out;
}

void name_it(const OGRGeometry& geometry, const std::string& name, const TextStyle& style, const MapFrame& frame,
             MapTexts& labels) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: {
      const Spot at = frame.spot({geometry.toPoint()->getX(), geometry.toPoint()->getY()});
      if (frame.area.holds(at)) labels.beside(at, 0.7, name, style);
      break;
    }
    case wkbLineString:
      labels.along(on_page(*geometry.toLineString(), frame), name, style);
      break;
    case wkbPolygon:
    case wkbMultiPolygon: {
      std::vector<std::vector<Spot>> rings;
      const auto take = [&](const OGRPolygon& polygon) {
        for (const OGRLinearRing* ring : polygon) rings.push_back(on_page(*ring, frame));
      };
      if (wkbFlatten(geometry.getGeometryType()) == wkbPolygon)
        take(*geometry.toPolygon());
      else
        for (const OGRPolygon* part : *geometry.toMultiPolygon()) take(*part);
      labels.inside(rings, name, style);
      break;
    }
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbGeometryCollection:
      for (const OGRGeometry* part : *geometry.toGeometryCollection()) name_it(*part, name, style, frame, labels);
      break;
    default:
      break;
  }
}

}  // namespace

struct MapCanvas::State {
  struct Named {
    std::string style;
    std::string name;
    std::unique_ptr<OGRGeometry> geometry;
  };

  mapnik::Map styled{1, 1};
  mapnik::Map map{1, 1};
  mapnik::context_ptr context = std::make_shared<mapnik::context_type>();
  std::shared_ptr<mapnik::memory_datasource> features;
  mapnik::value_integer next = 1;
  std::string style;
  std::vector<Named> named;

  void push(mapnik::geometry::geometry<double>&& geometry) {
    mapnik::feature_ptr feature = mapnik::feature_factory::create(context, next++);
    feature->set_geometry(std::move(geometry));
    features->push(feature);
  }
};

MapCanvas::MapCanvas() : state_(std::make_unique<State>()) {
  try {
    mapnik::load_map_string(state_->styled, kStyles, true);
  } catch (const std::exception& error) {
    throw Error(ErrorKind::system, std::string("maps can't be drawn: ") + error.what());
  }
  clear();
}

MapCanvas::~MapCanvas() = default;

void MapCanvas::clear() {
  state_->map = state_->styled;
  state_->named.clear();
}

void MapCanvas::layer(const std::string& style) {
  state_->style = style;
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

void MapCanvas::add(const OGRGeometry& geometry, const std::string& name) {
  each_mapnik_geometry(geometry, [this](auto&& each) { state_->push(std::forward<decltype(each)>(each)); });
  if (!name.empty()) state_->named.push_back({state_->style, name, std::unique_ptr<OGRGeometry>(geometry.clone())});
}

void MapCanvas::draw(const Paper& paper, const MapFrame& frame) {
  draw_by_mapnik(state_->map, paper, frame);
}

void MapCanvas::draw_names(const MapFrame& frame, MapTexts& labels) const {
  for (const NameStyle& each : kNameStyles)
    for (const State::Named& named : state_->named)
      if (named.style == each.style) name_it(*named.geometry, named.name, each.text, frame, labels);
}

}  // namespace fairdraw
