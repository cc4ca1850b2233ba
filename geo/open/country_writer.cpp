#include "geo/open/country_writer.h"

#include "geo/open/layer_writer.h"
#include "geo/open/to_wgs84.h"

#include <algorithm>
#include <map>

namespace fairdraw {
namespace {

constexpr std::uint32_t kMostBuildings = 400'000;

std::unique_ptr<OGRGeometry> line_geometry(const MadeUpLine& line) {
  auto out = std::make_unique<OGRLineString>();
  for (const Place place : line.places) out->addPoint(place.longitude_degrees(), place.latitude_degrees());
  return out;
}

const MadeUpUnit& district_of(const Country& country, const MadeUpArea& area) {
  return country.districts[country.wards[area.ward].parent];
}

void write_frame(const Country& country, const std::filesystem::path& file,
                 const std::function<void(std::size_t, std::size_t)>& progress) {
  LayerFile out("GPKG", file);
  out.layer("areas", wkbMultiPolygon,
            {{"ea_code", OFTString},
             {"ea_name", OFTString},
             {"ward", OFTString},
             {"district", OFTString},
             {"region", OFTString},
             {"urban", OFTString},
             {"language", OFTString},
             {"households", OFTInteger},
             {"population", OFTInteger},
             {"children", OFTInteger},
             {"children_online", OFTInteger}});
  std::size_t done = 0;
  for (const MadeUpArea& area : country.areas) {
    const MadeUpUnit& district = district_of(country, area);
    out.add(to_ogr(area.shape), [&](OGRFeature& feature) {
      feature.SetField(0, area.code.c_str());
      feature.SetField(1, area.name.c_str());
      feature.SetField(2, country.wards[area.ward].name.c_str());
      feature.SetField(3, district.name.c_str());
      feature.SetField(4, country.regions[district.parent].name.c_str());
      feature.SetField(5, area.urban ? "urban" : "rural");
      feature.SetField(6, country.languages[district.parent].c_str());
      feature.SetField(7, static_cast<int>(area.households));
      feature.SetField(8, static_cast<int>(area.population));
      feature.SetField(9, static_cast<int>(area.children));
      feature.SetField(10, static_cast<int>(area.children_online));
    });
    if ((++done & 1023) == 0) progress(done, country.areas.size());
  }
  out.finish();
}

void write_units(const Country& country, const std::filesystem::path& folder) {
  std::vector<double> region_total(country.regions.size(), 0);
  std::vector<double> district_total(country.districts.size(), 0);
  for (const MadeUpArea& area : country.areas) {
    const std::uint32_t district = country.wards[area.ward].parent;
    district_total[district] += area.households;
    region_total[country.districts[district].parent] += area.households;
  }
  LayerFile regions("GPKG", folder / "regions.gpkg");
  regions.layer("regions", wkbMultiPolygon,
                {{"code", OFTString}, {"region", OFTString}, {"census_households", OFTInteger64}});
  for (std::size_t i = 0; i < country.regions.size(); ++i)
    regions.add(to_ogr(country.regions[i].shape), [&](OGRFeature& feature) {
      feature.SetField(0, country.regions[i].code.c_str());
      feature.SetField(1, country.regions[i].name.c_str());
      feature.SetField(2, static_cast<GIntBig>(region_total[i]));
    });
  regions.finish();
  LayerFile districts("GPKG", folder / "districts.gpkg");
  districts.layer(
      "districts", wkbMultiPolygon,
      {{"code", OFTString}, {"district", OFTString}, {"region", OFTString}, {"census_households", OFTInteger64}});
  for (std::size_t i = 0; i < country.districts.size(); ++i)
    districts.add(to_ogr(country.districts[i].shape), [&](OGRFeature& feature) {
      feature.SetField(0, country.districts[i].code.c_str());
      feature.SetField(1, country.districts[i].name.c_str());
      feature.SetField(2, country.regions[country.districts[i].parent].name.c_str());
      feature.SetField(3, static_cast<GIntBig>(district_total[i]));
    });
  districts.finish();
}

void write_lines(const std::vector<MadeUpLine>& lines, const std::string& name, const std::filesystem::path& file) {
  LayerFile out("GPKG", file);
  out.layer(name, wkbLineString, {{"name", OFTString}, {"kind", OFTString}});
  for (const MadeUpLine& line : lines)
    out.add(line_geometry(line), [&](OGRFeature& feature) {
      feature.SetField(0, line.name.c_str());
      feature.SetField(1, line.kind.c_str());
    });
  out.finish();
}

void write_places(const Country& country, const std::filesystem::path& file) {
  LayerFile out("GPKG", file);
  out.layer("places", wkbPoint, {{"name", OFTString}, {"areas", OFTInteger}});
  for (const MadeUpPlace& town : country.towns)
    out.add(std::make_unique<OGRPoint>(town.place.longitude_degrees(), town.place.latitude_degrees()),
            [&](OGRFeature& feature) {
              feature.SetField(0, town.name.c_str());
              feature.SetField(1, static_cast<int>(town.areas));
            });
  out.finish();
}

void write_buildings(const Country& country, const BuildingsOf& buildings, const std::filesystem::path& file) {
  LayerFile out("FlatGeobuf", file);
  out.layer("buildings", wkbPolygon, {});
  std::uint32_t left = kMostBuildings;
  for (const MadeUpArea& area : country.areas) {
    for (const Shape& building : buildings(area, left)) {
      const auto geometry = to_ogr(building);
      out.add(std::unique_ptr<OGRGeometry>(geometry->toMultiPolygon()->getGeometryRef(0)->clone()), [](OGRFeature&) {});
      --left;
    }
  }
  out.finish();
}

}  // namespace

void write_country(const Country& country, const std::filesystem::path& folder, const BuildingsOf& buildings,
                   const std::function<void(std::size_t, std::size_t)>& progress) {
  write_frame(country, folder / "frame.gpkg", progress);
  write_units(country, folder);
  write_lines(country.rivers, "rivers", folder / "rivers.gpkg");
  write_lines(country.roads, "roads", folder / "roads.gpkg");
  write_places(country, folder / "places.gpkg");
  write_buildings(country, buildings, folder / "buildings.fgb");
}

}  // namespace fairdraw
