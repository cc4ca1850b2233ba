#include "planner/base/json.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

TEST_CASE("JSON keeps the order of members, and types by how they were given") {
  Json json{{"b", 1}, {"a", 2.0}, {"c", nullptr}, {"d", true}, {"e", "text"}};
  json["f"] = std::vector<std::string>{"x", "y"};
  json["g"] = std::map<std::string, std::uint64_t>{{"k", std::numeric_limits<std::uint64_t>::max()}};
  json["h"] = std::numeric_limits<std::int64_t>::min();
  json["b"] = 3;
  CHECK(json.line() == R"({"b":3,"a":2.0,"c":null,"d":true,"e":"text","f":["x","y"],"g":{"k":18446744073709551615},)"
                       R"("h":-9223372036854775808})");
}

TEST_CASE("JSON for people has two spaces a level, and nothing between empty brackets") {
  Json json;
  json["list"].push_back({{"n", 1}});
  json["list"].push_back(Json::array({1, 2.5}));
  json["none"] = Json::array();
  json["nothing"] = Json::object();
  CHECK(json.pretty() ==
        "{\n  \"list\": [\n    {\n      \"n\": 1\n    },\n    [\n      1,\n      2.5\n    ]\n  ],\n"
        "  \"none\": [],\n  \"nothing\": {}\n}");
}

TEST_CASE("members of one object join another, in place where it has them") {
  Json json{{"country", "KEN"}, {"psus", 1}};
  json.add(Json{{"psus", 2}, {"take", 8}});
  CHECK(json.line() == R"({"country":"KEN","psus":2,"take":8})");
}

TEST_CASE("no text breaks out of JSON, and what is no UTF-8 is replaced") {
  CHECK(Json("a\"b\\c\n\t\r\x01\x7F/").line() == "\"a\\\"b\\\\c\\n\\t\\r\\u0001\\u007f/\"");
  CHECK(Json("Kisumu \xC3\xA9 \xF0\x9F\x9A\x8C").line() == "\"Kisumu \xC3\xA9 \xF0\x9F\x9A\x8C\"");
  CHECK(Json(std::string("\xFF"
                         "a\xC3"))
            .line() ==
        "\"\xEF\xBF\xBD"
        "a\xEF\xBF\xBD\"");
  CHECK(Json(std::string(1, '\0')).line() == "\"\\u0000\"");
}

TEST_CASE("numbers are written shortest, and what is none is null") {
  CHECK(Json::array({0.1, 1.0 / 3, 1e300, -0.0, 40.74878, std::nan(""), HUGE_VAL}).line() ==
        "[0.1,0.3333333333333333,1e+300,0.0,40.74878,null,null]");
}
