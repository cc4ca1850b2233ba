#include "planner/base/csv_rows.h"

#include "planner/base/bounds.h"
#include "planner/base/csv_structure.h"
#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/base/unicode.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

namespace fairdraw {
namespace {

constexpr std::size_t kFirstBlock = std::size_t{1} << 14U;  // most tables are small
constexpr std::size_t kBlock = std::size_t{1} << 20U;
constexpr std::size_t kStretch = std::size_t{1} << 13U;  ///< bytes that are looked at together
constexpr std::string_view kSigns = ",;\t";

/// Neither quotes nor bytes 0, and nothing but ASCII.
bool is_plain(std::string_view text) {
  unsigned odd = 0;
  for (const char c : text) odd |= (c == '"' ? 1U : 0U) | (static_cast<signed char>(c) <= 0 ? 1U : 0U);
  return odd == 0;
}

/// The sign that a header has most of outside quotes; a comma where it has none.
char separator_of(std::string_view header) {
  std::array<std::size_t, kSigns.size()> counts{};
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    const std::size_t sign = kSigns.find(c);
    if (!quoted && sign != std::string_view::npos) ++counts[sign];
  }
  return kSigns[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

/// The sign that a first line such as `sep=;` names; 0 where it is no such line.
char separator_said(std::string_view row) {
  return row.size() == 5 && row.starts_with("sep=") ? row[4] : '\0';
}

}  // namespace

std::vector<std::string> column_names(const std::vector<std::string>& cells) {
  std::vector<std::string> out;
  std::map<std::string, std::size_t> times;
  for (const std::string& cell : cells) {
    out.push_back(on_one_line(cell));
    ++times[out.back()];
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string place = std::to_string(i + 1);
    if (out[i].empty())
      out[i] = "field_" + place;
    else if (times[out[i]] > 1)
      out[i] += " [" + place + "]";
  }
  return out;
}

std::size_t TextBytes::read(char* into, std::size_t most) {
  const std::size_t count = std::min(most, text_.size() - position_);
  std::memcpy(into, text_.data() + position_, count);
  position_ += count;
  return count;
}

CsvRows::CsvRows(ByteSource& bytes) : bytes_(&bytes) {
  rewind();
}

void CsvRows::rewind() {
  bytes_->rewind();
  buffer_.clear();
  begin_ = 0;
  block_ = kFirstBlock;
  looked_ = 0;
  plain_there_ = true;
  plain_ = true;
  ended_ = false;
  row_ = {};
  line_ = 1;
  lines_ = 0;
  too_long_ = false;
  closed_ = true;
  while (buffer_.size() < 3 && more()) {
  }
  if (buffer_.starts_with("\xEF\xBB\xBF")) begin_ = 3;
}

bool CsvRows::more() {
  if (ended_) return false;
  buffer_.erase(0, begin_);
  looked_ -= std::min(looked_, begin_);
  begin_ = 0;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + block_);
  const std::size_t count = bytes_->read(buffer_.data() + before, block_);
  block_ = std::min(2 * block_, kBlock);
  buffer_.resize(before + count);
  ended_ = count == 0;
  return !ended_;
}

/// Looks at what is held up to `end`, a stretch at a time: most files are plain, and so need no look at each row.
void CsvRows::look(std::size_t end) {
  while (looked_ < end) {
    const std::size_t stretch = std::min(kStretch, buffer_.size() - looked_);
    plain_there_ = is_plain(std::string_view(buffer_).substr(looked_, stretch));
    looked_ += stretch;
    plain_ = plain_ && plain_there_;
  }
}

bool CsvRows::next() {
  line_ += lines_;
  lines_ = 0;
  row_ = {};
  if (too_long_) return false;
  plain_ = looked_ <= begin_ || plain_there_;  // where the row before ended, this one begins
  std::size_t quotes = 0;
  std::size_t from = begin_;
  while (true) {
    const std::size_t end = std::min(buffer_.find('\n', from), buffer_.size());
    look(end);
    if (!plain_) quotes += count_of(std::string_view(buffer_).substr(from, end - from), '"');
    if (end < buffer_.size()) {
      ++lines_;
      from = end + 1;
      if (quotes % 2 != 0) continue;
      row_ = std::string_view(buffer_).substr(begin_, end - begin_);
      begin_ = end + 1;
      break;
    }
    from = end - begin_;  // what is held moves to the front
    too_long_ = from > kLongestCsvRow;
    if (too_long_) return false;
    if (more()) continue;
    closed_ = quotes % 2 == 0;
    row_ = std::string_view(buffer_).substr(begin_);
    begin_ = buffer_.size();
    if (row_.empty()) return false;
    break;
  }
  if (row_.ends_with('\r')) row_.remove_suffix(1);
  return true;
}

const std::vector<std::string_view>& CsvCells::cut(std::string_view row, std::size_t most) {
  cells_.clear();
  unquoted_.clear();
  for (std::size_t i = 0;; ++i) {
    if (cells_.size() == most) return cells_;
    if (i < row.size() && row[i] == '"') {
      unquoted_.reserve(row.size());  // so that what it holds stays where it is
      const std::size_t begin = unquoted_.size();
      for (++i; i < row.size(); ++i) {
        if (row[i] == '"' && (++i == row.size() || row[i] != '"')) break;
        unquoted_ += row[i];
      }
      cells_.push_back(std::string_view(unquoted_).substr(begin));
    } else {
      const std::size_t begin = i;
      while (i < row.size() && row[i] != separator_) ++i;
      cells_.push_back(row.substr(begin, i - begin));
    }
    if (i >= row.size()) return cells_;
  }
}

CsvLayout csv_layout(CsvRows& rows, std::uint32_t header_row, const std::string& label) {
  CsvLayout out;
  rows.rewind();
  bool there = rows.next();
  const char said = there ? separator_said(rows.text()) : '\0';
  if (said != '\0') {
    ++out.rows_before;
    there = rows.next();
  }
  for (std::uint32_t row = 1; there && row < header_row; ++row) {
    ++out.rows_before;
    there = rows.next();
  }
  if (!there && header_row > 1)
    throw Error(ErrorKind::usage,
                label + ": frame.header_row is " + std::to_string(header_row) + ", and the file ends before that row");
  ++out.rows_before;
  out.separator = said != '\0' ? said : separator_of(rows.text());
  require_whole_cells(rows, out.separator, label);
  CsvCells cells(out.separator);
  const std::vector<std::string_view>& header = cells.cut(rows.text());
  out.columns = column_names({header.begin(), header.end()});
  for (std::size_t i = 0; i < header.size(); ++i)
    if (!trimmed(header[i]).empty()) out.named = i + 1;
  return out;
}

}  // namespace fairdraw
