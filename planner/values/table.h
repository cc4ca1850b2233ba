#pragma once

#include "planner/base/named.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace fairdraw {

/// What a column holds, by the names that Frictionless Data gives to types. A text may look like a number: ids do.
enum class ColumnType { text, whole, number, flag };
template <>
inline constexpr auto kNames<ColumnType> =
    std::array{Named{ColumnType::text, "string"}, Named{ColumnType::whole, "integer"},
               Named{ColumnType::number, "number"}, Named{ColumnType::flag, "boolean"}};

/// A value of a table; nothing where it is missing.
using Cell = std::variant<std::monostate, std::string, std::uint64_t, double, bool>;

/// A column as people and programs are told of it.
struct ColumnInfo {
  std::string name;
  ColumnType type = ColumnType::text;
  std::string text;       ///< what it holds
  std::string unit;       ///< empty: none
  bool required = false;  ///< no row lacks it
};

/// Columns that another table has too, under the same names, where each of its rows has its own values in them.
struct TableReference {
  std::vector<std::string> columns;
  std::string table;
};

/// What a table is, beside its columns.
struct TableInfo {
  std::string name;  ///< of its file, without .csv
  std::string text;  ///< what a row is
  std::vector<std::string> key;
  std::vector<TableReference> references;
};

/// A table to be written somewhere: as CSV, as a layer, for a data collection system.
struct TableView {
  TableInfo info;
  std::vector<ColumnInfo> columns;
  std::size_t rows = 0;
  std::function<Cell(std::size_t row, std::size_t column)> cell;
};

}  // namespace fairdraw
