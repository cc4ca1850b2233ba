#include "planner/base/csv_structure.h"

#include "planner/base/error.h"
#include "planner/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace fairdraw {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20U;
constexpr std::size_t kLongestRow = std::size_t{64} << 20U;  ///< bytes; a row of more is a quote that is never closed
constexpr std::size_t kMostFaults = 20;

std::size_t count_of(std::string_view text, char c) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

/// The sign that a header has most of outside quotes; a comma where it has none.
char separator_of(std::string_view header) {
  std::array<std::size_t, 3> counts{};
  constexpr std::string_view kSigns = ",;\t";
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    const std::size_t sign = kSigns.find(c);
    if (!quoted && sign != std::string_view::npos) ++counts[sign];
  }
  return kSigns[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

class Checker {
 public:
  explicit Checker(std::string label) : label_(std::move(label)) {}

  /// Takes whole rows from the front of the text.
  /// @return how many bytes they were; what is left begins a row whose end is not there yet
  std::size_t take(std::string_view text) {
    std::size_t begin = 0;
    while (begin < text.size() && !full()) {
      const std::size_t end = end_of_row(text, begin);
      if (end == std::string_view::npos) break;
      row(text.substr(begin, end - begin));
      begin = end + 1;
    }
    return begin;
  }

  /// Takes the last row, which no line feed closes.
  void finish(std::string_view text) {
    if (count_of(text, '"') % 2 != 0)
      fault("a quote is opened in this row and never closed, so that the rest of the file would be one cell");
    else if (!text.empty())
      row(text);
    faults_.throw_if_any(ErrorKind::usage);
  }

  void too_long() {
    fault("a row of more than " + std::to_string(kLongestRow >> 20U) + " MB begins here; is a quote never closed?");
    faults_.throw_if_any(ErrorKind::usage);
  }

  bool full() const { return found_ >= kMostFaults; }

 private:
  /// The line feed outside quotes that closes the row.
  static std::size_t end_of_row(std::string_view text, std::size_t begin) {
    std::size_t quotes = 0;
    for (std::size_t from = begin;;) {
      const std::size_t end = text.find('\n', from);
      if (end == std::string_view::npos) return end;
      quotes += count_of(text.substr(from, end - from), '"');
      if (quotes % 2 == 0) return end;
      from = end + 1;
    }
  }

  void row(std::string_view text) {
    const std::uint64_t lines = 1 + count_of(text, '\n');
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (header_ == 0) {
      if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
      separator_ = separator_of(text);
      if (text.starts_with("sep="))
        fault("\"" + printable(text) + "\" is a note for a spreadsheet and no header; take the line out");
    }
    if (text.find('\0') != std::string_view::npos)
      fault("there is a byte 0, which no text has; save the file as CSV in UTF-8");
    else if (!text.empty())
      cells(text);
    line_ += lines;
  }

  void cells(std::string_view text) {
    const std::size_t count = text.find('"') == std::string_view::npos ? 1 + count_of(text, separator_) : quoted(text);
    if (count == 0) return;  // which was told
    if (header_ == 0) {
      header_ = count;
      const std::size_t last = text.find_last_not_of(separator_);
      named_ = count - (last == std::string_view::npos ? 0 : text.size() - 1 - last);
    } else if (count < named_) {
      fault("it has " + std::to_string(count) + (count == 1 ? " cell" : " cells") + " where the header has " +
            std::to_string(named_) + "; is the file cut off, or a separator missing?");
    } else if (count > header_ && !only_blanks_behind(text, count - header_)) {
      fault("it has " + std::to_string(count) + " cells where the header has " + std::to_string(header_) +
            "; a cell with the separator \"" + printable({&separator_, 1}) + "\" in it must stand in double quotes");
    }
  }

  /// Whether the last of a row's cells are empty, as spreadsheets leave them.
  bool only_blanks_behind(std::string_view text, std::size_t extra) const {
    return text.size() >= extra &&
           text.substr(text.size() - extra).find_first_not_of(separator_) == std::string_view::npos;
  }

  /// Counts the cells of a row with quotes; 0 where the quotes don't stand around whole cells.
  std::size_t quoted(std::string_view text) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '"') {  // at the front of a cell
        for (++i; i < text.size(); ++i) {
          if (text[i] != '"') continue;
          if (i + 1 == text.size() || text[i + 1] != '"') break;
          ++i;
        }
        if (i + 1 < text.size() && text[i + 1] != separator_)
          return misplaced("something stands behind the closing quote of", count);
        ++i;
      } else {
        while (i < text.size() && text[i] != separator_ && text[i] != '"') ++i;
        if (i < text.size() && text[i] == '"') return misplaced("a quote stands inside", count);
      }
      if (i < text.size()) ++count;
      if (i + 1 == text.size()) break;
    }
    return count;
  }

  std::size_t misplaced(const std::string& what, std::size_t cell) {
    fault(what + " cell " + std::to_string(cell) +
          "; quotes stand around whole cells, and one inside is written twice");
    return 0;
  }

  void fault(const std::string& what) {
    ++found_;
    faults_.add(label_ + ": line " + std::to_string(line_) + ": " + what);
  }

  std::string label_;
  Complaints faults_;
  std::size_t found_ = 0;
  std::uint64_t line_ = 1;  ///< of the row in hand, its first
  std::size_t header_ = 0;  ///< cells of the header
  std::size_t named_ = 0;   ///< of these, those up to the last that has a name
  char separator_ = ',';
};

}  // namespace

void check_csv_structure(std::istream& in, const std::string& label) {
  Checker checker(label);
  std::string text;
  while (in && !checker.full()) {
    const std::size_t before = text.size();
    text.resize(before + kBlock);
    in.read(text.data() + before, static_cast<std::streamsize>(kBlock));
    text.resize(before + static_cast<std::size_t>(in.gcount()));
    text.erase(0, checker.take(text));
    if (text.size() > kLongestRow) checker.too_long();
  }
  checker.finish(checker.full() ? std::string_view() : std::string_view(text));
}

}  // namespace fairdraw
