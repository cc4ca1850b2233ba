#include "geo/maps/tile_file.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <memory>

#include <sqlite3.h>

namespace fairdraw {
namespace {

class Database {
 public:
  explicit Database(const std::filesystem::path& file) : file_(file.string()) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open(file_.c_str(), &opened);
    handle_.reset(opened);
    if (code != SQLITE_OK) fail();
  }

  void run(const char* sql) {
    if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }

  [[noreturn]] void fail() const {
    throw Error(ErrorKind::system, file_ + ": can't be written: " + words_of("SQLite", sqlite3_errmsg(handle_.get())));
  }

  sqlite3* handle() const { return handle_.get(); }

 private:
  std::string file_;
  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> handle_{nullptr, &sqlite3_close};
};

class Statement {
 public:
  Statement(Database& database, const char* sql) : database_(database) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(database.handle(), sql, -1, &made, nullptr) != SQLITE_OK) database.fail();
    handle_.reset(made);
  }

  void bind(int place, std::int64_t value) { check(sqlite3_bind_int64(handle_.get(), place, value)); }
  void bind(int place, const std::string& text) {
    check(sqlite3_bind_text(handle_.get(), place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC));
  }
  void bind_bytes(int place, const std::string& bytes) {
    check(sqlite3_bind_blob64(handle_.get(), place, bytes.data(), bytes.size(), SQLITE_STATIC));
  }
  void run() {
    if (sqlite3_step(handle_.get()) != SQLITE_DONE) database_.fail();
    check(sqlite3_reset(handle_.get()));
  }

 private:
  void check(int code) const {
    if (code != SQLITE_OK) database_.fail();
  }

  Database& database_;
  std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> handle_{nullptr, &sqlite3_finalize};
};

}  // namespace

void write_tile_file(const std::filesystem::path& file, const std::map<std::string, std::string>& metadata,
                     const std::map<TileKey, std::string>& tiles) {
  Database database(file);
  database.run(
      "PRAGMA journal_mode = OFF; PRAGMA application_id = 1297105496; BEGIN;CREATE TABLE metadata (name text, value "
      "text);CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);CREATE "
      "UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);");
  Statement fact(database, "INSERT INTO metadata VALUES (?, ?)");
  for (const auto& [name, value] : metadata) {
    fact.bind(1, name);
    fact.bind(2, value);
    fact.run();
  }
  Statement tile(database, "INSERT INTO tiles VALUES (?, ?, ?, ?)");
  for (const auto& [key, bytes] : tiles) {
    tile.bind(1, static_cast<std::int64_t>(key.zoom));
    tile.bind(2, static_cast<std::int64_t>(key.column));
    tile.bind(3, (std::int64_t{1} << key.zoom) - 1 - static_cast<std::int64_t>(key.row));  // from the south, as TMS
    tile.bind_bytes(4, bytes);
    tile.run();
  }
  database.run("COMMIT;");
}

}  // namespace fairdraw
