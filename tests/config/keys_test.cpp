#include "config/keys.h"

#include "planner/base/bounds.h"
#include "planner/base/error.h"
#include "planner/base/output_folder.h"

#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

const std::string kLeast =
    "[survey]\ncountry = \"SLD\"\n[frame]\nfile = \"f.gpkg\"\nid = \"id\"\nsize = \"n\"\n[areas]\ncount = "
    "10\n[yields]\neligible = 1\nhousehold = 1\nchild = 1\ncaregiver = 1\n[households]\ntake = 5\n";

/// The complaints of a survey file that says no more than one key, with a value of no type that any key has.
std::string complaints_of(const std::string& path) {
  const std::size_t dot = path.find('.');
  try {
    parse_survey("[" + path.substr(0, dot) + "]\n" + path.substr(dot + 1) + " = 07:32:00\n", "s.toml");
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("the tables of keys and bounds in config/README.md are those of the program") {
  const std::string file = std::string(FAIRDRAW_SOURCE) + "/config/README.md";
  const auto in_readme = [&](const std::string& what, const std::string& table) {
    std::string text = read_file(file);
    const std::size_t begin = text.find("-->\n", text.find("<!-- " + what + ":")) + 4;
    const std::size_t end = text.find("<!-- end of " + what + " -->");
    REQUIRE(begin <= end);
    REQUIRE(end != std::string::npos);
    if (std::getenv("FAIRDRAW_WRITE_DOCS") != nullptr)
      std::ofstream(file) << text.replace(begin, end - begin, "\n" + table + "\n");
    else
      CHECK(text.substr(begin, end - begin) == "\n" + table + "\n");
  };
  in_readme("keys", keys_in_markdown());
  std::string table = "| what | at most |\n| --- | --- |\n";
  for (const Bound& bound : bounds())
    table += "| " + std::string(bound.what) + " | " + std::string(bound.limit) + " |\n";
  in_readme("bounds", table);
}

TEST_CASE("a key stands in the table of its name, once, and says what it means") {
  std::set<std::string_view> seen;
  for (const KeySection& section : key_sections())
    for (const Key& key : section.keys) {
      const std::string_view path = key.path;
      CAPTURE(path);
      CHECK(path.starts_with(std::string(section.name) + "."));
      CHECK(seen.insert(path).second);
      CHECK(!key.text.empty());
      CHECK(find_key(path) == &key);
      CHECK(!meaning_of(path).empty());
    }
}

TEST_CASE("every key is read: a value that it can't have is complained of by its path") {
  for (const std::string_view path : key_paths()) {
    CAPTURE(path);
    CHECK(complaints_of(std::string(path)).find(std::string(path) + " should be ") != std::string::npos);
  }
}

TEST_CASE("every value of a choice is taken, listed in the documentation and in complaints") {
  const std::string documentation = keys_in_markdown();
  for (const KeySection& section : key_sections())
    for (const Key& key : section.keys) {
      const auto* choice = std::get_if<ChoiceKey>(&key.value);
      if (choice == nullptr) continue;
      const std::string_view path = key.path;
      CAPTURE(path);
      const std::size_t row = documentation.find("| `" + std::string(path) + "` |");
      REQUIRE(row != std::string::npos);
      const std::string text = documentation.substr(row, documentation.find('\n', row) - row);
      for (const std::string& name : choice->names()) {
        CAPTURE(name);
        CHECK(text.find("`\"" + name + "\"`") != std::string::npos);
        Survey survey;
        CHECK(choice->take(survey, name));
        if (!choice->list) CHECK(choice->now(survey) == name);
      }
      Survey survey;
      CHECK(!choice->take(survey, "nothing of the kind"));
    }
}

TEST_CASE("what the documentation says of a key that is left out is what a survey has") {
  const Survey survey = parse_survey(kLeast, "s.toml");
  CHECK(fallback_of(*find_key("target.interviews")) == std::to_string(survey.target.interviews));
  CHECK(fallback_of(*find_key("target.chance")) == "0.95");
  CHECK(fallback_of(*find_key("areas.method")) == survey.areas.method);
  CHECK(fallback_of(*find_key("households.mode")) == name_of(survey.households.mode));
  CHECK(fallback_of(*find_key("documents.language")) == survey.language);
  CHECK(fallback_of(*find_key("respondents.age")) ==
        "[" + std::to_string(survey.respondents.age_from) + ", " + std::to_string(survey.respondents.age_to) + "]");
  CHECK(fallback_of(*find_key("areas.segment_above")).starts_with(std::to_string(survey.areas.segment_above)));
  CHECK(fallback_of(*find_key("maps.sheet_scale")).starts_with(std::to_string(survey.sheet_scale)));
  CHECK(fallback_of(*find_key("costs.rho")).starts_with("0.05"));
  CHECK(survey.rho.value == 0.05);
  CHECK(fallback_of(*find_key("yields.area_spread")) == "0");
  CHECK(survey.area_spread.eligible == 0);
}
