#pragma once

#include "planner/base/csv.h"
#include "planner/tables/column.h"
#include "planner/values/listing.h"

#include <algorithm>
#include <string>
#include <vector>

namespace fairdraw {

/// Which details a table has columns for: those that one of its rows has.
struct DetailsTold {
  std::vector<const DetailText*> texts;
  bool position = false;
};

/// @param rows  each with `details`
template <class Rows>
DetailsTold details_told(const Rows& rows) {
  DetailsTold out;
  const auto any = [&](auto tells) { return std::any_of(rows.begin(), rows.end(), tells); };
  for (const DetailText& each : detail_texts())
    if (any([&](const auto& row) { return !(row.details.*each.text).empty(); })) out.texts.push_back(&each);
  out.position = any([](const auto& row) { return row.details.position.has_value(); });
  return out;
}

/// Those that a table of a plan has.
inline DetailsTold details_told_by(const CsvTable& table) {
  DetailsTold out;
  for (const DetailText& each : detail_texts())
    if (table.column(each.column)) out.texts.push_back(&each);
  out.position = table.column("longitude").has_value();
  return out;
}

/// A column for each detail that is told.
template <class Row>
std::vector<Column<Row>> detail_columns(const DetailsTold& told) {
  std::vector<Column<Row>> out;
  for (const DetailText* each : told.texts) {
    Column<Row> column;
    column.name = each->column;
    column.text = std::string(each->says) + ", as the listing has it";
    column.get = [text = each->text](const Row& row) { return cells::cell_of(row.details.*text); };
    column.set = [text = each->text](Row& row, const Cell& cell) { return cells::take(cell, row.details.*text); };
    out.push_back(std::move(column));
  }
  if (!told.position) return out;
  for (const Column<HouseholdDetails>& of : place_columns("", &HouseholdDetails::position, "the household")) {
    Column<Row> column;
    static_cast<ColumnInfo&>(column) = of;
    column.get = [get = of.get](const Row& row) { return get(row.details); };
    column.set = [set = of.set](Row& row, const Cell& cell) { return set(row.details, cell); };
    out.push_back(std::move(column));
  }
  return out;
}

}  // namespace fairdraw
