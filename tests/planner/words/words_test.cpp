#include "planner/words/words.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

std::multiset<std::string> braces(const std::string& text) {
  static const std::regex pattern("\\{[a-z_]+\\}");
  std::multiset<std::string> out;
  for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) out.insert(it->str());
  return out;
}

std::string sources() {
  std::string out;
  for (const char* room : {"geo", "planner"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(FAIRDRAW_SOURCE) / room)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
      std::ifstream in(entry.path());
      out.append(std::istreambuf_iterator<char>(in), {});
    }
  return out;
}

/// The languages that planner/words has files of, in order.
std::vector<std::string> files_of_languages() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(fs::path(FAIRDRAW_SOURCE) / "planner" / "words"))
    if (entry.path().extension() == ".txt" && entry.path().stem() != "CMakeLists") out.push_back(entry.path().stem());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("every language has every text of English, with the same braces") {
  const Words english("en");
  CHECK(languages() == files_of_languages());
  for (const std::string& language : languages()) {
    CAPTURE(language);
    const Words words(language);
    CHECK(words.all().size() == english.all().size());
    for (const auto& [key, text] : english.all()) {
      const std::string& of = key;  // Clang 14 captures no structured binding
      CAPTURE(of);
      REQUIRE(words.all().contains(key));
      CHECK(braces(words(key)) == braces(text));
      CHECK(words(key).find('"') == std::string::npos);
    }
    CHECK(!words.reviewed());  // so that nobody forgets to say so: change this with the file
    CHECK((words("reviewed") == "yes" || words("reviewed") == "no"));
  }
}

TEST_CASE("the program asks for texts that there are, and for every one of them") {
  const std::string all = sources();
  const Words english("en");
  static const std::regex asked(R"re(\bwords_?\(\s*"([a-z_A-Z0-9]+)")re");
  for (std::sregex_iterator it(all.begin(), all.end(), asked), end; it != end; ++it) {
    const std::string key = (*it)[1];
    const std::string& of = key;  // Clang 14 captures no structured binding
    CAPTURE(of);
    CHECK((english.all().contains(key) || key.ends_with('_')));  // "result_" and a number
  }
  for (const auto& [key, text] : english.all()) {
    if (key == "reviewed") continue;
    const std::string& of = key;  // Clang 14 captures no structured binding
    CAPTURE(of);
    const std::string family = key.substr(0, key.find('_') + 1);
    const bool of_family = (family == "compass_") && all.find('"' + family + '"') != std::string::npos;
    const bool of_form = family == "form_" && all.find("\"form_\" + what") != std::string::npos;
    CHECK((of_family || of_form || all.find('"' + key + '"') != std::string::npos));
  }
}

TEST_CASE("texts are filled in") {
  const Words words("en");
  CHECK(words("page_of", {{"page", "2"}, {"pages", "{page}"}}) == "page 2 of {page}");
  CHECK_THROWS_AS(words("no such key"), std::out_of_range);
  CHECK_THROWS_AS(Words("xx"), std::out_of_range);
  CHECK(parse_words("# nothing\n\na = b = c\n").at("a") == "b = c");
  CHECK_THROWS_AS(parse_words("a =\n"), std::invalid_argument);
  CHECK_THROWS_AS(parse_words("a = b\na = c\n"), std::invalid_argument);
}
