#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace fs = std::filesystem;

namespace {

/// Which rooms a room's files may include, beside its own.
const std::map<std::string, std::set<std::string>> kAllowed = {
    {"planner/base", {}},
    {"planner/values", {"planner/base"}},
    {"planner/sampling", {"planner/base"}},
    {"config", {"planner/base", "planner/sampling"}},
    {"planner/words", {"planner/base"}},
    {"planner/frame", {"planner/base", "planner/values", "planner/sampling", "config"}},
    {"planner/design", {"planner/base", "planner/values", "planner/sampling", "planner/frame", "config"}},
    {"planner/stages",
     {"planner/base", "planner/values", "planner/sampling", "planner/frame", "planner/design", "config"}},
    {"planner/synth", {"planner/base", "planner/values", "planner/sampling"}},
    {"geo", {"planner/base", "planner/values", "planner/words", "planner/synth", "config"}},
    {"planner/field",
     {"planner/base", "planner/values", "planner/sampling", "planner/frame", "planner/design", "planner/stages",
      "planner/words", "geo", "config"}},
    {"planner/audit",
     {"planner/base", "planner/values", "planner/sampling", "planner/frame", "planner/design", "planner/stages", "geo",
      "config"}},
    {"planner/report",
     {"planner/base", "planner/values", "planner/sampling", "planner/frame", "planner/design", "planner/stages",
      "planner/field", "planner/audit", "geo", "config"}},
    {"planner/advice",
     {"planner/base", "planner/values", "planner/sampling", "planner/frame", "planner/design", "planner/audit", "geo",
      "config"}},
    {"planner/study",
     {"planner/base", "planner/values", "planner/sampling", "planner/frame", "planner/design", "planner/stages",
      "planner/audit", "geo", "config"}},
    {"planner/simulation",
     {"planner/base", "planner/values", "planner/sampling", "planner/frame", "planner/design", "planner/stages",
      "planner/audit", "planner/study", "geo", "config"}},
};

std::string room_of(const std::string& path) {
  if (path.starts_with("planner/")) return path.substr(0, path.find('/', 8));
  return path.substr(0, path.find('/'));
}

template <class Visit>
void each_include(Visit visit) {
  static const std::regex pattern(R"re(^\s*#\s*include\s+["<]([^">]+)[">])re");
  for (const char* top : {"config", "planner", "geo"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(FAIRDRAW_SOURCE) / top)) {
      const std::string extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      const std::string file = fs::relative(entry.path(), FAIRDRAW_SOURCE).generic_string();
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);)
        if (std::smatch match; std::regex_search(line, match, pattern)) visit(file, match[1].str());
    }
  }
}

}  // namespace

TEST_CASE("each room includes only the rooms it stands on") {
  each_include([](const std::string& file, const std::string& included) {
    if (!included.starts_with("planner/") && !included.starts_with("geo/") && !included.starts_with("config/")) return;
    const std::string from = room_of(file);
    const std::string to = room_of(included);
    if (from == to || from == "planner/cli") return;
    CAPTURE(file);
    CAPTURE(included);
    REQUIRE(kAllowed.contains(from));
    CHECK(kAllowed.at(from).contains(to));
  });
}

TEST_CASE("no two headers declare a type of the same name, of which the linker would take either") {
  static const std::regex declared(R"re(^(?:struct|class|enum class) (\w+)(?: final)?(?: :[^;]*)? \{)re");
  std::map<std::string, std::string> first;
  for (const char* top : {"config", "planner", "geo", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(FAIRDRAW_SOURCE) / top)) {
      if (entry.path().extension() != ".h") continue;
      const std::string file = fs::relative(entry.path(), FAIRDRAW_SOURCE).generic_string();
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) {
        std::smatch match;
        if (!std::regex_search(line, match, declared)) continue;
        const auto [known, added] = first.try_emplace(match[1].str(), file);
        CAPTURE(match[1].str());
        CAPTURE(known->second);
        CAPTURE(file);
        CHECK(added);
      }
    }
  }
  CHECK(first.size() > 100);
}

TEST_CASE("headers of GDAL, Mapnik and Cairo appear in no header outside geo and field") {
  static const std::regex heavy(R"re(^(gdal|ogr|cpl_|mapnik|cairo|pango|qrencode|xlsxwriter))re");
  each_include([](const std::string& file, const std::string& included) {
    if (!file.ends_with(".h") || file.starts_with("geo/") || file.starts_with("planner/field/")) return;
    CAPTURE(file);
    CHECK_FALSE(std::regex_search(included, heavy));
  });
}

TEST_CASE("draws use no distribution of the standard library") {
  for (const char* top : {"config", "planner", "geo"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(FAIRDRAW_SOURCE) / top)) {
      if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
      std::ifstream in(entry.path());
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      CAPTURE(entry.path().string());
      for (const char* word : {"#include <random>", "std::shuffle", "std::uniform_", "std::mt19937", "rand()"})
        CHECK(text.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("no test's name holds a semicolon, at which CTest would part it in two that run nothing") {
  static const std::regex named(R"re(TEST_CASE\(\s*((?:"[^"]*"\s*)+)\))re");
  std::size_t tests = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(FAIRDRAW_SOURCE) / "tests")) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream in(entry.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (std::sregex_iterator each(text.begin(), text.end(), named), end; each != end; ++each) {
      ++tests;
      CAPTURE(entry.path().string());
      CAPTURE((*each)[1].str());
      CHECK((*each)[1].str().find(';') == std::string::npos);
    }
  }
  CHECK(tests > 300);
}
