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

/// The names in backticks of a text, in their order.
std::vector<std::string> names_in(const std::string& text) {
  static const std::regex name("`([a-z]+)`");
  std::vector<std::string> out;
  for (std::sregex_iterator each(text.begin(), text.end(), name), end; each != end; ++each)
    out.push_back((*each)[1].str());
  return out;
}

/// Which rooms a room's files may include beside its own, as planner/README.md has it: a row `| room | what | may
/// include |`, where "and below" after a name brings all that this room may include.
std::map<std::string, std::set<std::string>> allowed() {
  std::ifstream in(fs::path(FAIRDRAW_SOURCE) / "planner" / "README.md");
  static const std::regex row(R"(^\| `([a-z]+)` \|.*\| ([^|]+) \|$)");
  std::map<std::string, std::set<std::string>> out;
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, row)) continue;
    const std::string may = match[2].str();
    std::set<std::string>& rooms = out[match[1].str()];
    for (const std::string& name : names_in(may)) {
      rooms.insert(name);
      if (may.find("`" + name + "` and below") == std::string::npos) continue;
      REQUIRE(out.contains(name));  // rooms stand below what they include
      rooms.insert(out.at(name).begin(), out.at(name).end());
    }
  }
  return out;
}

std::string room_of(const std::string& path) {
  const std::size_t begin = path.starts_with("planner/") ? 8 : 0;
  return path.substr(begin, path.find('/', begin) - begin);
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

TEST_CASE("each room includes only the rooms that the table in planner/README.md lets it") {
  const std::map<std::string, std::set<std::string>> rooms = allowed();
  CHECK(rooms.size() >= 18);
  each_include([&](const std::string& file, const std::string& included) {
    if (!included.starts_with("planner/") && !included.starts_with("geo/") && !included.starts_with("config/")) return;
    const std::string from = room_of(file);
    const std::string to = room_of(included);
    if (from == to || from == "cli") return;
    CAPTURE(file);
    CAPTURE(included);
    REQUIRE(rooms.contains(from));
    CHECK(rooms.at(from).contains(to));
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
        const std::string before = known->second;
        CAPTURE(before);
        CAPTURE(file);
        CHECK(added);
      }
    }
  }
  CHECK(first.size() > 100);
}

TEST_CASE("headers of GDAL, Mapnik, Cairo, CLI11 and others appear in no header outside their room") {
  struct Foreign {
    std::regex header;
    std::set<std::string> rooms;
  };
  static const Foreign foreign[] = {
      {std::regex("^(gdal|ogr|cpl_|mapnik)"), {"geo"}},
      {std::regex("^(cairo|pango|qrencode|qpdf)"), {"paper"}},
      {std::regex("^xlsxwriter"), {"documents"}},
      {std::regex("^(CLI/|spdlog|nlohmann)"), {}},
      {std::regex("^toml"), {"config"}},
  };
  each_include([](const std::string& file, const std::string& included) {
    if (!file.ends_with(".h")) return;
    CAPTURE(file);
    for (const Foreign& each : foreign)
      if (!each.rooms.contains(room_of(file))) CHECK_FALSE(std::regex_search(included, each.header));
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
