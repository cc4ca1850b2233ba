#include "geo/read/listing_reader.h"
#include "planner/base/error.h"
#include "planner/base/output_folder.h"
#include "planner/record/plan_folder.h"
#include "planner/tables/listing.h"
#include "planner/tables/plan_tables.h"
#include "planner/tables/table.h"
#include "tests/support/convert.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>

#include <doctest/doctest.h>
#include <gdal_priv.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

/// Changes a few bytes, cuts a piece out, or doubles one: what a slip of the hand or malice does to a table.
std::string damaged(std::string text, std::mt19937& engine) {
  static const std::string kBytes = ",,,\n\n\"\r;0123456789-.eE \xC3\x00\xFFmf";
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(engine() % n); };
  for (std::size_t k = 1 + below(4); k > 0 && !text.empty(); --k) {
    const std::size_t at = below(text.size());
    const std::size_t length = std::min<std::size_t>(1 + below(30), text.size() - at);
    switch (below(4)) {
      case 0:
        text[at] = kBytes[below(kBytes.size())];
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(at, text.substr(below(text.size()), length));
        break;
      default:
        text.insert(at, std::string(1 + below(25), static_cast<char>('0' + below(10))));
    }
  }
  return text;
}

/// A country whose plan has every table that there is.
struct WholePlan {
  test::SampleCountry country{400,
                              "mode = \"listing\"\ntrips = 1\ntake = 5\nrun = 2\nfootprints = \"buildings.fgb\"\n"};
  fs::path plan = country.folder / "plan";

  WholePlan() {
    std::string text = read_file(country.survey);
    text.insert(text.find("count = 40"), "merge_below = 60\nsegment_above = 150\nsegment_size = 60\n");
    const std::string survey = country.folder.write("s.toml", text);
    REQUIRE(test::run({"draw", survey, "-o", plan, "--tables-only"}).code == 0);
    REQUIRE(test::run({"release", plan, "--replicate", "1", "--why", "tests"}).code == 0);
  }
};

}  // namespace

TEST_CASE("tables of a plan that were tampered with are read or refused, and never more than that") {
  const WholePlan whole;
  const PlanFolder folder = open_plan(whole.plan);
  for (const char* table : {"psus.csv", "members.csv", "segments.csv", "one-trip.csv", "releases.csv", "strata.csv"})
    REQUIRE(folder.tables.contains(table));
  std::mt19937 engine(1);
  std::size_t refused = 0;
  std::size_t rounds = 0;
  for (const auto& [name, text] : folder.tables)
    for (int round = 0; round < 60; ++round) {
      std::map<std::string, std::string> tables = folder.tables;
      tables[name] = damaged(text, engine);
      ++rounds;
      try {
        const Plan plan = read_plan(tables, folder.survey);
        CHECK(plan.strata.size() < 10'000);
      } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        ++refused;
      }
    }
  CHECK(refused > rounds / 4);
}

TEST_CASE("listings that were tampered with are read or refused, and never more than that") {
  const test::TempFolder folder;
  const std::string listing =
      "psu_id,household_id,eligible_children,taken,segments,children\n"
      "a1,1,2,1,3,m14 f12\na1,2,0,,3,\na1,3,1,,3,f17\na2,1,1,1,,m12\na2,2,1,,,\"f13\"\n";
  std::mt19937 engine(2);
  std::size_t refused = 0;
  for (int round = 0; round < 600; ++round) {
    const std::string file = folder.write("l.csv", damaged(listing, engine));
    try {
      const Listing read = read_listing(file, {});
      CHECK(read.households.size() < 100);
      const std::string kept = to_csv(listing_table(read));
      CHECK(to_csv(listing_table(read_listing_table(kept, "listing.csv"))) == kept);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::usage);
      ++refused;
    }
  }
  CHECK(refused > 100);
}

TEST_CASE("a file that says it has more rows than can be read is refused") {
  const test::TempFolder temp;
  std::string list = "id,n,s\n";
  for (int k = 0; k < 40; ++k) list += "a" + std::to_string(100 + k) + ",30,x\n";
  temp.write("f.csv", list);
  test::convert(temp / "f.csv", temp / "f.gpkg", "GPKG");
  {
    const auto dataset = std::unique_ptr<GDALDataset>(
        GDALDataset::Open((temp / "f.gpkg").c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr));
    dataset->ExecuteSQL("UPDATE gpkg_ogr_contents SET feature_count = 48", nullptr, nullptr);
  }
  const std::string survey =
      temp.write("s.toml",
                 "[survey]\ncountry = \"TST\"\nseed = \"s\"\n[frame]\nfile = \"f.gpkg\"\nid = \"id\"\n"
                 "size = \"n\"\n[areas]\ncount = 3\n[households]\nmode = \"none\"\n");
  for (const char* command : {"check", "draw"}) {
    std::vector<std::string> line{command, survey};
    if (line[0] == "draw") line.insert(line.end(), {"-o", temp / "plan"});
    const test::Outcome outcome = test::run(line);
    CAPTURE(outcome.err);
    CHECK(outcome.code == 2);
    CHECK(outcome.err.find("says it has 48 rows, and 40 can be read (truncated or corrupted?)") != std::string::npos);
  }
  CHECK_FALSE(std::filesystem::exists(temp / "plan"));
}
