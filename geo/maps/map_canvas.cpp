#include "geo/maps/map_canvas.h"

#include "geo/maps/mapnik_bridge.h"
#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <ogr_geometry.h>

namespace fairdraw {
namespace {

/// Every layer comes projected, so that all share one nominal projection and Mapnik transforms nothing.
constexpr const char* kProjected = "+proj=merc +a=6378137 +b=6378137 +units=m +no_defs";

/// The style in which a look's casing is drawn.
std::string casing_of(const MapLook& look) {
  return std::string(look.name) + "-casing";
}

/// All looks as Mapnik's styles.
std::string styles() {
  std::string out = "<Map srs=\"" + std::string(kProjected) + "\">\n";
  const auto add = [&](const std::string& name, std::string_view rules) {
    out += "<Style name=\"" + name + "\">" + std::string(rules) + "</Style>\n";
  };
  for (const MapLook* look : map_looks()) {
    add(std::string(look->name), look->rules);
    if (!look->casing.empty()) add(casing_of(*look), look->casing);
  }
  return out + "</Map>";
}

/// The looks whose things have names, those first whose names find room first.
std::vector<const MapLook*> looks_with_names() {
  std::vector<const MapLook*> out = map_looks();
  std::erase_if(out, [](const MapLook* look) { return !look->names; });
  std::sort(out.begin(), out.end(), [](const MapLook* a, const MapLook* b) { return a->names_come < b->names_come; });
  return out;
}

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
    const MapLook* look;
    std::string name;
    std::unique_ptr<OGRGeometry> geometry;
  };

  mapnik::Map styled{1, 1};
  mapnik::Map map{1, 1};
  mapnik::context_ptr context = std::make_shared<mapnik::context_type>();
  std::shared_ptr<mapnik::memory_datasource> features;
  mapnik::value_integer next = 1;
  const MapLook* look = nullptr;
  std::vector<Named> named;

  void push(mapnik::geometry::geometry<double>&& geometry) {
    mapnik::feature_ptr feature = mapnik::feature_factory::create(context, next++);
    feature->set_geometry(std::move(geometry));
    features->push(feature);
  }
};

MapCanvas::MapCanvas() : state_(std::make_unique<State>()) {
  try {
    mapnik::load_map_string(state_->styled, styles(), true);
  } catch (const std::exception& error) {
    throw Error(ErrorKind::system, "maps can't be drawn: " + words_of("Mapnik", error.what()));
  }
  clear();
}

MapCanvas::~MapCanvas() = default;

void MapCanvas::clear() {
  state_->map = state_->styled;
  state_->named.clear();
}

void MapCanvas::layer(const MapLook& look) {
  state_->look = &look;
  mapnik::parameters parameters;
  parameters["type"] = "memory";
  state_->features = std::make_shared<mapnik::memory_datasource>(parameters);
  const auto put = [this](const std::string& style) {
    mapnik::layer layer(style, kProjected);
    layer.add_style(style);
    layer.set_datasource(state_->features);
    state_->map.add_layer(std::move(layer));
  };
  if (!look.casing.empty()) put(casing_of(look));  // the casings of all roads lie below all roads
  put(std::string(look.name));
}

void MapCanvas::add(const OGRGeometry& geometry, const std::string& name) {
  each_mapnik_geometry(geometry, [this](auto&& each) { state_->push(std::forward<decltype(each)>(each)); });
  if (!name.empty()) state_->named.push_back({state_->look, name, std::unique_ptr<OGRGeometry>(geometry.clone())});
}

void MapCanvas::draw(const Paper& paper, const MapFrame& frame) {
  draw_by_mapnik(state_->map, paper, frame);
}

void MapCanvas::draw_names(const MapFrame& frame, MapTexts& labels) const {
  for (const MapLook* look : looks_with_names())
    for (const State::Named& named : state_->named)
      if (named.look == look) name_it(*named.geometry, named.name, *look->names, frame, labels);
}

}  // namespace fairdraw
