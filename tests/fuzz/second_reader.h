#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>

namespace fairdraw::test {

/// How many rows a table holds, as another reader than ours counts them: SQLite of a GeoPackage, the length of a
/// Shapefile's table, nlohmann's parser of GeoJSON, a count of the marks of rows in a workbook's XML, of lines in a
/// CSV, and GDAL's own driver for the rest.
/// @return nothing where it can't read the file; the rows that hold nothing are not counted
std::optional<std::size_t> rows_by_second_reader(const std::filesystem::path& file);

}  // namespace fairdraw::test
