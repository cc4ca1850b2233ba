#include "config/nesting.h"

#include "config/survey.h"
#include "planner/base/error.h"

#include <string>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

std::string repeated(const std::string& part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

}  // namespace

TEST_CASE("nesting is counted in brackets and in parts of keys, and told by its line") {
  CHECK(line_nested_too_deep("a = " + repeated("[", 32) + repeated("]", 32)) == 0);
  CHECK(line_nested_too_deep("b = 1\na = " + repeated("[", 33)) == 2);
  CHECK(line_nested_too_deep("a = " + repeated("{a=", 33)) == 1);
  CHECK(line_nested_too_deep(repeated("a.", 31) + "a = 1") == 0);
  CHECK(line_nested_too_deep("\n\n" + repeated("a.", 32) + "a = 1") == 3);
  CHECK(line_nested_too_deep("[" + repeated("a.", 32) + "a]") == 1);
  CHECK(line_nested_too_deep(repeated("a = [1.5, 2.5]\n", 100)) == 0);
}

TEST_CASE("brackets and dots in strings and comments are no nesting, and what follows a string is counted") {
  const std::string deep = repeated("[", 40) + repeated(".", 40);
  CHECK(line_nested_too_deep("a = \"\\\"" + deep + "\" # " + deep) == 0);
  CHECK(line_nested_too_deep("a = '" + deep + "\\'") == 0);
  CHECK(line_nested_too_deep("a = \"\"\"\n\"" + deep + "\n\"\"\"\nb = '''\n'" + deep + "'''") == 0);
  CHECK(line_nested_too_deep("a = \"\"\nb = " + deep) == 2);
  CHECK(line_nested_too_deep("a = 'x\nb = " + deep) == 2);
  CHECK(line_nested_too_deep("a = '''x\n'''\nb = " + deep) == 3);
}

TEST_CASE("a survey file that is nested too deep is refused before the parser can run out of stack") {
  for (const std::string& text : {repeated("a.", 100'000) + "a = 1", "a = " + repeated("[", 100'000)})
    CHECK_THROWS_WITH_AS(parse_survey(text, "survey.toml"),
                         "survey.toml:1: nested more than 32 levels deep; no key of a survey needs that", Error);
}
