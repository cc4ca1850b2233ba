#pragma once

#include "planner/values/shape.h"

#include <string>
#include <vector>

namespace fairdraw {

/// A layer of the GeoPackage that a project shows.
struct ProjectLayer {
  std::string table;
  std::string title;
  std::string geometry;     ///< Polygon, Point, or Raster: then `table` is a file beside the GeoPackage
  std::string label_field;  ///< empty: no labels
  bool hollow = false;      ///< polygons without a fill, over a raster
};

/// A QGIS project (XML of a .qgs file) over the layers of the GeoPackage it is kept in, drawn top to bottom as given.
/// @param file_name  of the GeoPackage, without folder
std::string qgis_project(const std::string& title, const std::string& file_name,
                         const std::vector<ProjectLayer>& layers, const Box& extent);

/// The project as the GeoPackage keeps it: a zip archive with one stored file, as hexadecimal digits.
std::string qgis_project_hex(const std::string& name, const std::string& xml);

}  // namespace fairdraw
