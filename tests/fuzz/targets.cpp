#include "tests/fuzz/targets.h"

#include "config/survey.h"
#include "geo/open/gdal_ready.h"
#include "geo/read/listing_reader.h"
#include "planner/base/csv.h"
#include "planner/base/csv_rows.h"
#include "planner/base/csv_structure.h"
#include "planner/base/degrees.h"
#include "planner/base/error.h"
#include "planner/base/filter.h"
#include "planner/record/manifest.h"
#include "planner/tables/households.h"
#include "planner/tables/psus.h"
#include "planner/tables/table.h"
#include "planner/values/listing.h"
#include "tests/support/temp_folder.h"

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

namespace fairdraw::test {
namespace {

void require(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

/// Rows cut into cells, as frames, joins and listings are read.
void rows_of_csv(std::string_view text) {
  TextBytes bytes{std::string(text)};
  CsvRows rows(bytes);
  const CsvLayout layout = csv_layout(rows, 1, "f.csv");
  const std::uint64_t count = check_csv_structure(rows, layout, "f.csv", "");
  CsvCells cells(layout.separator);
  rows.rewind();
  for (std::uint64_t i = 0; i < layout.rows_before; ++i) rows.next();
  std::uint64_t read = 0;
  while (rows.next()) {
    if (rows.text().empty()) continue;
    ++read;
    require(cells.cut(rows.text()).size() >= 1, "a row without a cell");
  }
  require(read == count, "another number of rows than were checked");
}

/// Small tables, which read back as they were once they are written.
void csv(std::string_view text) {
  const CsvTable table = parse_csv(text, "f.csv");
  CsvWriter again(table.header);
  for (const auto& record : table.records) again.record(record);
  const CsvTable back = parse_csv(again.take(), "again.csv");
  require(back.header == table.header && back.records == table.records, "a table is another once it is written");
}

void survey(std::string_view text) {
  const Survey found = parse_survey(std::string(text), "survey.toml");
  require(parse_survey(found.text, "survey.toml").keys == found.keys, "a survey is another when it is read again");
}

void filter(std::string_view text) {
  const Filter found = Filter::parse(text);
  for (const std::string_view value : {"", "1", "-2.5", "north", "\xC3\xA9"})
    static_cast<void>(found.holds([&](std::size_t) { return value; }));
}

void manifest(std::string_view text) {
  const Manifest found = parse_manifest(std::string(text), "manifest.json");
  const std::string written = to_json(found);
  require(to_json(parse_manifest(written, "again.json")) == written, "a manifest is another once it is written");
}

void tables(std::string_view text) {
  const Plan plan;
  const CsvTable csv = parse_csv(text, "table.csv");
  const auto of = [&](const auto& columns) {
    try {
      static_cast<void>(read_rows(csv, "table.csv", columns));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::usage) throw;
    }
  };
  of(psu_columns(plan));
  of(household_columns(plan, {}));
}

void listing(std::string_view text) {
  ready_gdal();
  static const TempFolder folder;
  static_cast<void>(read_listing(folder.write("listing.csv", std::string(text)), {}));
}

/// What stands in cells.
void values(std::string_view text) {
  static_cast<void>(parse_degrees(text, 'N', 'S'));
  static_cast<void>(parse_children(text));
  require(as_meant(without_formula(text)) == text, "a text is another than was meant");
}

constexpr std::array kTargets = {FuzzTarget{"csv", &csv},          FuzzTarget{"filter", &filter},
                                 FuzzTarget{"listing", &listing},  FuzzTarget{"manifest", &manifest},
                                 FuzzTarget{"rows", &rows_of_csv}, FuzzTarget{"survey", &survey},
                                 FuzzTarget{"tables", &tables},    FuzzTarget{"values", &values}};

}  // namespace

std::span<const FuzzTarget> fuzz_targets() {
  return kTargets;
}

void fuzz(const FuzzTarget& target, std::string_view bytes) {
  try {
    target.read(bytes);
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::usage, error.what());
    require(!error.messages().empty(), "an error that says nothing");
  }
}

}  // namespace fairdraw::test
