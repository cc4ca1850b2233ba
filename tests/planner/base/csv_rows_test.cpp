#include "planner/base/csv_rows.h"

#include "planner/base/csv_structure.h"
#include "planner/base/error.h"
#include "tests/support/rounds.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

using Table = std::vector<std::vector<std::string>>;

/// A text's rows behind the header, cut into cells, and the header itself before them.
Table read(const std::string& text, std::uint32_t header_row = 1) {
  TextBytes bytes(text);
  CsvRows rows(bytes);
  const CsvLayout layout = csv_layout(rows, header_row, "f.csv");
  check_csv_structure(rows, layout, "f.csv", "");
  Table out{layout.columns};
  CsvCells cells(layout.separator);
  rows.rewind();
  for (std::uint64_t i = 0; i < layout.rows_before; ++i) rows.next();
  while (rows.next()) {
    if (rows.text().empty()) continue;
    const auto& found = cells.cut(rows.text());
    out.emplace_back(found.begin(), found.end());
  }
  return out;
}

}  // namespace

TEST_CASE("rows are cut into cells, quotes taken off, line breaks in them kept") {
  CHECK(read("id,n\na,1\n") == Table{{"id", "n"}, {"a", "1"}});
  CHECK(read("\xEF\xBB\xBFid,n\r\n\"a, b\",\"say \"\"so\"\"\"\r\n") == Table{{"id", "n"}, {"a, b", "say \"so\""}});
  CHECK(read("id,n\n\"a\nb\",\"\"\n,\n\nc,") == Table{{"id", "n"}, {"a\nb", ""}, {"", ""}, {"c", ""}});
  CHECK(read("id;n\na;1,5\n") == Table{{"id", "n"}, {"a", "1,5"}});
  CHECK(read("id\tn\na\t1\n") == Table{{"id", "n"}, {"a", "1"}});
}

TEST_CASE("a first line sep= says what parts cells, and is no header") {
  CHECK(read("sep=;\nid;n\na;1,5\n") == Table{{"id", "n"}, {"a", "1,5"}});
  CHECK(read("sep=,\r\nid,\"n;m;o\"\r\na,1\r\n") == Table{{"id", "n;m;o"}, {"a", "1"}});
}

TEST_CASE("the header may stand further down, blank rows counted") {
  CHECK(read("Office\n\nid,n\na,1\n", 3) == Table{{"id", "n"}, {"a", "1"}});
  CHECK_THROWS_WITH_AS(read("Office\n\nid,n\n", 4), "f.csv: frame.header_row is 4, and the file ends before that row",
                       Error);
}

TEST_CASE("a header's names are on one line, and none is taken for another") {
  CHECK(read("\"EA\ncode\",n,,n\n").front() == std::vector<std::string>{"EA code", "n [2]", "field_3", "n [4]"});
}

TEST_CASE("whatever is written is read, across blocks of the file") {
  std::mt19937_64 random(4);
  const std::string signs[] = {"a", "\"", ",", "\n", "\r\n", "\xC3\xA9", " ", ""};
  Table table{{"x", "y", "z"}};
  std::string text = "x,y,z\n";
  while (text.size() < 3'000'000) {
    std::vector<std::string> row{"id"};
    for (int cell = 1; cell < 3; ++cell) {
      std::string value;
      for (std::uint64_t i = 0, length = random() % 40; i < length; ++i) value += signs[random() % std::size(signs)];
      row.push_back(value);
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string quoted;
      for (const char c : row[i]) quoted += c == '"' ? "\"\"" : std::string(1, c);
      text += (i == 0 ? "\"" : ",\"") + quoted + "\"";
    }
    text += random() % 2 == 0 ? "\n" : "\r\n";
    table.push_back(std::move(row));
  }
  CHECK(read(text) == table);
}

TEST_CASE("bytes that are no table end in an error or in rows, and in nothing else") {
  std::mt19937_64 random(5);
  const std::string signs = "a1\",;\t\r\n\\=\xE9\xC3";
  for (std::size_t i = 0; i < test::rounds(20'000); ++i) {
    std::string text;
    for (std::uint64_t length = random() % 24; text.size() < length;) text += signs[random() % signs.size()];
    CAPTURE(text);
    try {
      const Table table = read(text, 1 + static_cast<std::uint32_t>(random() % 2));
      for (const auto& row : table) CHECK(!row.empty());
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::usage);
    }
  }
}
