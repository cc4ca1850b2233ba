#pragma once

#include "geo/maps/maps.h"
#include "planner/values/table.h"

#include <filesystem>
#include <string>

namespace fairdraw {

/// The tables whose rows are features of layers; rows are as Plan::psus and Plan::households.
struct LayerTables {
  TableView psus;
  TableView households;
};

/// Writes the main sample as layers of a GeoPackage, for GIS programs and phones: psus (polygons), psu_points,
/// households (the starts of walks, or the households without geometry), boundaries; with the tables' columns; with a
/// styled QGIS project inside, over the offline map where the survey asks for one.
/// @return the project as a file of its own (.qgs), for programs that open no project inside a GeoPackage
std::string write_plan_layers(const MapContent& content, const LayerTables& tables, const std::filesystem::path& file);

}  // namespace fairdraw
