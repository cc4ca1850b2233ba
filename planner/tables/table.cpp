#include "planner/tables/table.h"

#include "planner/base/text.h"

#include <cmath>
#include <type_traits>

namespace fairdraw {

std::string csv_file(const std::string& table) {
  return table + ".csv";
}

std::string cell_text(const Cell& cell) {
  return std::visit(
      [](const auto& value) -> std::string {
        using T = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::is_same_v<T, std::monostate>)
          return {};
        else if constexpr (std::is_same_v<T, std::string>)
          return value;
        else if constexpr (std::is_same_v<T, bool>)
          return value ? "1" : "0";
        else
          return number_text(value);
      },
      cell);
}

std::string to_csv(const TableView& table) {
  std::vector<std::string> header;
  for (const ColumnInfo& each : table.columns) header.push_back(each.name);
  CsvWriter out(header);
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (std::size_t k = 0; k < table.columns.size(); ++k) out.field(cell_text(table.cell(row, k)));
    out.end_record();
  }
  return out.take();
}

Cell parse_cell(const std::string& field, const ColumnInfo& column, std::string& wrong) {
  if (field.empty()) {
    if (column.required) wrong = "is missing";
    return {};
  }
  switch (column.type) {
    case ColumnType::text:
      return field;
    case ColumnType::whole:
      if (const auto whole = parse_whole(field)) return *whole;
      wrong = "is not a whole number";
      return {};
    case ColumnType::number:
      if (const auto number = parse_number(field); number && std::isfinite(*number)) return *number;
      wrong = "is not a number";
      return {};
    case ColumnType::flag:
      if (field == "1" || field == "0") return field == "1";
      wrong = "is neither 1 nor 0";
      return {};
  }
  return {};
}

}  // namespace fairdraw
