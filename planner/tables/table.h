#pragma once

#include "planner/base/csv.h"
#include "planner/base/error.h"
#include "planner/tables/column.h"
#include "planner/values/table.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace fairdraw {

/// A table of rows, to be written somewhere.
/// @param rows  a span of rows that outlive it, or the rows themselves
template <class Row, class Rows>
TableView view_of(TableInfo info, std::vector<Column<Row>> columns, Rows rows) {
  TableView out;
  out.info = std::move(info);
  out.columns.assign(columns.begin(), columns.end());
  out.rows = rows.size();
  out.cell = [columns = std::move(columns), rows = std::move(rows)](std::size_t row, std::size_t column) {
    return columns[column].get(rows[row]);
  };
  return out;
}

/// The file of a table of this name.
std::string csv_file(const std::string& table);

/// As CSV: numbers as std::to_chars writes them, flags as 1 and 0, empty for missing.
std::string to_csv(const TableView& table);

/// A cell as CSV has it.
std::string cell_text(const Cell& cell);

/// A field of CSV as a cell of a column.
/// @param wrong  gets what is wrong with it; stays empty where nothing is
Cell parse_cell(const std::string& field, const ColumnInfo& column, std::string& wrong);

/// Rows from CSV with these columns and no others.
/// @param name  of the file, for messages
/// @throws Error(usage) naming record and column of what is not as the columns say
template <class Row>
std::vector<Row> read_rows(const CsvTable& csv, const std::string& name, const std::vector<Column<Row>>& columns) {
  std::vector<std::string> header;
  for (const Column<Row>& each : columns) header.push_back(each.name);
  if (csv.header != header)
    throw Error(ErrorKind::usage, name + ": its columns are not those of this plan's survey file");
  std::vector<Row> out;
  for (std::size_t record = 0; record < csv.records.size(); ++record) {
    Row& row = out.emplace_back();
    for (std::size_t k = 0; k < columns.size(); ++k) {
      std::string wrong;
      const Cell cell = parse_cell(csv.records[record][k], columns[k], wrong);
      if (wrong.empty() && columns[k].set) wrong = columns[k].set(row, cell);
      if (!wrong.empty())
        throw Error(ErrorKind::usage,
                    name + ": record " + std::to_string(record + 1) + ": " + columns[k].name + " " + wrong);
    }
  }
  return out;
}

}  // namespace fairdraw
