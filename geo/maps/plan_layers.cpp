#include "geo/maps/plan_layers.h"

#include "geo/maps/offline_map.h"
#include "geo/maps/qgis_project.h"
#include "geo/open/layer_writer.h"
#include "geo/open/to_wgs84.h"
#include "planner/values/plan_files.h"

#include <algorithm>

namespace fairdraw {
namespace {

OGRFieldType field_type(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return OFTString;
    case ColumnType::whole:
      return OFTInteger64;
    case ColumnType::number:
      return OFTReal;
    case ColumnType::flag:
      return OFTInteger;
  }
  return OFTString;
}

/// A table's columns as fields behind others. Names that a layer has of itself (GeoPackage ignores case) get a prefix.
std::vector<LayerFile::Field> fields_of(const TableView& table, std::vector<LayerFile::Field> fields = {}) {
  for (const ColumnInfo& column : table.columns) {
    std::string name = column.name;
    const auto same = [&](const LayerFile::Field& field) { return EQUAL(field.name.c_str(), name.c_str()); };
    while (EQUAL(name.c_str(), "fid") || EQUAL(name.c_str(), "geom") || std::any_of(fields.begin(), fields.end(), same))
      name.insert(0, "frame_");
    fields.push_back({name, field_type(column.type)});
  }
  return fields;
}

/// Sets a feature's fields from `field` on to a row of a table.
void set_fields(OGRFeature& feature, int field, const TableView& table, std::size_t row) {
  for (std::size_t column = 0; column < table.columns.size(); ++column, ++field) {
    const Cell cell = table.cell(row, column);
    if (const auto* text = std::get_if<std::string>(&cell))
      set_field(feature, field, *text);
    else if (const auto* whole = std::get_if<std::uint64_t>(&cell))
      feature.SetField(field, static_cast<GIntBig>(*whole));
    else if (const auto* number = std::get_if<double>(&cell))
      feature.SetField(field, *number);
    else if (const auto* flag = std::get_if<bool>(&cell))
      feature.SetField(field, *flag ? 1 : 0);
  }
}

std::unique_ptr<OGRGeometry> point(const std::optional<Place>& place) {
  if (!place) return nullptr;
  return std::make_unique<OGRPoint>(place->longitude_degrees(), place->latitude_degrees());
}

void write_households(LayerFile& out, const Plan& plan, const TableView& table) {
  out.layer("households", wkbPoint, fields_of(table));
  for (std::size_t i = 0; i < plan.households.size(); ++i)
    out.add(point(plan.households[i].start_position), [&](OGRFeature& feature) { set_fields(feature, 0, table, i); });
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

std::string write_plan_layers(const MapContent& content, const LayerTables& tables, const std::filesystem::path& file) {
  const Plan& plan = content.plan;
  LayerFile out("GPKG", file);
  std::optional<Box> extent;
  const std::vector<LayerFile::Field> fields = fields_of(tables.psus, {{"page", OFTInteger}});
  const auto fill = [&](OGRFeature& feature, std::size_t page) {
    feature.SetField(0, static_cast<int>(page + 1));
    set_fields(feature, 1, tables.psus, content.pages[page]);
  };
  out.layer("psus", wkbMultiPolygon, fields);
  for (std::size_t page = 0; page < content.pages.size(); ++page) {
    const Shape& shape = content.shapes[content.pages[page]];
    out.add(shape.polygons.empty() ? nullptr : to_ogr(shape), [&](OGRFeature& feature) { fill(feature, page); });
    if (shape.empty()) continue;
    const Box box = bounds(shape);
    extent = around(extent.value_or(box), box);
  }
  out.layer("psu_points", wkbPoint, fields);
  for (std::size_t page = 0; page < content.pages.size(); ++page) {
    const Psu& psu = plan.psus[content.pages[page]];
    out.add(point(psu.position), [&](OGRFeature& feature) { fill(feature, page); });
  }
  if (!plan.households.empty()) write_households(out, plan, tables.households);
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
