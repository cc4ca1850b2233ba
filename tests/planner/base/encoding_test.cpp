#include "planner/base/encoding.h"

#include "planner/base/error.h"

#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("texts of other encodings come out as UTF-8") {
  CHECK(to_utf8("S\xE9gou", "ISO-8859-1") == "S\u00E9gou");
  CHECK(to_utf8("\x93N\x94", "windows-1252") == "\u201CN\u201D");
  CHECK(to_utf8(std::string("a\0\xE9\0=\xD8\x00\xDE", 8), "UTF-16LE") == "a\u00E9\U0001F600");
  CHECK(to_utf8(std::string("\xFF\xFE"
                            "a\0",
                            4),
                "UTF-16LE") == "a");
  CHECK(to_utf8("", "ISO-8859-1").empty());
}

TEST_CASE("a pair of surrogates may stand where one block ends and another begins") {
  std::string bytes;
  std::string expected;
  for (int i = 0; i < 65'535; ++i) bytes += std::string("a\0", 2);
  expected.assign(65'535, 'a');
  for (int i = 0; i < 10; ++i) {
    bytes += std::string("\x3D\xD8\x00\xDE", 4);
    expected += "\U0001F600";
  }
  CHECK(to_utf8(bytes, "UTF-16LE") == expected);
}

TEST_CASE("what is no text of an encoding is refused, and an encoding that there is not") {
  CHECK_THROWS_AS(to_utf8("S\xE9gou", "US-ASCII"), Error);
  CHECK_THROWS_AS(to_utf8(std::string("a\0\0", 3), "UTF-16LE"), Error);  // half a character at the end
  CHECK_THROWS_AS(to_utf8("a", "latin-one"), Error);
  CHECK(is_encoding("latin1"));
  CHECK(!is_encoding(""));
}

TEST_CASE("UTF-8 that was read as something else is seen") {
  CHECK(before_misreading("S\u00C3\u00A9gou") == "S\u00E9gou");
  CHECK(before_misreading("\u00C3\u2030tat") == "\u00C9tat");  // of windows-1252
  CHECK(before_misreading("\u00E1\u00BA\u00A0") == "\u1EA0");
  for (const char* right : {"S\u00E9gou", "S\u00C3O PAULO", "S\u00E3o Tom\u00E9", "abc", "", "\u00E2ge", "\xC3"})
    CHECK(before_misreading(right).empty());
}

TEST_CASE("a mark at the front tells UTF-16") {
  CHECK(marked_encoding("\xFF\xFE"
                        "a") == "UTF-16LE");
  CHECK(marked_encoding("\xFE\xFF") == "UTF-16BE");
  CHECK(marked_encoding("id,n").empty());
  CHECK(marked_encoding("").empty());
}
