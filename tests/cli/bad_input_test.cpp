#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <filesystem>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

/// A folder with a survey file over f.csv, and draws from it.
struct Bench {
  test::TempFolder temp;

  std::string survey(const std::string& frame_lines, const std::string& areas = "count = 2\n",
                     const std::string& head = "seed = \"s\"\n") const {
    return temp.write("s.toml",
                      "[survey]\ncountry = \"SLD\"\n" + head + "[frame]\n" + frame_lines + "[areas]\n" + areas +
                          "[yields]\neligible = 1\nhousehold = 1\nchild = 1\ncaregiver = 1\n[households]\ntake = 3\n");
  }

  test::Outcome draw(const std::string& survey) const {
    return test::run({"draw", survey, "-o", temp / "plan", "--tables-only"});
  }

  /// Draws, and checks that it fails with this code and words, in whole lines, leaving nothing behind.
  void refuses(const std::string& survey, const std::string& words, int code = 2) const {
    const test::Outcome outcome = draw(survey);
    CAPTURE(outcome.err);
    CHECK(outcome.code == code);
    CHECK(outcome.err.find(words) != std::string::npos);
    CHECK(outcome.err.starts_with("fairdraw: "));
    CHECK_FALSE(fs::exists(temp / "plan"));
    for (const auto& entry : fs::directory_iterator(temp.path()))
      CHECK_FALSE(entry.path().filename().string().starts_with(".plan"));
  }
};

const std::string kCsv = "file = \"f.csv\"\nid = \"id\"\nsize = \"n\"\n";

}  // namespace

TEST_CASE("missing files, layers and columns are named") {
  const Bench bench;
  bench.refuses(bench.temp / "none.toml", "there is no such survey file");
  bench.refuses(bench.temp.path(), "is a folder; name the survey file in it");
  bench.refuses(bench.survey(kCsv), "f.csv: there is no such file");
  bench.temp.write("f.csv", "id,households\na,5\nb,6\n");
  bench.refuses(bench.survey(kCsv), "has no column n (frame.size)");
  bench.refuses(bench.survey("file = \"f.csv\"\nid = \"id\"\nsize = \"housholds\"\n"), "did you mean households?");
  bench.refuses(bench.survey("file = \"f.csv\"\nlayer = \"x\"\nid = \"id\"\nsize = \"households\"\n"),
                "has no layer x; it has f");
  bench.refuses(bench.survey("file = \".\"\nid = \"id\"\nsize = \"n\"\n"), "is a folder");
  bench.refuses(bench.survey("file = \"/vsicurl/http://x/f.csv\"\nid = \"id\"\nsize = \"n\"\n"),
                "virtual and network paths are not opened");
}

TEST_CASE("formats that are not listed are not opened") {
  const Bench bench;
  bench.temp.write("f.csv", "id,n\na,5\n");
  bench.temp.write("f.vrt",
                   "<OGRVRTDataSource><OGRVRTLayer name=\"f\"><SrcDataSource "
                   "relativeToVRT=\"1\">f.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
  bench.refuses(bench.survey("file = \"f.vrt\"\nid = \"id\"\nsize = \"n\"\n"), "can't be read as .gpkg");
}

TEST_CASE("a truncated or corrupted GeoPackage is refused") {
  const test::SampleCountry country;
  const std::string bytes = read_file(country.folder / "frame.gpkg");
  const auto draw = [&] { return test::run({"draw", country.survey, "-o", country.folder / "plan", "--tables-only"}); };
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{50}, std::size_t{4096}, bytes.size() / 3, bytes.size() * 9 / 10}) {
    country.folder.write("frame.gpkg", bytes.substr(0, length));
    const test::Outcome outcome = draw();
    CAPTURE(length);
    CHECK(outcome.code == 2);
    CHECK_FALSE(fs::exists(country.folder / "plan"));
  }
  std::string corrupted = bytes;
  for (std::size_t i = bytes.size() / 4; i < bytes.size() / 2; ++i) corrupted[i] = static_cast<char>(i * 31);
  country.folder.write("frame.gpkg", corrupted);
  const test::Outcome outcome = draw();
  CHECK(outcome.code == 2);
  CHECK_FALSE(fs::exists(country.folder / "plan"));
}

TEST_CASE("a CSV in Latin-1 is refused with the place") {
  const Bench bench;
  bench.temp.write("f.csv", "id,n\nCaf\xE9,5\nb,6\n");
  bench.refuses(bench.survey(kCsv), "line 2: it is no UTF-8 (Caf\\xE9,5)");
}

TEST_CASE("ids with quotes, paths and formulas are taken as they are") {
  const Bench bench;
  bench.temp.write("f.csv", "id,n\n\"a \"\"quoted\"\", id\",5\n../../etc/passwd,6\n=cmd(),7\n");
  const test::Outcome outcome = test::run({"draw", bench.survey(kCsv, "count = 3\n"), "-o", bench.temp / "plan"});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const CsvTable psus = parse_csv(read_file(bench.temp / "plan" / "tables" / "psus.csv"), "psus.csv");
  std::set<std::string> ids;
  for (const auto& record : psus.records) ids.insert(record[2]);
  CHECK(ids == std::set<std::string>{"a \"quoted\", id", "../../etc/passwd", "=cmd()"});
  // In the workbook the formula is a string: a cell of type "s", no <f> anywhere.
  const std::string command =
      "cd '" + bench.temp.path().string() +
      "' && unzip -p plan/lists/assignments.xlsx 'xl/worksheets/*.xml' | grep -c '<f>' > count.txt";
  CHECK(std::system(command.c_str()) >= 0);
  CHECK(read_file(bench.temp / "count.txt") == "0\n");
}

TEST_CASE("ids of several lines or of 10,000 characters are refused") {
  const Bench bench;
  bench.temp.write("f.csv", "id,n\n\"two\nlines\",5\nb,6\n");
  bench.refuses(bench.survey(kCsv), "two\\x0Alines (id has a line break or control character)");
  bench.temp.write("f.csv", "id,n\n" + std::string(10'000, 'x') + ",5\nb,6\n");
  bench.refuses(bench.survey(kCsv), "(id is longer than 255 bytes)");
}

TEST_CASE("sizes that are none are refused by kind") {
  const Bench bench;
  const auto with = [&](const std::string& size, const std::string& words) {
    bench.temp.write("f.csv", "id,n\na," + size + "\nb,6\nc,7\n");
    bench.refuses(bench.survey(kCsv), words);
  };
  with("NaN", "absurd-size: 1, first a (\"NaN\" is not a number)");
  with("inf", "absurd-size: 1, first a (inf)");
  with("-5", "negative-size: 1, first a (-5)");
  with("1e300", "absurd-size: 1, first a (1e+300)");
  with("", "missing-size: 1, first a; refused (frame.on_missing_size can be \"exclude\")");
  with("five", "absurd-size");
}

TEST_CASE("a stratum with all sizes 0 is told and drawn nothing from") {
  const Bench bench;
  bench.temp.write("f.csv", "id,n,r\na,5,N\nb,6,N\nc,0,S\nd,0,S\n");
  const test::Outcome outcome = bench.draw(bench.survey(kCsv + "strata = [\"r\"]\n"));
  CHECK(outcome.code == 0);
  CHECK(outcome.err.find("empty-stratum: 1") != std::string::npos);
}

TEST_CASE("more areas than there are, no seed, and a wrong survey file are refused") {
  const Bench bench;
  bench.temp.write("f.csv", "id,n\na,5\nb,6\n");
  bench.refuses(bench.survey(kCsv, "count = 3\n"), "areas.count is 3, but the frame has only 2 areas");
  bench.refuses(bench.survey(kCsv, "count = 2\n", ""), "no seed");
  bench.refuses(bench.survey(kCsv, "cout = 2\n"), "did you mean areas.count?");
  bench.refuses(bench.survey(kCsv, "count = \"two\"\n"), "s.toml:9:9: areas.count should be a whole number");
}

TEST_CASE("an output folder that exists is left alone") {
  const Bench bench;
  bench.temp.write("f.csv", "id,n\na,5\nb,6\n");
  const std::string survey = bench.survey(kCsv);
  bench.temp.write("plan/precious.txt", "mine");
  CHECK(bench.draw(survey).code == 2);
  CHECK(test::run({"draw", survey, "-o", bench.temp / "plan", "--force"}).code ==
        2);  // not a plan: not ours to replace
  CHECK(read_file(bench.temp / "plan" / "precious.txt") == "mine");
  REQUIRE(test::run({"draw", survey, "-o", bench.temp / "p2", "--tables-only"}).code == 0);
  CHECK(test::run({"draw", survey, "-o", bench.temp / "p2", "--tables-only"}).code == 2);
  CHECK(test::run({"draw", survey, "-o", bench.temp / "p2", "--tables-only", "--force"}).code == 0);
  CHECK(test::run({"draw", survey, "-o", bench.temp / "no" / "such" / "place"}).code == 2);
}

TEST_CASE("a full disk is a system error that leaves nothing") {
  const test::SampleCountry country;
  const fs::path disk = country.folder / "disk";
  fs::create_directory(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=160k") != 0) {
    MESSAGE("skipped: no right to mount a small tmpfs");
    return;
  }
  const test::Outcome outcome = test::run({"draw", country.survey, "-o", disk / "plan"});
  const bool empty = fs::is_empty(disk);
  ::umount2(disk.c_str(), MNT_DETACH);
  CAPTURE(outcome.err);
  CHECK(outcome.code == 3);
  CHECK(empty);
}

TEST_CASE("killed at any moment, a draw leaves a whole plan or none") {
  const test::SampleCountry country;
  const fs::path plan = country.folder / "plan";
  int whole = 0;
  for (unsigned moment = 2'000; moment < 700'000; moment = moment * 13 / 10) {
    test::run_and_kill({"draw", country.survey, "-o", plan}, moment);
    if (!fs::exists(plan)) continue;
    ++whole;
    CHECK(test::run({"verify", plan}).code == 0);
    fs::remove_all(plan);
  }
  CAPTURE(whole);
  CHECK(test::run({"draw", country.survey, "-o", plan}).code == 0);
  for (const auto& entry : fs::directory_iterator(country.folder.path()))
    CHECK_FALSE(entry.path().filename().string().starts_with(".plan"));
}
