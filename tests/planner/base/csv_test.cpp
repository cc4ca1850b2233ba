#include "planner/base/csv.h"

#include "planner/base/error.h"

#include <random>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("fields are quoted only where they must be") {
  CsvWriter out({"a", "b"});
  out.record({"plain", "with,comma"});
  out.record({"with \"quote\"", "two\nlines"});
  CHECK(out.take() == "a,b\nplain,\"with,comma\"\n\"with \"\"quote\"\"\",\"two\nlines\"\n");
}

TEST_CASE("what a spreadsheet would take for a formula gets an apostrophe, and no number does") {
  for (const char* formula : {"=cmd()", "+1+1", "-a", "@SUM(A1)", "'=1", "''-b", "\t=1", "\uFF1D1", "-", "'-5"}) {
    CAPTURE(formula);
    CHECK(without_formula(formula) == std::string("'") + formula);
    CHECK(as_meant(without_formula(formula)) == formula);
  }
  for (const char* plain : {"", "-5", "+254700123456", "-1.5e-3", "a=b", "'", "'tis", "O'Brien", "''"}) {
    CAPTURE(plain);
    CHECK(without_formula(plain) == plain);
    CHECK(as_meant(plain) == plain);
  }
}

TEST_CASE("what is written reads back, whatever it is") {
  std::mt19937 random(1);
  const std::string letters = "ab,\"\n\r;='-1 \xC3\xA9";
  for (int round = 0; round < 500; ++round) {
    std::vector<std::vector<std::string>> records(1 + random() % 4, std::vector<std::string>(1 + random() % 3));
    for (auto& record : records) {
      record.resize(records[0].size());
      for (auto& field : record)
        for (auto i = random() % 6; i > 0; --i) field += letters[random() % letters.size()];
    }
    CsvWriter out(records[0]);
    for (std::size_t i = 1; i < records.size(); ++i) out.record(records[i]);
    const CsvTable back = parse_csv(out.take(), "x.csv");
    CHECK(back.header == records[0]);
    REQUIRE(back.records.size() == records.size() - 1);
    for (std::size_t i = 1; i < records.size(); ++i) CHECK(back.records[i - 1] == records[i]);
  }
}

TEST_CASE("a broken table is refused with its line") {
  CHECK_THROWS_WITH_AS(parse_csv("a,b\n1,2\n3\n", "x.csv"), "x.csv: line 3: 1 fields where the header has 2", Error);
  CHECK_THROWS_WITH_AS(parse_csv("a\n\"open", "x.csv"), "x.csv: line 2: a quote is opened and never closed", Error);
  CHECK_THROWS_AS(parse_csv("", "x.csv"), Error);
  CHECK_THROWS_AS(parse_csv("a\n\"b\"c\n", "x.csv"), Error);
}

TEST_CASE("random bytes never crash the reader") {
  std::mt19937 random(2);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes(random() % 24, '\0');
    for (char& c : bytes) c = "a,\"\n\r\xEF\xBB\xBF"[random() % 8];
    try {
      parse_csv(bytes, "x");
    } catch (const Error&) {
    }
  }
}

TEST_CASE("Windows line ends and a byte order mark are taken") {
  const CsvTable table = parse_csv(
      "\xEF\xBB\xBF"
      "a,b\r\n1,2\r\n",
      "x.csv");
  CHECK(table.header == std::vector<std::string>{"a", "b"});
  CHECK(table.records == std::vector<std::vector<std::string>>{{"1", "2"}});
}
