#include "planner/base/unicode.h"

#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("what can't be seen at the ends of a text is cut off, whatever it is") {
  CHECK(trimmed(" Urban\t\r\n") == "Urban");
  CHECK(trimmed("\xC2\xA0Rural\xC2\xA0") == "Rural");  // no-break spaces
  CHECK(trimmed("\xEF\xBB\xBF"
                "001\xE2\x80\x8B") == "001");                  // byte order mark, zero width space
  CHECK(trimmed("\xE2\x80\x8FKhmer\xE2\x80\xAC") == "Khmer");  // marks of direction
  CHECK(trimmed("Siem Reap") == "Siem Reap");
  CHECK(trimmed(" \t ").empty());
  CHECK(trimmed("\xFF ") == "\xFF");  // no UTF-8: what can be cut off is
}

TEST_CASE("texts that look alike come to the same, others do not") {
  CHECK(folded("URBAN  area") == "urban area");
  CHECK(folded("Urban\xC2\xA0"
               "area") == folded("urban area"));
  CHECK(folded("Sa\xCC\x83o") == folded("S\xC3\xA3o"));   // a with a tilde, composed or not
  CHECK(folded("Ru\xE2\x80\x8Bral") == folded("Rural"));  // a zero width space inside
  CHECK(folded("\xEF\xBC\x91\xEF\xBC\x92") == "12");      // full-width digits
  CHECK(folded("\xD0\x90") != folded("A"));               // Cyrillic: another letter
  CHECK(folded("\xFF") == "\xFF");
}

TEST_CASE("what can't be seen is shown by its number") {
  CHECK(shown("Rural\xC2\xA0") == "\"Rural<U+00A0>\"");
  CHECK(shown("a b\t") == "\"a b<U+0009>\"");
}
