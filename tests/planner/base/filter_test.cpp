#include "planner/base/filter.h"

#include "planner/base/error.h"

#include <map>
#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

/// Whether a condition holds of a row.
bool holds(const std::string& condition, const std::map<std::string, std::string>& row) {
  const Filter filter = Filter::parse(condition);
  return filter.holds([&](std::size_t column) { return std::string_view(row.at(filter.columns()[column])); });
}

const std::map<std::string, std::string> kRow{{"id", "E10"},     {"n", "43"},     {"s", "it's"},  {"none", ""},
                                              {"odd name", "9"}, {"half", "0.5"}, {"code", "007"}};

}  // namespace

TEST_CASE("numbers are compared as numbers and texts as texts") {
  CHECK(holds("n > 5", kRow));
  CHECK(holds("n >= 43 AND n <= 43.0 AND n = 4.3e1", kRow));
  CHECK_FALSE(holds("n < -1 OR n <> 43 OR n != 43", kRow));
  CHECK(holds("half < n", kRow));          // two columns
  CHECK(holds("code = 7", kRow));          // written as a number
  CHECK_FALSE(holds("code = '7'", kRow));  // written as a text
  CHECK(holds("5 < n", kRow));
  CHECK(holds("\"odd name\" = 9", kRow));
}

TEST_CASE("lists, ranges and patterns") {
  CHECK(holds("s IN ('x', 'it''s')", kRow));
  CHECK(holds("n not in (1, 2)", kRow));
  CHECK(holds("n BETWEEN 40 AND 45 AND n NOT BETWEEN 1 AND 42", kRow));
  CHECK(holds("id LIKE 'E%' AND id LIKE '_1_' AND id LIKE '%0' AND id LIKE '%1%'", kRow));
  CHECK_FALSE(holds("id LIKE 'e%' OR id LIKE 'E1' OR id LIKE '%E'", kRow));
  CHECK(holds("id ILIKE 'e1_'", kRow));
  CHECK(holds("s NOT LIKE '%x%'", kRow));
  CHECK(holds("name LIKE 'S_o'", {{"name", "S\u00E3o"}}));  // _ is a character, not a byte
}

TEST_CASE("AND goes before OR, and parentheses and NOT before both") {
  CHECK(holds("n = 43 OR n = 1 AND n = 2", kRow));
  CHECK_FALSE(holds("(n = 43 OR n = 1) AND n = 2", kRow));
  CHECK(holds("NOT (n = 1) AND NOT NOT n = 43", kRow));
}

TEST_CASE("what is compared with an empty cell is unknown, and neither holds nor does its opposite") {
  CHECK(holds("none IS NULL AND id IS NOT NULL", kRow));
  for (const char* condition :
       {"none = 1", "NOT none = 1", "none <> 'x'", "none IN ('a')", "none NOT IN ('a')", "none LIKE '%'",
        "none BETWEEN 1 AND 2", "NOT none BETWEEN 1 AND 2", "id > 5", "NOT id > 5"}) {
    CAPTURE(condition);
    CHECK_FALSE(holds(condition, kRow));
  }
  CHECK(holds("none = 1 OR n = 43", kRow));
  CHECK_FALSE(holds("n BETWEEN none AND 42", kRow));
  CHECK_FALSE(holds("NOT (none = 1 AND n = 43)", kRow));
  CHECK(holds("NOT (none = 1 AND n = 1)", kRow));
}

TEST_CASE("a quote in a text is written twice or after a backslash, and no text is more than text") {
  CHECK_FALSE(holds("s = 'x\\' OR id IN (SELECT id FROM frame) --'", kRow));
  CHECK(holds("s = 'it\\'s'", kRow));
  CHECK(holds("path = 'a\\b'", {{"path", "a\\b"}}));
}

TEST_CASE("what is no condition is refused, with the place and what would be right") {
  const auto why = [](const std::string& condition) {
    try {
      Filter::parse(condition);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  CHECK(why("abs(random()) % 2 = 0") == "at character 15: \"%\" has no meaning there");
  CHECK(why("random() = 0").starts_with("at character 7: \"(\" stands where a comparison"));
  CHECK(why("1=1; DROP TABLE frame") == "at character 4: \";\" has no meaning there");
  CHECK(why("n > (SELECT 1)") ==
        "at character 5: \"(\" stands where a column, a text in single quotes or a number should be");
  CHECK(why("n > 'a") == "at character 5: the quote ' is never closed");
  CHECK(why("n = 12abc") == "at character 5: 12abc is no number");
  CHECK(why("n =").ends_with("the condition ends where a column, a text in single quotes or a number should be"));
  CHECK(why("n = 1 n = 2") == "at character 7: \"n\" stands where AND, OR or the end should be");
  CHECK(why("id LIKE 5").ends_with("a text in single quotes should be"));
  CHECK(why("").starts_with("at character 1: the condition ends"));
}

TEST_CASE("neither depth nor length nor patterns use up stack or time") {
  CHECK_THROWS_WITH_AS(Filter::parse(std::string(4000, '(')), doctest::Contains("more than 50"), Error);
  CHECK_THROWS_WITH_AS(Filter::parse(std::string(20000, 'x')), doctest::Contains("10000 are the most"), Error);
  std::string runs;
  for (int i = 0; i < 200; ++i) runs += "%a";
  CHECK_FALSE(holds("t LIKE '" + runs + "b'", {{"t", std::string(20000, 'a')}}));
}
