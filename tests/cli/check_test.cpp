#include "planner/base/output_folder.h"
#include "tests/support/program.h"
#include "tests/support/sample_frame.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;

namespace {

std::string survey_for_csv(const std::string& more = "") {
  return "[survey]\ncountry = \"SLD\"\nseed = \"s\"\n[frame]\nfile = \"f.csv\"\nid = \"id\"\nsize = \"n\"\nstrata = "
         "[\"region\"]\n" +
         more +
         "[areas]\ncount = 2\n[yields]\neligible = 1\nhousehold = 1\nchild = 1\ncaregiver = 1\n[households]\ntake = "
         "3\n";
}

nlohmann::json check_json(const std::string& survey, int code) {
  const test::Outcome outcome = test::run({"check", survey, "--json"});
  CHECK(outcome.code == code);
  return nlohmann::json::parse(outcome.out);
}

const nlohmann::json* find(const nlohmann::json& json, const std::string& kind) {
  for (const auto& finding : json["findings"])
    if (finding["kind"] == kind) return &finding;
  return nullptr;
}

/// A CSV of areas of one size in region N, with a position each, near each other.
std::string places_in_a_row(int areas, int size) {
  std::string out = "id,n,region,longitude,latitude\n";
  for (int i = 0; i < areas; ++i)
    out += "a" + std::to_string(i) + "," + std::to_string(size) + ",N," + std::to_string(30 + 0.1 * (i % 5)) + "," +
           std::to_string(-2 - 0.1 * (i / 5)) + "\n";
  return out;
}

}  // namespace

TEST_CASE("check counts every kind of finding in JSON, and says what draw does") {
  const test::TempFolder temp;
  temp.write("f.csv", "id,n,region\na,5,N\na,6,N\nb,,N\nc,0,N\nd,-3,N\ne,2.5,S\nf,1e300,S\n,4,S\ng,x,S\nh,7,\ni,0,E\n");
  const auto json = check_json(temp.write("s.toml", survey_for_csv()), 1);
  CHECK(json["areas"] == 11);
  for (const char* kind : {"missing-id", "duplicate-id", "missing-size", "zero-size", "negative-size",
                           "fractional-size", "absurd-size", "empty-stratum", "missing-stratum"}) {
    CAPTURE(kind);
    REQUIRE(find(json, kind) != nullptr);
    CHECK(find(json, kind)->at("treatment").get<std::string>().size() > 3);
    CHECK(find(json, kind)->at("first").size() > 0);
  }
  CHECK(find(json, "zero-size")->at("count") == 2);
  CHECK(find(json, "absurd-size")->at("count") == 2);
  CHECK(find(json, "duplicate-id")->at("count") == 1);
}

TEST_CASE("check lists everything in a CSV with -o, and the first 20 on the screen") {
  const test::TempFolder temp;
  std::string csv = "id,n,region\n";
  for (int i = 0; i < 60; ++i) csv += "a" + std::to_string(i) + "," + (i < 50 ? "" : "5") + ",N\n";
  temp.write("f.csv", csv);
  const std::string survey = temp.write("s.toml", survey_for_csv("on_missing_size = \"exclude\"\n"));
  const test::Outcome outcome = test::run({"check", survey, "-o", temp / "all.csv"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("warning: missing-size: 50; left out") != std::string::npos);
  CHECK(outcome.out.find("and 30 more") != std::string::npos);
  const std::string all = read_file(temp / "all.csv");
  CHECK(std::count(all.begin(), all.end(), '\n') == 51);
  CHECK(test::run({"check", survey, "-o", temp / "all.csv"}).code == 2);
  CHECK(test::run({"check", survey, "-o", temp / "all.csv", "--force"}).code == 0);
}

TEST_CASE("boundaries that do not fit are reported") {
  const test::TempFolder temp;
  const auto square = [](double x) {
    const std::string a = std::to_string(x), b = std::to_string(x + 1);
    return "\"POLYGON((" + a + " 0," + b + " 0," + b + " 1," + a + " 1," + a + " 0))\"";
  };
  temp.write("f.csv", "id,n,region,WKT\na,5,N," + square(0.0) + "\nb,6,N," + square(2.0) + "\nc,6,S," + square(2.2) +
                          "\nd,6,X," + square(2.4) + "\n");
  temp.write("b.csv",
             "region,total,WKT\nN,11,\"POLYGON((-1 -1,1.9 -1,1.9 2,-1 2,-1 -1))\"\nS,9,\"POLYGON((1.9 -1,9 -1,9 2,1.9 "
             "2,1.9 -1))\"\n");
  const auto json = check_json(
      temp.write("s.toml", survey_for_csv() + "[boundaries]\nfile = \"b.csv\"\nid = \"region\"\ntotal = \"total\"\n"),
      1);
  CHECK(json["reasons"] == std::vector<std::string>{"unfit-design"});  // 2 areas are too few for three strata
  REQUIRE(find(json, "outside-boundary") != nullptr);
  CHECK(find(json, "outside-boundary")->at("first") == nlohmann::json{"b (not in N)"});
  REQUIRE(find(json, "unknown-boundary") != nullptr);
  CHECK(find(json, "unknown-boundary")->at("first") == nlohmann::json{"d (no boundary \"X\")"});
  CHECK(find(json, "unknown-boundary")->at("treatment").get<std::string>().find("boundaries are called \"N\", \"S\"") !=
        std::string::npos);
  REQUIRE(find(json, "boundary-total") != nullptr);
  CHECK(find(json, "boundary-total")->at("count") == 1);
  CHECK(find(json, "unknown-crs") != nullptr);
}

TEST_CASE("boundary codes in another format are told with what is meant, and boundaries without areas") {
  const test::TempFolder temp;
  temp.write("f.csv", "id,n,region\na,50,1\nb,60,1\nc,60,02\nd,60,02\n");
  temp.write(
      "b.csv",
      "region,WKT\n01,\"POLYGON((0 0,1 0,1 1,0 1,0 0))\"\n02,\"POLYGON((1 0,2 0,2 1,1 1,1 0))\"\n03,\"POLYGON((2 0,3 "
      "0,3 1,2 1,2 0))\"\n");
  const auto json =
      check_json(temp.write("s.toml", survey_for_csv() + "[boundaries]\nfile = \"b.csv\"\nid = \"region\"\n"), 1);
  REQUIRE(find(json, "unknown-boundary") != nullptr);
  CHECK(find(json, "unknown-boundary")->at("first") ==
        std::vector<std::string>{"a (no boundary \"1\"; one is \"01\")", "b (no boundary \"1\"; one is \"01\")"});
  REQUIRE(find(json, "empty-boundary") != nullptr);
  CHECK(find(json, "empty-boundary")->at("first") == nlohmann::json{"03"});
}

TEST_CASE("invalid and missing geometries are counted") {
  const test::TempFolder temp;
  temp.write(
      "f.csv",
      "id,n,region,WKT\na,5,N,\"POLYGON((0 0,1 1,1 0,0 1,0 0))\"\nb,6,N,\nc,5,N,\"POLYGON((0 0,1 0,1 1,0 0))\"\n");
  const auto json = check_json(temp.write("s.toml", survey_for_csv()), 0);
  REQUIRE(find(json, "invalid-geometry") != nullptr);
  CHECK(find(json, "invalid-geometry")->at("count") == 1);
  REQUIRE(find(json, "missing-geometry") != nullptr);
  CHECK(find(json, "missing-geometry")->at("count") == 1);
  const auto refused = check_json(temp.write("t.toml", survey_for_csv("on_missing_geometry = \"error\"\n")), 1);
  CHECK(find(refused, "missing-geometry")->at("severity") == "error");
}

TEST_CASE("exclude leaves areas out, counts them, and understands conditions only") {
  const test::TempFolder temp;
  temp.write("f.csv", "id,n,region,security\na,5,N,open\nb,6,N,closed\nc,7,N,\n");
  const auto json = check_json(temp.write("s.toml", survey_for_csv("exclude = \"security = 'closed'\"\n")), 0);
  CHECK(json["areas"] == 2);
  CHECK(json["excluded"] == 1);
  const test::Outcome outcome =
      test::run({"check", temp.write("t.toml", survey_for_csv("exclude = \"id IN (SELECT 1)\"\n"))});
  CHECK(outcome.code == 2);
  CHECK(outcome.err.find("frame.exclude") != std::string::npos);
}

TEST_CASE("areas at 0, 0 and swapped ones are kept, left out or refused, by check and by draw alike") {
  const test::TempFolder temp;
  const std::string rows = places_in_a_row(20, 10);
  temp.write("f.csv", rows + "zero,10,N,0,0\nswapped,10,N,-2.1,30.2\n");
  const auto survey = [&](const std::string& rule) {
    return temp.write("s.toml", survey_for_csv(rule.empty() ? "" : "on_odd_position = \"" + rule + "\"\n"));
  };
  const auto drawn = [&](const std::string& file) {
    return test::run({"draw", file, "-o", temp / "plan", "--tables-only", "--force"});
  };
  const auto areas = [&] {
    return nlohmann::json::parse(read_file(temp / "plan" / "manifest.json")).at("counts").at("drawable_areas");
  };
  const auto kept = check_json(survey(""), 0);
  CHECK(find(kept, "zero-position")->at("severity") == "warning");
  CHECK(find(kept, "swapped-position")->at("first") ==
        nlohmann::json{"swapped (longitude -2.1, latitude 30.2; the other way round it is among the others)"});
  REQUIRE(drawn(survey("")).code == 0);
  CHECK(areas() == 22);
  const auto left = check_json(survey("exclude"), 0);
  CHECK(find(left, "zero-position")->at("treatment") == "left out");
  CHECK(std::count_if(left["findings"].begin(), left["findings"].end(),
                      [](const auto& finding) { return finding["kind"] == "swapped-position"; }) == 1);
  REQUIRE(drawn(survey("exclude")).code == 0);
  CHECK(areas() == 20);
  const auto refused = check_json(survey("error"), 1);
  CHECK(find(refused, "zero-position")->at("severity") == "error");
  const test::Outcome draw = drawn(survey("error"));
  CHECK(draw.code == 2);
  CHECK(draw.err.find("refused (frame.on_odd_position can be \"keep\" or \"exclude\")") != std::string::npos);
}

TEST_CASE("an area that is larger than all others together is told, left out or kept") {
  const test::TempFolder temp;
  const auto survey = [&](int others, const std::string& rule) {
    std::string rows = "id,n,region\nlarge,1000,N\n";
    for (int i = 0; i < others; ++i) rows += "a" + std::to_string(i) + ",1" + std::to_string(i % 10) + ",N\n";
    temp.write("f.csv", rows);
    return temp.write("s.toml", survey_for_csv(rule.empty() ? "" : "on_absurd_share = \"" + rule + "\"\n"));
  };
  const auto told = check_json(survey(30, ""), 1);
  REQUIRE(find(told, "absurd-share") != nullptr);
  CHECK(find(told, "absurd-share")->at("first") == nlohmann::json{"large (1000, of 1435 in the frame)"});
  CHECK(find(check_json(survey(30, "keep"), 0), "absurd-share")->at("severity") == "warning");
  CHECK(find(check_json(survey(30, "exclude"), 0), "absurd-share")->at("treatment") == "left out");
  CHECK(find(check_json(survey(12, ""), 0), "absurd-share") == nullptr);  // of few areas one may be
}

TEST_CASE("what gets no chance is told as a share of areas and of households, by whatever rule it is left out") {
  const test::TempFolder temp;
  const std::string rows = places_in_a_row(18, 50);
  temp.write("f.csv", rows + "zero,0,N,30.1,-2.1\nodd,100,N,0,0\n");
  const auto json = check_json(temp.write("s.toml", survey_for_csv("on_odd_position = \"exclude\"\n")), 0);
  REQUIRE(find(json, "no-chance") != nullptr);
  CHECK(find(json, "no-chance")->at("count") == 2);
  CHECK(find(json, "no-chance")->at("severity") == "warning");
  CHECK(find(json, "no-chance")->at("treatment") ==
        "can't be drawn: 10 % of the frame's areas, with 10 % of its households (frame.size_min gives those of size 0 "
        "a chance)");
}

TEST_CASE("strata of which one PSU is drawn are told, as no variance can be estimated there") {
  const test::TempFolder temp;
  temp.write("f.csv", "id,n,region\na,50,N\nb,60,N\nc,60,S\nd,60,S\ne,40,W\n");
  std::string text = survey_for_csv();
  text.replace(text.find("count = 2"), 9, "count = 3\nminimum_per_stratum = 1");
  const auto json = check_json(temp.write("s.toml", text), 0);
  REQUIRE(find(json, "single-psu") != nullptr);  // of W, all is drawn
  CHECK(find(json, "single-psu")->at("first") == std::vector<std::string>{"N (1 of 2 areas)", "S (1 of 2 areas)"});
}
