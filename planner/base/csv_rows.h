#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// Bytes that can be gone through again and again: a file, or a text in memory.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual void rewind() = 0;
  /// @return how many bytes were read into `into`; 0 at the end
  virtual std::size_t read(char* into, std::size_t most) = 0;
};

/// A text in memory.
class TextBytes : public ByteSource {
 public:
  explicit TextBytes(std::string text) : text_(std::move(text)) {}
  void rewind() override { position_ = 0; }
  std::size_t read(char* into, std::size_t most) override;

 private:
  std::string text_;
  std::size_t position_ = 0;
};

/// The rows of a CSV text (RFC 4180) as they stand, one after the other: a line break in quotes is part of its row.
/// Held are a row and a block of the text, no more.
class CsvRows {
 public:
  explicit CsvRows(ByteSource& bytes);

  void rewind();

  /// Goes to the next row. A byte order mark of UTF-8 at the very front is passed over.
  /// @return false at the end, and behind a row that is too long
  bool next();

  std::string_view text() const { return row_; }  ///< without what closes it; holds until the next call
  std::uint64_t line() const { return line_; }    ///< in which it begins, from 1
  bool too_long() const { return too_long_; }     ///< it has more than kLongestCsvRow bytes, and is not there
  bool closed() const { return closed_; }         ///< false: a quote in it is open to the end of the text

  /// Whether the row is known to hold neither quotes nor bytes 0, and nothing but ASCII.
  bool plain() const { return plain_; }

 private:
  bool more();
  void look(std::size_t end);

  ByteSource* bytes_;
  std::string buffer_;
  std::size_t begin_ = 0;    ///< of what is not handed out yet
  std::size_t block_ = 0;    ///< bytes to be read next
  std::size_t looked_ = 0;   ///< so far what is held has been looked at
  bool plain_there_ = true;  ///< what was looked at last
  bool plain_ = true;
  bool ended_ = false;
  std::string_view row_;
  std::uint64_t line_ = 1;
  std::uint64_t lines_ = 0;  ///< of the row in hand
  bool too_long_ = false;
  bool closed_ = true;
};

/// Cuts rows that are well formed into their cells.
class CsvCells {
 public:
  explicit CsvCells(char separator) : separator_(separator) {}

  /// @param most  cells that are wanted
  /// @return the cells without their quotes; they hold until the next call, and as long as the row does
  const std::vector<std::string_view>& cut(std::string_view row, std::size_t most = SIZE_MAX);

 private:
  char separator_;
  std::string unquoted_;
  std::vector<std::string_view> cells_;
};

/// The names that a header's cells give to its columns: on one line each; those without one are named by their place,
/// "field_2", and those of one name bear it, "n [2]", so that none is taken for another.
std::vector<std::string> column_names(const std::vector<std::string>& header);

/// How a CSV text is to be read.
struct CsvLayout {
  char separator = ',';
  std::uint64_t rows_before = 0;     ///< that are passed over up to the header and with it
  std::vector<std::string> columns;  ///< their names, as column_names() has them
  std::size_t named = 0;             ///< columns up to the last that has a name
};

/// Finds the header: in the row asked for, a first line such as `sep=;` not counted, which says what parts the cells.
/// Else that is the one of comma, semicolon and tab that the header has most of. Line breaks in names are spaces.
/// @param header_row  from 1
/// @param label       of the file, for messages
/// @throws Error(usage) where the text ends before
CsvLayout csv_layout(CsvRows& rows, std::uint32_t header_row, const std::string& label);

}  // namespace fairdraw
