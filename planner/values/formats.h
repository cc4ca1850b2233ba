#pragma once

#include "planner/base/named.h"

#include <array>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// What a survey file can name a file for.
enum class FileUse {
  layer,   ///< areas, boundaries, listings, buildings, layers of maps: rows, with geometry or without
  people,  ///< people per cell
  ground,  ///< a picture of the ground beneath maps
};

template <>
inline constexpr auto kNames<FileUse> =
    std::array{Named{FileUse::layer, "layer"}, Named{FileUse::people, "people"}, Named{FileUse::ground, "ground"}};

/// What of a file is not said by itself.
enum class FileKind {
  data,        ///< nothing
  text,        ///< which of its rows names the columns, and how its letters are written
  sheet,       ///< which of its rows names the columns
  statistics,  ///< how its letters are written, where it is old
  json,        ///< nothing, but its driver reads half of what is no JSON
};

/// A kind of file that is read, and by which of GDAL's drivers. No other driver is ever asked.
struct FileFormat {
  std::string_view ending;  ///< ".gpkg"
  const char* driver;       ///< nullptr: it is read without GDAL (geo/open/csv_table.h, statistics_file.h)
  std::vector<FileUse> uses;
  std::string_view when = {};  ///< "where GDAL has its driver"; empty: always
  FileKind kind = FileKind::data;
};

/// Every format, in the order in which messages list them.
std::span<const FileFormat> file_formats();

/// The drivers for a use, each once.
std::vector<const char*> drivers_for(FileUse use);

/// The endings for a use as messages list them: ".csv, .xlsx or .ods (.parquet where GDAL has its driver)".
std::string endings_for(FileUse use);

/// Whether a file's name ends so, in whatever letters.
/// @param ending  in small letters: ".csv"
bool has_ending(std::string_view file, std::string_view ending);

/// The ending, as formats list it, by which a file's name says what it is; empty where it says nothing.
std::string_view ending_of(std::string_view file);

/// The kind of a file by its ending.
FileKind kind_of(std::string_view file);

/// The endings of formats of these kinds, as messages list them: ".csv, .csv.gz, .xlsx, .ods and .xls".
std::string endings_of(std::initializer_list<FileKind> kinds);

/// Whether a file's name ends, in whatever letters, as those do that hold people per cell.
bool is_raster(std::string_view file);

}  // namespace fairdraw
