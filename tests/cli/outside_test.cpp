#include "planner/base/output_folder.h"
#include "tests/support/convert.h"
#include "tests/support/formats.h"
#include "tests/support/listener.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <sys/wait.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

/// Every file of a plan but its log, which says when.
std::map<std::string, std::string> files_of(const fs::path& plan) {
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(plan))
    if (entry.is_regular_file() && entry.path().filename() != "log.jsonl")
      out[fs::relative(entry.path(), plan).generic_string()] = read_file(entry.path());
  return out;
}

bool can_trace() {
  return std::system("strace -o /dev/null true >/dev/null 2>&1") == 0;
}

/// Runs the program under strace.
/// @return its exit, and the calls by which it reached for a network
std::pair<int, std::string> traced(const test::TempFolder& folder, const std::vector<std::string>& arguments) {
  const std::string log = folder / "calls.txt";
  std::string line = "strace -f -e trace=network -o '" + log + "' '" + test::program_file().string() + "'";
  for (const std::string& argument : arguments) line += " '" + argument + "'";
  const int code = std::system((line + " >/dev/null 2>&1").c_str());
  std::string calls;
  std::string text = read_file(log);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string call = text.substr(at, end - at);
    if (call.find("AF_INET") != std::string::npos) calls += call + "\n";
    at = end + 1;
  }
  return {WEXITSTATUS(code), calls};
}

}  // namespace

TEST_CASE("a whole plan has the same bytes under hostile settings of GDAL and PROJ") {
  const test::SampleCountry country;
  const auto drawn = [&](const std::string& name) {
    const fs::path plan = country.folder / name;
    const test::Outcome outcome = test::run({"draw", country.survey, "-o", plan});
    CAPTURE(outcome.err);
    REQUIRE(outcome.code == 0);
    return files_of(plan);
  };
  const std::map<std::string, std::string> plain = drawn("plain");
  REQUIRE(plain.contains("maps/psus.pdf"));
  const std::string library = country.folder.write("gdal_HOSTILE.so", "no library");
  const std::string config = country.folder.write("gdalrc", "[configoptions]\nOGR_SKIP=GPKG\n");
  const std::string here = country.folder.path();
  const std::pair<const char*, std::string> hostile[] = {{"GDAL_DRIVER_PATH", here},
                                                         {"GDAL_CONFIG_FILE", config},
                                                         {"GDAL_SKIP", "GPKG,FlatGeobuf,GTiff"},
                                                         {"OGR_SKIP", "GPKG"},
                                                         {"GDAL_DATA", here},
                                                         {"GDAL_CACHEMAX", "0"},
                                                         {"GDAL_NUM_THREADS", "7"},
                                                         {"OGR_CURRENT_DATE", "1999-09-09T09:09:09.999Z"},
                                                         {"OGR_GPKG_FOREIGN_KEY_CHECK", "NO"},
                                                         {"OGR_SQLITE_PRAGMA", "encoding=\"UTF-16\""},
                                                         {"OGR_SQLITE_LOAD_EXTENSIONS", library},
                                                         {"OGR_CT_USE_SRS_COORDINATE_EPOCH", "NO"},
                                                         {"OSR_DEFAULT_AXIS_MAPPING_STRATEGY", "AUTHORITY_COMPLIANT"},
                                                         {"CPL_DEBUG", "ON"},
                                                         {"CPL_TMPDIR", "/nowhere"},
                                                         {"PROJ_DATA", here},
                                                         {"PROJ_LIB", here},
                                                         {"PROJ_NETWORK", "ON"}};
  for (const auto& [name, value] : hostile) ::setenv(name, value.c_str(), 1);
  const std::map<std::string, std::string> under = drawn("under");
  for (const auto& [name, value] : hostile) ::unsetenv(name);
  REQUIRE(under.size() == plain.size());
  for (const auto& [name, bytes] : plain) {
    CAPTURE(name);
    CHECK(under.at(name) == bytes);
  }
}

TEST_CASE("no command reaches for a network, whatever the format") {
  if (!can_trace()) {
    MESSAGE("skipped: strace is not here, or may not trace");
    return;
  }
  SUBCASE("of a frame") {
    const test::FrameInFormats frame;
    const std::string from = frame.folder / "frame.gpkg";
    std::vector<std::string> files = {"frame.gpkg"};
    for (const auto& [name, driver] : {std::pair{"frame.fgb", "FlatGeobuf"}, std::pair{"frame.shp", "ESRI Shapefile"},
                                       std::pair{"frame.geojson", "GeoJSON"}, std::pair{"frame.csv", "CSV"},
                                       std::pair{"frame.xlsx", "XLSX"}, std::pair{"frame.ods", "ODS"}}) {
      test::convert(from, frame.folder / name, driver);
      files.emplace_back(name);
    }
    for (const std::string& file : files) {
      CAPTURE(file);
      const std::string draft = frame.folder / (file + ".toml");
      for (const std::vector<std::string>& line :
           {std::vector<std::string>{"init", frame.folder / file, "-o", draft},
            {"check", draft},
            {"draw", draft, "--seed", "s", "-o", frame.folder / (file + "-plan"), "--tables-only"}}) {
        const auto [code, calls] = traced(frame.folder, line);
        CHECK(code == 0);
        CHECK(calls.empty());
      }
    }
  }
  SUBCASE("of maps, boundaries, listings and plans") {
    const test::SampleCountry country;
    const std::string plan = country.folder / "plan";
    const std::string listing = country.folder.write("l.csv", "psu_id,household_id,eligible_children\n");
    for (const auto& [line, ends] : {std::pair{std::vector<std::string>{"draw", country.survey, "-o", plan}, 0},
                                     {{"verify", plan}, 0},
                                     {{"release", plan, "--replicate", "1", "--why", "w"}, 0},
                                     {{"households", plan, "--listing", listing}, 2}}) {
      CAPTURE(line.front());
      const auto [code, calls] = traced(country.folder, line);
      CHECK(code == ends);
      CHECK(calls.empty());
    }
  }
  SUBCASE("that names an address, in every role") {
    const test::SampleCountry country;
    const test::Listener listener;
    country.folder.write("linked.geojson", test::linked_crs(listener.address()));
    const std::string text = read_file(country.survey);
    const auto instead = [&](const std::string& of, const std::string& with) {
      std::string changed = text;
      REQUIRE(changed.find(of) != std::string::npos);
      return changed.replace(changed.find(of), of.size(), with);
    };
    for (const auto& [role, survey] :
         {std::pair<const char*, std::string>{"frame", instead("frame.gpkg", "linked.geojson")},
          {"join", instead("[areas]", "[[frame.join]]\nfile = \"linked.geojson\"\non = { ea_code = \"id\" }\n[areas]")},
          {"boundaries", instead("regions.gpkg", "linked.geojson")},
          {"map layer", instead("roads.gpkg", "linked.geojson")},
          {"footprints",
           instead("[households]\n",
                   "segment_above = 120\nsegment_size = 50\n[households]\nfootprints = \"linked.geojson\"\n")}}) {
      CAPTURE(role);
      const fs::path plan = country.folder / "plan";
      const auto [code, calls] = traced(country.folder, {"draw", country.folder.write("s.toml", survey), "-o", plan});
      CHECK(code == 2);
      CHECK(!fs::exists(plan));
      CHECK(calls.empty());
    }
    CHECK_FALSE(listener.called());
  }
}
