#include "tests/fuzz/second_reader.h"

#include "planner/base/output_folder.h"
#include "tests/fuzz/gdal_file.h"

#include <cstdint>
#include <string>

#include <gdal_priv.h>
#include <nlohmann/json.hpp>
#include <ogrsf_frmts.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fairdraw::test {
namespace {

using Count = std::optional<std::size_t>;

/// Records after the first, of cells that are not all empty.
Count rows_of_csv(const std::string& text) {
  std::size_t records = 0;
  bool quoted = false;
  bool filled = false;
  for (const char letter : text) {
    if (letter == '"') quoted = !quoted;
    if (letter == '\n' && !quoted) {
      records += filled;
      filled = false;
    } else if (letter != ',' && letter != '\r' && letter != '\n') {
      filled = true;
    }
  }
  records += filled;
  return records == 0 ? records : records - 1;
}

Count rows_of_shapefile(std::filesystem::path file) {
  const std::string table = read_file(file.replace_extension(".dbf"));
  if (table.size() < 12) return {};
  const auto number = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<std::uint8_t>(table[at])); };
  const std::size_t header = number(8) + 256 * number(9);
  const std::size_t row = number(10) + 256 * number(11);
  if (row == 0 || header > table.size()) return {};
  return (table.size() - header) / row;
}

Count rows_of_geojson(const std::string& text) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("features") || !json["features"].is_array()) return {};
  return json["features"].size();
}

Count rows_of_geopackage(const std::filesystem::path& file) {
  sqlite3* database = nullptr;
  sqlite3_stmt* query = nullptr;
  Count rows;
  if (sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
      sqlite3_prepare_v2(database, "SELECT count(*) FROM areas", -1, &query, nullptr) == SQLITE_OK &&
      sqlite3_step(query) == SQLITE_ROW)
    rows = static_cast<std::size_t>(sqlite3_column_int64(query, 0));
  sqlite3_finalize(query);
  sqlite3_close(database);
  return rows;
}

/// Rows of the first sheet that hold a cell with a value, after the first of them.
Count rows_of_workbook(const std::filesystem::path& file) {
  const auto sheet = bytes_of("/vsizip/{" + file.string() + "}/xl/worksheets/sheet1.xml");
  if (!sheet) return {};
  const std::string& xml = *sheet;
  std::size_t rows = 0;
  for (std::size_t at = xml.find("<row "); at != std::string::npos;) {
    const std::size_t next = xml.find("<row ", at + 1);
    const std::size_t value = xml.find("<v>", at);
    rows += value < next;
    at = next;
  }
  return rows == 0 ? rows : rows - 1;
}

/// In a process of its own, as a driver may break off on a damaged file.
Count rows_by_gdal(const std::filesystem::path& file) {
  int ends[2];
  if (::pipe(ends) != 0) return {};
  const pid_t process = ::fork();
  if (process == 0) {
    ::alarm(20);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    std::uint64_t rows = 0;
    if (GDALDataset* dataset = GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR)) {
      if (OGRLayer* layer = dataset->GetLayer(0))
        for (OGRFeatureUniquePtr row(layer->GetNextFeature()); row; row.reset(layer->GetNextFeature())) ++rows;
      if (::write(ends[1], &rows, sizeof rows) < 0) ::_exit(1);
    }
    ::_exit(0);
  }
  ::close(ends[1]);
  std::uint64_t rows = 0;
  const bool told = ::read(ends[0], &rows, sizeof rows) == sizeof rows;
  ::close(ends[0]);
  ::waitpid(process, nullptr, 0);
  return told ? Count(rows) : std::nullopt;
}

}  // namespace

std::optional<std::size_t> rows_by_second_reader(const std::filesystem::path& file) {
  const std::string ending = file.extension().string();
  if (ending == ".csv") return rows_of_csv(read_file(file));
  if (ending == ".gz") {
    const auto text = bytes_of("/vsigzip/" + file.string());
    return text ? rows_of_csv(*text) : std::nullopt;
  }
  if (ending == ".shp") return rows_of_shapefile(file);
  if (ending == ".geojson") return rows_of_geojson(read_file(file));
  if (ending == ".gpkg") return rows_of_geopackage(file);
  if (ending == ".xlsx") return rows_of_workbook(file);
  return rows_by_gdal(file);
}

}  // namespace fairdraw::test
