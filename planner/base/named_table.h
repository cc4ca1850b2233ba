#pragma once

#include "planner/base/csv.h"
#include "planner/base/error.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fairdraw {

/// The text of a file that a survey names.
struct NamedText {
  std::string label;  ///< stands before every complaint: the key that names the file, and the file
  std::string text;
};

/// A small CSV table that a survey names, with complaints about its rows that are told together.
class NamedTable {
 public:
  /// @throws Error(usage) as parse_csv()
  explicit NamedTable(const NamedText& file);

  const CsvTable& table() const { return table_; }
  std::size_t rows() const { return table_.records.size(); }

  /// @throws Error(usage) where there is no such column
  std::size_t column(std::string_view name) const;
  std::optional<std::size_t> optional(std::string_view name) const { return table_.column(name); }

  const std::string& text(std::size_t row, std::size_t column) const { return table_.records[row][column]; }

  /// Nothing, with a complaint, where the field is no number between these.
  std::optional<double> number(std::size_t row, std::size_t column, double least, double most);

  void complain(std::size_t row, const std::string& what);
  void complain(const std::string& what);

  /// @throws Error(usage) with all complaints, where there are any
  void finish() const { complaints_.throw_if_any(ErrorKind::usage); }

 private:
  std::string label_;
  CsvTable table_;
  Complaints complaints_;
};

}  // namespace fairdraw
