#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// A text as it stands in a file that people may open in a spreadsheet: one that it would take for a formula, since it
/// begins with = + - @ or a wide form of these, gets an apostrophe in front; so does one that begins with apostrophes
/// and then such a sign, and no number does.
std::string without_formula(std::string_view text);

/// What a text stood for before without_formula(): one apostrophe less.
std::string_view as_meant(std::string_view text);

/// A table in memory as RFC 4180 text: a header, then records of as many fields.
struct CsvTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> records;

  /// Position of a column, nothing where there is none of that name.
  std::optional<std::size_t> column(std::string_view name) const;
};

/// Writes records as RFC 4180 with LF line ends; a field is quoted only where it must be, and none is a formula.
class CsvWriter {
 public:
  explicit CsvWriter(const std::vector<std::string>& header) { record(header); }
  CsvWriter& field(std::string_view value);
  CsvWriter& field(double value);
  void end_record();
  void record(const std::vector<std::string>& fields);
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool first_ = true;
};

/// Reads RFC 4180 text, each field as it was meant; CRLF is taken too.
/// @param name  of the file, for messages
/// @throws Error(usage) naming the line where a quote stays open or a record has another number of fields
CsvTable parse_csv(std::string_view text, std::string_view name);

}  // namespace fairdraw
