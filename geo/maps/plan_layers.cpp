#include "geo/maps/plan_layers.h"

#include "geo/maps/offline_map.h"
#include "geo/maps/qgis_project.h"
#include "geo/open/layer_writer.h"
#include "geo/open/to_wgs84.h"

#include <algorithm>

namespace fairdraw {
namespace {

const std::vector<LayerFile::Field> kPsuFields = {
    {"page", OFTInteger},       {"country", OFTString},        {"stratum", OFTString},
    {"psu_id", OFTString},      {"psu_name", OFTString},       {"replicate", OFTInteger},
    {"draw_order", OFTInteger}, {"hits", OFTInteger},          {"measure_of_size", OFTReal},
    {"stratum_size", OFTReal},  {"draw_probability", OFTReal}, {"inclusion_probability", OFTReal},
    {"design_weight", OFTReal}, {"certainty", OFTInteger},     {"take", OFTInteger},
    {"longitude", OFTReal},     {"latitude", OFTReal}};

void fill_psu(OGRFeature& feature, const Plan& plan, const Psu& psu, std::size_t page) {
  int field = 0;
  feature.SetField(field++, static_cast<int>(page));
  feature.SetField(field++, plan.country.c_str());
  feature.SetField(field++, psu.stratum.c_str());
  feature.SetField(field++, psu.id.c_str());
  feature.SetField(field++, psu.name.c_str());
  feature.SetField(field++, static_cast<int>(psu.replicate));
  feature.SetField(field++, static_cast<int>(psu.draw_order));
  feature.SetField(field++, static_cast<int>(psu.hits));
  feature.SetField(field++, psu.measure_of_size);
  feature.SetField(field++, psu.stratum_size);
  feature.SetField(field++, psu.draw_probability);
  feature.SetField(field++, psu.inclusion_probability);
  feature.SetField(field++, psu.design_weight);
  feature.SetField(field++, psu.certainty ? 1 : 0);
  feature.SetField(field++, static_cast<int>(psu.take));
  if (psu.position) {
    feature.SetField(field, psu.position->longitude_degrees());
    feature.SetField(field + 1, psu.position->latitude_degrees());
  }
  field += 2;
  for (const std::string& value : psu.carried) set_field(feature, field++, value);
}

/// Names of carried columns that clash with those of the layer (GeoPackage ignores case) get a prefix.
std::vector<LayerFile::Field> psu_fields(const Plan& plan) {
  std::vector<LayerFile::Field> fields = kPsuFields;
  for (std::string name : plan.carried) {
    const auto same = [&](const LayerFile::Field& field) { return EQUAL(field.name.c_str(), name.c_str()); };
    while (EQUAL(name.c_str(), "fid") || EQUAL(name.c_str(), "geom") || std::any_of(fields.begin(), fields.end(), same))
      name.insert(0, "frame_");
    fields.push_back({name, OFTString});
  }
  return fields;
}

std::unique_ptr<OGRGeometry> point(const std::optional<Place>& place) {
  if (!place) return nullptr;
  return std::make_unique<OGRPoint>(place->longitude_degrees(), place->latitude_degrees());
}

void write_households(LayerFile& out, const Plan& plan) {
  out.layer("households", wkbPoint,
            {{"psu_id", OFTString},
             {"household_id", OFTString},
             {"visit_order", OFTInteger},
             {"start", OFTInteger},
             {"direction", OFTString},
             {"side", OFTString},
             {"interval", OFTInteger}});
  for (const Household& household : plan.households)
    out.add(point(household.start_position), [&](OGRFeature& feature) {
      feature.SetField(0, plan.psus[household.psu].id.c_str());
      feature.SetField(1, household.id.c_str());
      feature.SetField(2, static_cast<int>(household.visit_order));
      if (household.start > 0) feature.SetField(3, static_cast<int>(household.start));
      set_field(feature, 4, household.direction);
      set_field(feature, 5, household.side);
      if (household.interval > 0) feature.SetField(6, static_cast<int>(household.interval));
    });
}

std::string project(const MapContent& content, const std::string& file_name, const Box& extent) {
  const Words& words = content.words;
  const bool offline =
      content.survey.offline_zoom > 0 &&
      std::any_of(content.shapes.begin(), content.shapes.end(), [](const Shape& shape) { return !shape.empty(); });
  std::vector<ProjectLayer> layers;
  if (!content.plan.households.empty())
    layers.push_back({"households",
                      words(content.plan.mode == HouseholdMode::random_walk ? "legend_start" : "household"), "Point",
                      ""});
  layers.push_back({"psu_points", words("column_psus") + " \u2022", "Point", "psu_name"});
  layers.push_back({"psus", words("column_psus"), "Polygon", ""});
  if (!content.boundaries.empty())
    layers.push_back({"boundaries", words("legend_boundary"), "Polygon", "name", offline});
  if (offline) layers.push_back({kOfflineMapFile, words("offline_map"), "Raster", ""});
  return qgis_project(content.plan.title, file_name, layers, extent);
}

/// Keeps a project in the GeoPackage, where QGIS looks for it.
void keep_project(LayerFile& out, const std::string& xml) {
  const std::string name = "plan";
  const auto run = [&](const std::string& sql) {
    if (OGRLayer* result = out.dataset().ExecuteSQL(sql.c_str(), nullptr, nullptr))
      out.dataset().ReleaseResultSet(result);
  };
  run("CREATE TABLE qgis_projects(name TEXT PRIMARY KEY, metadata BLOB, content BLOB)");
  run("INSERT INTO qgis_projects VALUES ('" + name +
      "', '{\"last_modified_time\": \"2000-01-01T00:00:00\", \"last_modified_user\": \"fairdraw\"}', '" +
      qgis_project_hex(name, xml) + "')");
}

}  // namespace

std::string write_plan_layers(const MapContent& content, const std::filesystem::path& file) {
  const Plan& plan = content.plan;
  LayerFile out("GPKG", file);
  std::optional<Box> extent;
  out.layer("psus", wkbMultiPolygon, psu_fields(plan));
  for (std::size_t page = 0; page < content.pages.size(); ++page) {
    const std::size_t i = content.pages[page];
    const Shape& shape = content.shapes[i];
    out.add(shape.polygons.empty() ? nullptr : to_ogr(shape),
            [&](OGRFeature& feature) { fill_psu(feature, plan, plan.psus[i], page + 1); });
    if (shape.empty()) continue;
    const Box box = bounds(shape);
    extent = around(extent.value_or(box), box);
  }
  out.layer("psu_points", wkbPoint, psu_fields(plan));
  for (std::size_t page = 0; page < content.pages.size(); ++page) {
    const Psu& psu = plan.psus[content.pages[page]];
    out.add(point(psu.position), [&](OGRFeature& feature) { fill_psu(feature, plan, psu, page + 1); });
  }
  if (!plan.households.empty()) write_households(out, plan);
  if (!content.boundaries.empty()) {
    out.layer("boundaries", wkbMultiPolygon, {{"id", OFTString}, {"name", OFTString}});
    for (const Boundary& boundary : content.boundaries)
      out.add(boundary.shape.polygons.empty() ? nullptr : to_ogr(boundary.shape), [&](OGRFeature& feature) {
        feature.SetField(0, boundary.id.c_str());
        feature.SetField(1, boundary.name.c_str());
      });
  }
  const std::string xml =
      project(content, file.filename().string(), extent.value_or(Box{place_at(-180, -90), place_at(180, 90)}));
  keep_project(out, xml);
  out.finish();
  return xml;
}

}  // namespace fairdraw
