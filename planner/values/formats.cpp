#include "planner/values/formats.h"

#include <algorithm>

namespace fairdraw {

std::span<const FileFormat> file_formats() {
  static const std::vector<FileFormat> kFormats = {
      {".gpkg", "GPKG", {FileUse::layer}},
      {".shp", "ESRI Shapefile", {FileUse::layer}},
      {".geojson", "GeoJSON", {FileUse::layer}, {}, FileKind::json},
      {".fgb", "FlatGeobuf", {FileUse::layer}},
      {".csv", nullptr, {FileUse::layer}, {}, FileKind::text},
      {".csv.gz", nullptr, {FileUse::layer}, {}, FileKind::text},
      {".xlsx", "XLSX", {FileUse::layer}, {}, FileKind::sheet},
      {".ods", "ODS", {FileUse::layer}, {}, FileKind::sheet},
      {".xls", "XLS", {FileUse::layer}, {}, FileKind::sheet},
      {".dta", nullptr, {FileUse::layer}, {}, FileKind::statistics},
      {".sav", nullptr, {FileUse::layer}, {}, FileKind::statistics},
      {".zsav", nullptr, {FileUse::layer}, {}, FileKind::statistics},
      {".parquet", "Parquet", {FileUse::layer}, "where GDAL has its driver"},
      {".tif", "GTiff", {FileUse::people, FileUse::ground}},
      {".tiff", "GTiff", {FileUse::people, FileUse::ground}},
      {".mbtiles", "MBTiles", {FileUse::ground}},
  };
  return kFormats;
}

namespace {

bool serves(const FileFormat& format, FileUse use) {
  return std::find(format.uses.begin(), format.uses.end(), use) != format.uses.end();
}

/// "a, b or c".
std::string listed(const std::vector<std::string>& endings, std::string_view before_last) {
  std::string out;
  for (std::size_t i = 0; i < endings.size(); ++i) {
    if (i > 0) out += i + 1 == endings.size() ? before_last : ", ";
    out += endings[i];
  }
  return out;
}

}  // namespace

std::vector<const char*> drivers_for(FileUse use) {
  std::vector<const char*> out;
  for (const FileFormat& format : file_formats()) {
    const auto same = [&](const char* driver) { return std::string_view(driver) == format.driver; };
    if (format.driver != nullptr && serves(format, use) && std::none_of(out.begin(), out.end(), same))
      out.push_back(format.driver);
  }
  return out;
}

std::string endings_for(FileUse use) {
  std::vector<std::string> always;
  std::string sometimes;
  for (const FileFormat& format : file_formats()) {
    if (!serves(format, use)) continue;
    const std::string ending(format.ending);
    if (format.when.empty())
      always.push_back(ending);
    else
      sometimes += (sometimes.empty() ? "" : ", ") + ending + " " + std::string(format.when);
  }
  const std::string out = listed(always, " or ");
  return sometimes.empty() ? out : out + " (" + sometimes + ")";
}

bool has_ending(std::string_view file, std::string_view ending) {
  const auto same = [](char letter, char small) {
    return (letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter) == small;
  };
  return file.size() >= ending.size() &&
         std::equal(ending.begin(), ending.end(), file.substr(file.size() - ending.size()).begin(),
                    [&](char small, char letter) { return same(letter, small); });
}

std::string_view ending_of(std::string_view file) {
  for (const FileFormat& format : file_formats())
    if (has_ending(file, format.ending)) return format.ending;
  return {};
}

FileKind kind_of(std::string_view file) {
  for (const FileFormat& format : file_formats())
    if (has_ending(file, format.ending)) return format.kind;
  return FileKind::data;
}

std::string endings_of(std::initializer_list<FileKind> kinds) {
  std::vector<std::string> endings;
  for (const FileFormat& format : file_formats())
    if (std::find(kinds.begin(), kinds.end(), format.kind) != kinds.end()) endings.emplace_back(format.ending);
  return listed(endings, " and ");
}

bool is_raster(std::string_view file) {
  return std::any_of(file_formats().begin(), file_formats().end(), [&](const FileFormat& format) {
    return serves(format, FileUse::people) && has_ending(file, format.ending);
  });
}

}  // namespace fairdraw
