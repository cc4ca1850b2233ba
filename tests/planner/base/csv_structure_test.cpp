#include "planner/base/csv_structure.h"

#include "planner/base/error.h"

#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// What is wrong with a file of that text; empty: nothing.
std::string faults(const std::string& text) {
  TextBytes bytes(text);
  CsvRows rows(bytes);
  try {
    check_csv_structure(rows, csv_layout(rows, 1, "f.csv"), "f.csv", "save it as UTF-8");
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("whole files of every kind pass") {
  for (const char* text :
       {"", "id,n\n", "id,n\na,1\nb,2\n", "id,n\r\na,1\r\n\r\nb,2", "\xEF\xBB\xBFid;n\na;1,5\n", "id\tn\na\t1\n",
        "id,n\n\"a\",1\n\"b, c\",\"2\"\n\"say \"\"so\"\"\",\"\"\n", "id,\"n\nof rows\"\n\"a\nb\",1\n",
        "id,n\na,1,,\nb,2\n", "id,n,\na,1,\n", ",n\n,\"x\"\n\"y\",\n", "id\na\nb\n", "wkt,\n\"POINT (1 2)\"\n"}) {
    CAPTURE(text);
    CHECK(faults(text).empty());
  }
}

TEST_CASE("a quote that is never closed is told with the line in which it is opened") {
  CHECK(faults("id,n\na,1\n\"b,2\nc,3\n").starts_with("f.csv: line 3: a quote is opened in this row and never closed"));
}

TEST_CASE("rows with other cells than the header are told, with their lines in the file") {
  CHECK(faults("id,\"n\nm\"\na,1\nb,2,3\n").starts_with("f.csv: line 4: it has 3 cells where the header has 2"));
  CHECK(faults("id,n\na,1\nb").starts_with("f.csv: line 3: it has 1 cell where the header has 2; is the file cut off"));
  CHECK(faults("id,n\na,\"1\",\"2\"\n").starts_with("f.csv: line 2: it has 3 cells"));
}

TEST_CASE("quotes inside cells, bytes 0 and what is no UTF-8 are told") {
  CHECK(faults("id,n\na\"b\"c,1\n").starts_with("f.csv: line 2: a quote stands inside cell 1"));
  CHECK(faults("id,n\n1,\"a\"b\n").starts_with("f.csv: line 2: something stands behind the closing quote of cell 2"));
  CHECK(faults(std::string("i\0d\0,\0n\0\n\0", 10)).find("byte 0") != std::string::npos);
  CHECK(faults("id,n\nS\xE9gou,1\n").starts_with("f.csv: line 2: it is no UTF-8 (S"));
}

TEST_CASE("rows are found across the blocks in which a file is read, and the first twenty faults are told") {
  std::string text = "id,n\n";
  for (int i = 0; i < 300'000; ++i) text += "\"area, " + std::to_string(i) + "\",1\n";
  CHECK(text.size() > 4'000'000);
  CHECK(faults(text).empty());
  for (int i = 0; i < 100; ++i) text += "x\n";
  const std::string found = faults(text);
  CHECK(found.starts_with("f.csv: line 300002: "));
}
