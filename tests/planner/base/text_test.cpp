#include "planner/base/text.h"

#include <array>
#include <cmath>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("numbers are written shortest and read back exactly") {
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(12.0) == "12");
  CHECK(number_text(-0.0) == "0");
  CHECK(number_text(std::nan("")).empty());
  for (const double value : {1.0 / 3, 1e300, 5e-324, 123456789.123456789})
    CHECK(parse_number(number_text(value)) == value);
}

TEST_CASE("only whole texts are numbers") {
  CHECK(parse_number("1e3") == 1000);
  CHECK(parse_number("+5") == 5);
  CHECK_FALSE(parse_number("12a"));
  CHECK_FALSE(parse_number(""));
  CHECK_FALSE(parse_number("1,5"));
  CHECK(std::isinf(*parse_number("1e999")));
  CHECK(parse_whole("42") == 42);
  CHECK_FALSE(parse_whole("-1"));
  CHECK_FALSE(parse_whole("1.0"));
}

TEST_CASE("UTF-8 is told from what only looks like it") {
  CHECK(is_utf8("Kisumu"));
  CHECK(is_utf8("\xE0\xB8\x9A\xE1\x9E\x97\xE1\x8A\xA0\xF0\x9F\x98\x80"));
  CHECK_FALSE(is_utf8("Caf\xE9"));           // Latin-1
  CHECK_FALSE(is_utf8("\xC0\xAF"));          // overlong
  CHECK_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
  CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));  // beyond U+10FFFF
  CHECK_FALSE(is_utf8("\xE0\xB8"));          // cut off
}

TEST_CASE("printable text is one line without tricks") {
  CHECK(printable("a\nb\x1b[31m") == "a\\x0Ab\\x1B[31m");
  CHECK(printable("Caf\xE9") == "Caf\\xE9");
  CHECK(printable(std::string(100, 'x'), 10) == "xxxxxxxxxx...");
}

TEST_CASE("the nearest word is found, and none where all are far") {
  constexpr std::array<std::string_view, 3> words = {"areas.count", "areas.power", "frame.id"};
  CHECK(nearest("areas.cuont", words) == "areas.count");
  CHECK(nearest("frmae.id", words) == "frame.id");
  CHECK(nearest("frame.ids", words) == "frame.id");
  CHECK(nearest("zebra", words).empty());
}

TEST_CASE("numbers in texts are ordered as numbers") {
  CHECK(comes_before("2", "10"));
  CHECK(comes_before("H-2", "H-10"));
  CHECK(comes_before("A9/1", "A9/1b"));
  CHECK(comes_before("07", "7"));  // equal as numbers: by their bytes
  CHECK_FALSE(comes_before("7", "07"));
  CHECK(comes_before("99999999999999999999998", "99999999999999999999999"));
  CHECK_FALSE(comes_before("x1", "x1"));
  // A strict order of all: exactly one of the three holds for any two, and it is transitive.
  const std::array<std::string_view, 10> all = {"", "0", "00", "01", "1", "1a", "01a", "a", "a0", "a00b"};
  for (const std::string_view a : all)
    for (const std::string_view b : all) {
      CHECK(comes_before(a, b) + comes_before(b, a) + (a == b ? 1 : 0) == 1);
      for (const std::string_view c : all)
        if (comes_before(a, b) && comes_before(b, c)) CHECK(comes_before(a, c));
    }
}

TEST_CASE("numbers are read as a file writes them, and groups that are not of three make none") {
  const NumberFormat english{".", ","};
  const NumberFormat german{",", "."};
  const NumberFormat french{",", " "};
  CHECK(parse_number("1,234", english) == 1234);
  CHECK(parse_number("-12,345,678.5", english) == -12345678.5);
  CHECK(parse_number("1234.5", english) == 1234.5);
  CHECK(parse_number("1.234,5", german) == 1234.5);
  CHECK(parse_number("12,5", german) == 12.5);
  CHECK(parse_number("1\u202F234,5", french) == 1234.5);
  CHECK(parse_number("1\u00A0234", french) == 1234);
  for (const char* text : {"12,5", "1,23,456", ",123", "1,", "1,,234", "12,3456", "1,234,5"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(text, english));
  }
  CHECK_FALSE(parse_number("12.5", NumberFormat{",", ""}));
  CHECK_FALSE(parse_number("1,5,5", NumberFormat{",", ""}));
}
