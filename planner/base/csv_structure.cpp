#include "planner/base/csv_structure.h"

#include "planner/base/bounds.h"
#include "planner/base/error.h"
#include "planner/base/text.h"

#include <string_view>
#include <variant>

namespace fairdraw {
namespace {

constexpr std::size_t kMostFaults = 20;

std::string misplaced(const std::string& what, std::size_t cell) {
  return what + " cell " + std::to_string(cell) + "; quotes stand around whole cells, and one inside is written twice";
}

/// How many cells a row with quotes has, or what is wrong with these.
std::variant<std::size_t, std::string> count_quoted(std::string_view text, char separator) {
  std::size_t count = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {  // at the front of a cell
      for (++i; i < text.size(); ++i) {
        if (text[i] != '"') continue;
        if (i + 1 == text.size() || text[i + 1] != '"') break;
        ++i;
      }
      if (i + 1 < text.size() && text[i + 1] != separator)
        return misplaced("something stands behind the closing quote of", count);
      ++i;
    } else {
      while (i < text.size() && text[i] != separator && text[i] != '"') ++i;
      if (i < text.size() && text[i] == '"') return misplaced("a quote stands inside", count);
    }
    if (i < text.size()) ++count;
    if (i + 1 == text.size()) break;
  }
  return count;
}

/// How many cells a row has, or why it can't be cut into cells.
std::variant<std::size_t, std::string> count_cells(const CsvRows& rows, char separator) {
  if (rows.too_long())
    return "a row of more than " + std::to_string(kLongestCsvRow >> 20U) + " MB begins here; is a quote never closed?";
  if (!rows.closed())
    return "a quote is opened in this row and never closed, so that the rest of the file would be one cell";
  const std::string_view text = rows.text();
  if (rows.plain()) return 1 + count_of(text, separator);
  if (text.find('\0') != std::string_view::npos)
    return "there is a byte 0, which no text has; save the file as CSV in UTF-8";
  if (text.find('"') == std::string_view::npos) return 1 + count_of(text, separator);
  return count_quoted(text, separator);
}

/// Compares rows with the header.
class Checker {
 public:
  Checker(const CsvLayout& layout, std::string label, std::string encoding)
      : separator_(layout.separator),
        header_(layout.columns.size()),
        named_(layout.named),
        label_(std::move(label)),
        encoding_(std::move(encoding)) {}

  void check(const CsvRows& rows) {
    const auto counted = count_cells(rows, separator_);
    if (const auto* wrong = std::get_if<std::string>(&counted)) return fault(rows, *wrong);
    const std::size_t count = std::get<std::size_t>(counted);
    if (count < named_)
      fault(rows, "it has " + std::to_string(count) + (count == 1 ? " cell" : " cells") + " where the header has " +
                      std::to_string(named_) + "; is the file cut off, or a separator missing?");
    else if (count > header_ && !only_blanks_behind(rows.text(), count - header_))
      fault(rows, "it has " + std::to_string(count) + " cells where the header has " + std::to_string(header_) +
                      "; a cell with the separator \"" + printable({&separator_, 1}) +
                      "\" in it must stand in double quotes");
    else if (!rows.plain() && !is_utf8(rows.text()))
      fault(rows, "it is no UTF-8 (" + printable(rows.text(), 60) + "); " + encoding_);
  }

  bool full() const { return found_ >= kMostFaults; }
  void finish() const { faults_.throw_if_any(ErrorKind::usage); }

 private:
  /// Whether the last of a row's cells are empty, as spreadsheets leave them.
  bool only_blanks_behind(std::string_view text, std::size_t extra) const {
    return text.size() >= extra &&
           text.substr(text.size() - extra).find_first_not_of(separator_) == std::string_view::npos;
  }

  void fault(const CsvRows& rows, const std::string& what) {
    ++found_;
    faults_.add(label_ + ": line " + std::to_string(rows.line()) + ": " + what);
  }

  char separator_;
  std::size_t header_;  ///< cells of the header
  std::size_t named_;   ///< of these, those up to the last that has a name
  std::string label_;
  std::string encoding_;
  Complaints faults_;
  std::size_t found_ = 0;
};

}  // namespace

std::uint64_t check_csv_structure(CsvRows& rows, const CsvLayout& layout, const std::string& label,
                                  const std::string& encoding) {
  Checker checker(layout, label, encoding);
  std::uint64_t count = 0;
  rows.rewind();
  for (std::uint64_t i = 0; i < layout.rows_before && rows.next(); ++i) {
  }
  while (!checker.full() && rows.next()) {
    if (rows.text().empty()) continue;
    ++count;
    checker.check(rows);
  }
  if (rows.too_long()) checker.check(rows);
  checker.finish();
  return count;
}

void require_whole_cells(const CsvRows& rows, char separator, const std::string& label) {
  const auto counted = count_cells(rows, separator);
  if (const auto* wrong = std::get_if<std::string>(&counted))
    throw Error(ErrorKind::usage, label + ": line " + std::to_string(rows.line()) + ": " + *wrong);
}

}  // namespace fairdraw
