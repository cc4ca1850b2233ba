#include "planner/base/csv.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>

namespace fairdraw {

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

namespace {

constexpr std::string_view kMark =
    "\xEF\xBB\xBF";  ///< a byte order mark, which is of the file and not of its first field

/// Whether a spreadsheet takes a text for a formula, whatever apostrophes stand before it.
bool begins_formula(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
  for (const std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"})
    if (text.starts_with(sign)) return true;
  return false;
}

}  // namespace

std::string without_formula(std::string_view text) {
  const bool formula = begins_formula(text) && !parse_number(text);
  return (formula ? "'" : "") + std::string(text);
}

std::string_view as_meant(std::string_view text) {
  return text.starts_with('\'') && begins_formula(text) ? text.substr(1) : text;
}

CsvWriter& CsvWriter::field(std::string_view text) {
  const std::string value = without_formula(text);
  if (!first_) text_ += ',';
  first_ = false;
  if (value.find_first_of(",\"\r\n") == std::string_view::npos && !value.starts_with(kMark)) {
    text_ += value;
    return *this;
  }
  text_ += '"';
  for (const char c : value) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  text_ += '"';
  return *this;
}

CsvWriter& CsvWriter::field(double value) {
  return field(number_text(value));
}

void CsvWriter::end_record() {
  text_ += '\n';
  first_ = true;
}

void CsvWriter::record(const std::vector<std::string>& fields) {
  for (const std::string& value : fields) field(value);
  end_record();
}

namespace {

/// Cuts the text into records, one field at a time.
class CsvParser {
 public:
  CsvParser(std::string_view text, std::string_view name) : text_(text), name_(name) {}

  bool at_end() const { return position_ >= text_.size(); }
  std::size_t line() const { return line_; }

  std::vector<std::string> record() {
    std::vector<std::string> fields;
    do fields.emplace_back(as_meant(field()));
    while (take(','));
    if (!at_end()) {
      take('\r');
      if (!take('\n')) fail("text behind a closing quote");
      ++line_;
    }
    return fields;
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorKind::usage, std::string(name_) + ": line " + std::to_string(line_) + ": " + what);
  }

 private:
  bool take(char c) {
    if (at_end() || text_[position_] != c) return false;
    ++position_;
    return true;
  }

  std::string field() {
    if (take('"')) return quoted();
    const std::size_t end = std::min(text_.find_first_of(",\r\n", position_), text_.size());
    std::string value(text_.substr(position_, end - position_));
    position_ = end;
    return value;
  }

  std::string quoted() {
    const std::size_t opened_at = line_;
    std::string value;
    while (!at_end()) {
      const char c = text_[position_++];
      if (c == '"' && !take('"')) return value;
      if (c == '\n') ++line_;
      value += c;
    }
    line_ = opened_at;
    fail("a quote is opened and never closed");
  }

  std::string_view text_;
  std::string_view name_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

CsvTable parse_csv(std::string_view text, std::string_view name) {
  while (text.starts_with(kMark)) text.remove_prefix(kMark.size());  // programs that add to files write further ones
  CsvParser parser(text, name);
  CsvTable table;
  if (parser.at_end()) parser.fail("the file is empty; its first line should name the columns");
  table.header = parser.record();
  while (!parser.at_end()) {
    const std::size_t line = parser.line();
    std::vector<std::string> record = parser.record();
    if (record.size() != table.header.size())
      throw Error(ErrorKind::usage, std::string(name) + ": line " + std::to_string(line) + ": " +
                                        std::to_string(record.size()) + " fields where the header has " +
                                        std::to_string(table.header.size()));
    table.records.push_back(std::move(record));
  }
  return table;
}

}  // namespace fairdraw
