#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "tests/support/convert.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <map>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;

// Frames as people have them: joined, named by several columns, below titles, in other encodings, of sizes that no draw
// should go by.

namespace {

/// A survey of 3 areas out of a frame.
/// @param frame  the keys of [frame], but for the strata
std::string survey(const std::string& frame, const std::string& more = "") {
  return "[survey]\ncountry = \"SLD\"\nseed = \"s\"\n[target]\ninterviews = 5\n[yields]\neligible = 1\nhousehold = 1\n"
         "child = 1\ncaregiver = 1\n[frame]\n" +
         frame + "strata = [\"s\"]\n" + more + "[areas]\ncount = 3\nminimum_per_stratum = 1\n[households]\ntake = 2\n";
}

nlohmann::json checked(const std::string& file, int code = 0) {
  const test::Outcome outcome = test::run({"check", file, "--json"});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == code);
  return nlohmann::json::parse(outcome.out);
}

nlohmann::json finding(const nlohmann::json& json, const std::string& kind) {
  for (const auto& each : json["findings"])
    if (each["kind"] == kind) return each;
  return {};
}

void refused(const std::string& file, const std::string& words) {
  const test::Outcome outcome = test::run({"check", file});
  CAPTURE(outcome.err);
  CHECK(outcome.code == 2);
  CHECK(outcome.err.find(words) != std::string::npos);
}

/// The PSUs of all areas of a frame, drawn with as many as there are, by id.
std::map<std::string, std::map<std::string, std::string>> psus(const std::filesystem::path& plan) {
  const CsvTable table = parse_csv(read_file(plan / "tables" / "psus.csv"), "psus.csv");
  std::map<std::string, std::map<std::string, std::string>> out;
  for (const auto& record : table.records)
    for (std::size_t i = 0; i < record.size(); ++i) out[record[*table.column("psu_id")]][table.header[i]] = record[i];
  return out;
}

std::map<std::string, std::map<std::string, std::string>> drawn(const test::TempFolder& temp, const std::string& text,
                                                                const std::vector<std::string>& more = {}) {
  std::vector<std::string> line{"draw", temp.write("drawn.toml", text), "-o", temp / "plan", "--force"};
  line.insert(line.end(), more.begin(), more.end());
  const test::Outcome outcome = test::run(line);
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  return psus(temp / "plan");
}

std::string square(int x) {
  const std::string a = std::to_string(x * 0.01 + 30), b = std::to_string(x * 0.01 + 30.01);
  return "\"POLYGON((" + a + " 0," + b + " 0," + b + " 0.01," + a + " 0.01," + a + " 0))\"";
}

const std::string kList = "file = \"list.csv\"\nid = \"code\"\nsize = \"n\"\n";

}  // namespace

TEST_CASE("list, polygons and figures in different files are one frame, and what is left over is told") {
  const test::TempFolder temp;
  std::string list = "code,s,n\n", shapes = "EA_NO,WKT\n", figures = "ea,c\n";
  for (int i = 1; i <= 9; ++i) {
    const std::string code = "00" + std::to_string(i);
    list += code + ",x," + std::to_string(40 + i) + "\n";
    if (i > 1) shapes += code + "," + square(i) + "\n";
    figures += code + "," + std::to_string(10 + i) + "\n";
  }
  temp.write("list.csv", list);
  temp.write("shapes.csv", shapes + "011," + square(20) + "\n");
  temp.write("figures.csv", figures);
  const std::string joins =
      "[[frame.join]]\nfile = \"shapes.csv\"\non = { code = \"EA_NO\" }\ngeometry = true\n[[frame.join]]\nfile = "
      "\"figures.csv\"\non = { code = \"ea\" }\ncolumns = [\"c\"]\n";
  const std::string text = survey(kList + "carry = [\"c\"]\n", joins);
  const nlohmann::json json = checked(temp.write("s.toml", text));
  CHECK(json["areas"] == 9);
  CHECK(finding(json, "unjoined-area")["first"] == std::vector<std::string>{"code \"001\""});
  CHECK(finding(json, "unused-row")["first"] == std::vector<std::string>{"EA_NO \"011\""});
  CHECK(finding(json, "missing-geometry")["count"] == 1);

  std::string all = text;
  all.replace(all.find("count = 3"), 9, "count = 9");
  const auto areas = drawn(temp, all);
  REQUIRE(areas.size() == 9);
  CHECK(areas.at("001").at("longitude").empty());
  CHECK(std::stod(areas.at("004").at("longitude")) == doctest::Approx(30.045).epsilon(1e-6));
  CHECK(areas.at("007").at("c") == "17");
  CHECK(test::run({"verify", temp / "plan"}).code == 0);
  temp.write("figures.csv", figures + "012,1\n");
  const test::Outcome changed = test::run({"verify", temp / "plan"});
  CHECK(changed.code == 0);  // what is drawn stays as it is
  CHECK((changed.out + changed.err).find("figures.csv") != std::string::npos);
}

TEST_CASE("sizes and strata may come from a joined file, by several columns") {
  const test::TempFolder temp;
  temp.write("list.csv", "county,ward\nA,1\nA,2\nB,1\nB,2\n");
  temp.write("census.csv", "c,w,s,n\nA,1,x,10\nA,2,x,20\nB,1,y,30\nB,2,y,40\n");
  const auto areas =
      drawn(temp, survey("file = \"list.csv\"\nid = [\"county\", \"ward\"]\nsize = \"n\"\n",
                         "[[frame.join]]\nfile = \"census.csv\"\non = { county = \"c\", ward = \"w\" }\n"));
  REQUIRE(areas.size() == 3);
  for (const auto& [id, area] : areas) {
    CHECK(id == area.at("county") + "/" + area.at("ward"));
    CHECK(area.at("stratum") == (area.at("county") == "A" ? "x" : "y"));
  }
}

TEST_CASE("a join that can't be right is refused, with examples from both files") {
  const test::TempFolder temp;
  temp.write("list.csv", "code,s,n\n007,x,10\n008,x,20\n010,x,30\n");
  const auto with = [&](const std::string& table, const std::string& join) {
    temp.write("t.csv", table);
    return temp.write("s.toml", survey(kList, "[[frame.join]]\nfile = \"t.csv\"\n" + join));
  };
  refused(with("ea,c\n007,1\n007,2\n", "on = { code = \"ea\" }\n"), "t.csv: ea \"007\" comes twice");
  refused(
      with("ea,c\n7,1\n8,2\n10,3\n", "on = { code = \"ea\" }\n"),
      "3 areas are in " + (temp / "t.csv").string() +
          " but for zeros at the front, which a spreadsheet loses: the frame has code \"007\", the file ea \"7\"; the "
          "file's should be written as the frame's");
  refused(with("ea,c\nKE1,1\n", "on = { code = \"ea\" }\n"), "no area of the frame is in");
  refused(with("ea,c\n007,1\n", "on = { code = \"EA\" }\n"), "has no column EA (frame.join.on). It has ea, c");
  refused(with("ea,c\n007,1\n", "on = { kode = \"ea\" }\n"), "has no column kode (frame.join.on)");
  refused(with("ea,n\n007,1\n", "on = { code = \"ea\" }\ncolumns = [\"n\"]\n"), "column n is in");
  refused(with("ea,c\n007,1\n", "on = { code = \"ea\" }\ngeometry = true\n"), "has no geometry");
  refused(with("ea,c\n007,1\n", "geometry = 1\n"), "frame.join.geometry should be true or false");
  refused(with("ea,c\n007,1\n", "columns = [\"c\"]\n"), "frame.join needs on");
}

TEST_CASE("codes that lost their zeros get them back, as ids and where they are joined by") {
  const test::TempFolder temp;
  temp.write("list.csv", "code,s,n\n1001,x,10\n1002,x,20\n12001,x,30\n");
  temp.write("t.csv", "ea,c\n01001,1\n01002,2\n12001,3\n");
  const std::string join = "[[frame.join]]\nfile = \"t.csv\"\non = { code = \"ea\" }\n";
  refused(temp.write("s.toml", survey(kList, join)), "frame.digits = { \"code\" = 5 } gives the frame's theirs back");
  const std::string whole = temp.write("w.toml", survey(kList + "digits = { code = 5 }\n", join));
  CHECK(checked(whole, 0)["areas"] == 3);
  REQUIRE(test::run({"draw", whole, "-o", temp / "plan", "--tables-only"}).code == 0);
  CHECK(read_file(temp / "plan" / "tables" / "psus.csv").find(",01001,") != std::string::npos);
  refused(temp.write("t.toml", survey(kList + "digits = { Code = 5 }\n", join)), "has no column Code (frame.digits)");
  refused(temp.write("t.toml", survey(kList + "digits = { code = 99 }\n", join)),
          "frame.digits should be from 2 to 30");
}

TEST_CASE("notes below a list are left out of what is joined to it, too") {
  const test::TempFolder temp;
  temp.write("list.csv", "code,s,n\n001,x,10\n002,x,20\n003,x,30\n,,\nSource: census 2022,,\n");
  temp.write("t.csv", "ea,wkt\n001," + square(1) + "\n002," + square(2) + "\n003," + square(3) + "\n");
  const auto json = checked(temp.write("s.toml", survey(kList,
                                                        "[[frame.join]]\nfile = \"t.csv\"\non = { code = \"ea\" }\n"
                                                        "geometry = true\n")));
  CHECK(json["areas"] == 3);
  CHECK(finding(json, "note-row")["first"] == nlohmann::json{"Source: census 2022"});
  CHECK(finding(json, "blank-row")["count"] == 1);
  CHECK(finding(json, "unjoined-area").empty());
  CHECK(finding(json, "missing-geometry").empty());
}

TEST_CASE("areas named by several columns are drawn, and a part that is missing is told") {
  const test::TempFolder temp;
  temp.write("f.csv", "county,ward,s,n\nA,1,x,10\nA,2,x,20\nB,1,x,30\nB,,x,40\n");
  const std::string text = survey("file = \"f.csv\"\nid = [\"county\", \"ward\"]\nsize = \"n\"\n");
  CHECK(finding(checked(temp.write("s.toml", text), 1), "missing-id")["count"] == 1);
  refused(temp.write("t.toml", survey("file = \"f.csv\"\nid = 7\nsize = \"n\"\n")),
          "frame.id should be a text in quotes, or a list of texts");
}

TEST_CASE("init finds columns that name areas together, the header's row, and how sizes are written") {
  const test::TempFolder temp;
  const auto drafted = [&](const std::string& name, const std::string& text) {
    return test::run({"init", temp.write(name, text)}).out;
  };
  std::string pairs = "county,ward,hh\n", grouped = "ea_code,households\n";
  for (int i = 0; i < 12; ++i) {
    pairs += "County " + std::to_string(i / 4) + ",Ward " + std::to_string(i % 4) + "," + std::to_string(80 + i) + "\n";
    grouped += "e" + std::to_string(i) + ",\"" + (i < 3 ? "9" : "1 0") + std::to_string(10 + i) + "\"\n";
  }
  CHECK(drafted("pairs.csv", pairs).find("\nid = [\"county\", \"ward\"]") != std::string::npos);
  const std::string spaces = drafted("spaces.csv", grouped);
  CHECK(spaces.find("\nsize = \"households\"\nthousands = \" \"") != std::string::npos);
  const std::string titled = drafted("titled.csv", "National Statistics Office\n\n" + pairs + ",,\nSource: census,,\n");
  CHECK(titled.find("\nheader_row = 3") != std::string::npos);
  CHECK(titled.find("# 12 areas") != std::string::npos);
}

TEST_CASE("a table below titles is read from the row that names its columns, notes below it left out") {
  const test::TempFolder temp;
  const std::string rows = "Office,,\n,,\nid,n,s\na,10,x\nb,20,x\nc,30,x\n,,\nSource: census,,\n";
  temp.write("f.csv", rows);
  temp.write("raw.csv", "one,two,three\n" + rows);
  test::convert(temp / "raw.csv", temp / "f.xlsx", "XLSX");  // whose first row are the names one, two, three
  test::convert(temp / "raw.csv", temp / "f.ods", "ODS");
  for (const auto& [file, row] : {std::pair{"f.csv", "3"}, {"f.xlsx", "4"}, {"f.ods", "4"}}) {
    const std::string of = file;
    CAPTURE(of);
    const nlohmann::json json = checked(
        temp.write("s.toml", survey("file = \"" + of + "\"\nid = \"id\"\nsize = \"n\"\nheader_row = " + row + "\n")));
    CHECK(json["areas"] == 3);
    CHECK(finding(json, "note-row")["first"] == std::vector<std::string>{"Source: census"});
    CHECK(finding(json, "blank-row")["count"] == 1);
  }
  refused(temp.write("s.toml", survey("file = \"f.csv\"\nid = \"id\"\nsize = \"n\"\nheader_row = 30\n")),
          "frame.header_row is 30, and the file ends before that row");
  refused(temp.write("s.toml", survey("file = \"f.gpkg\"\nid = \"id\"\nsize = \"n\"\nheader_row = 3\n")),
          "frame.header_row goes with");
}

TEST_CASE("other encodings are read by their name, and the message without it names the key") {
  const test::TempFolder temp;
  temp.write("f.csv", "id,n,s\nS\xE9gou,10,x\nMopti,20,x\nKay\xE8s,30,x\n");
  const std::string keys = "file = \"f.csv\"\nid = \"id\"\nsize = \"n\"\n";
  refused(temp.write("s.toml", survey(keys)), "frame.encoding");
  refused(temp.write("s.toml", survey(keys + "encoding = \"latin-one\"\n")),
          "frame.encoding = \"latin-one\" is unknown");
  CHECK(drawn(temp, survey(keys + "encoding = \"ISO-8859-1\"\n")).contains("S\u00E9gou"));
}

TEST_CASE("sizes are bounded for the draw, the frame's own stand beside, and areas of 0 get a chance") {
  const test::TempFolder temp;
  temp.write("f.csv", "id,n,s\na,0,x\nb,3,x\nc,40,x\nd,900,x\n");
  const std::string keys = "file = \"f.csv\"\nid = \"id\"\nsize = \"n\"\n";
  std::string all = survey(keys + "size_min = 5\nsize_max = 100\n");
  all.replace(all.find("count = 3"), 9, "count = 4");
  const nlohmann::json json = checked(temp.write("s.toml", all));
  CHECK(json["drawable_areas"] == 4);
  CHECK(finding(json, "zero-size")["treatment"] == "drawn as if of size 5 (frame.size_min)");
  CHECK(finding(json, "small-size")["first"] == std::vector<std::string>{"b (3)"});
  CHECK(finding(json, "large-size")["first"] == std::vector<std::string>{"d (900)"});
  const auto areas = drawn(temp, all);
  const auto sizes = [&](const char* id) { return areas.at(id).at("size") + " " + areas.at(id).at("measure_of_size"); };
  CHECK(sizes("a") == "0 5");
  CHECK(sizes("b") == "3 5");
  CHECK(sizes("c") == "40 40");
  CHECK(sizes("d") == "900 100");
  CHECK(areas.at("a").at("stratum_size") == "150");
  CHECK(test::run({"verify", temp / "plan"}).code == 0);

  const nlohmann::json without = checked(temp.write("s.toml", survey(keys)));
  CHECK(without["drawable_areas"] == 3);
  CHECK(finding(without, "no-chance")["treatment"].get<std::string>().find("25 % of the frame's areas") !=
        std::string::npos);
  CHECK(checked(temp.write("s.toml", survey(keys + "size_min = 5\non_zero_size = \"exclude\"\n")))["drawable_areas"] ==
        3);
  refused(temp.write("s.toml", survey(keys + "on_zero_size = \"minimum\"\n")), "needs frame.size_min");
  refused(temp.write("s.toml", survey(keys + "size_min = 5\nsize_max = 4\n")), "frame.size_max is 4, below");
}

TEST_CASE("boundaries may have their id under another name than the frame") {
  const test::TempFolder temp;
  temp.write("f.csv", "id,n,s,WKT\na,10,x," + square(1) + "\nb,20,x," + square(2) + "\nc,30,x," + square(3) + "\n");
  temp.write("b.csv", "REG,WKT\nx,\"POLYGON((29 -1,31 -1,31 1,29 1,29 -1))\"\n");
  const std::string text = survey("file = \"f.csv\"\nid = \"id\"\nsize = \"n\"\n");
  const nlohmann::json json =
      checked(temp.write("s.toml", text + "[boundaries]\nfile = \"b.csv\"\nid = \"REG\"\nframe_id = \"s\"\n"));
  CHECK(finding(json, "outside-boundary").is_null());
  CHECK(json["areas"] == 3);
}

TEST_CASE("coordinates whose file says no CRS are placed by the one that is said") {
  const test::TempFolder temp;
  // One degree of latitude is 110.6 km of UTM zone 36 south, on the equator, at its central meridian 33 east.
  const auto at = [](int north) {
    const std::string a = std::to_string(10'000'000 - 110'574 * north),
                      b = std::to_string(10'000'100 - 110'574 * north);
    return "\"POLYGON((500000 " + a + ",500100 " + a + ",500100 " + b + ",500000 " + b + ",500000 " + a + "))\"";
  };
  temp.write("f.csv", "id,n,s,WKT\na,10,x," + at(1) + "\nb,20,x," + at(2) + "\nc,30,x," + at(3) + "\n");
  const std::string keys = "file = \"f.csv\"\nid = \"id\"\nsize = \"n\"\n";
  const nlohmann::json unknown = checked(temp.write("s.toml", survey(keys)));
  CHECK(finding(unknown, "unknown-crs")["treatment"].get<std::string>().find("frame.crs") != std::string::npos);
  const auto areas = drawn(temp, survey(keys + "crs = \"EPSG:32736\"\n"));
  CHECK(std::stod(areas.at("b").at("longitude")) == doctest::Approx(33).epsilon(1e-4));
  CHECK(std::stod(areas.at("b").at("latitude")) == doctest::Approx(-2).epsilon(1e-3));
  refused(temp.write("s.toml", survey(keys + "crs = \"EPSG:0\"\n")), "PROJ knows no CRS EPSG:0 (frame.crs)");
}

TEST_CASE("the first of several rows of one id is taken only where all are of one stratum") {
  const test::TempFolder temp;
  temp.write("f.csv", "id,n,s\na,10,x\na,12,y\nb,20,x\nc,30,y\n");
  const std::string keys = "file = \"f.csv\"\nid = \"id\"\nsize = \"n\"\non_duplicate_id = \"first\"\n";
  const nlohmann::json json = checked(temp.write("s.toml", survey(keys)), 1);
  CHECK(finding(json, "duplicate-id")["treatment"] ==
        "refused: a is in several strata, and which is right can't be told");
}

TEST_CASE("listings name households by several columns, and PSUs whose zeros were lost where that is asked for") {
  const test::TempFolder temp;
  temp.write("f.csv", "id,n,s\n007,10,x\n008,20,x\n010,30,x\n");
  std::string text = survey("file = \"f.csv\"\nid = \"id\"\nsize = \"n\"\n");
  text += "id = [\"structure\", \"household\"]\n";
  drawn(temp, text);
  const std::string listing =
      temp.write("l.csv", "psu_id,structure,household,eligible_children\n7,1,1,1\n7,1,2,1\n7,2,1,2\n010,1,1,1\n");
  const test::Outcome lost = test::run({"households", temp / "plan", "--listing", listing});
  CHECK(lost.code == 2);
  CHECK(lost.err.find("PSU 7 is not in the plan; 007 is, but for zeros at its front") != std::string::npos);
  REQUIRE(test::run({"households", temp / "plan", "--listing", listing, "--match-ids"}).code == 0);
  const CsvTable table = parse_csv(read_file(temp / "plan" / "tables" / "households.csv"), "households.csv");
  CHECK(table.records.size() == 3);
  for (const auto& record : table.records) {
    const std::string& psu = record[*table.column("psu_id")];
    CHECK((psu == "007" || psu == "010"));
    CHECK(record[*table.column("household_id")].find('/') != std::string::npos);
  }
  CHECK(test::run({"verify", temp / "plan"}).code == 0);
}

TEST_CASE("a shapefile that lies of how its texts are written is told, and read as it is said to be") {
  const test::TempFolder temp;
  temp.write("f.csv",
             "id,n,s,WKT\nS\u00E9gou,10,x," + square(1) + "\nb,20,x," + square(2) + "\nc,30,x," + square(3) + "\n");
  test::convert(temp / "f.csv", temp / "f.shp", "ESRI Shapefile", {"-lco", "ENCODING=UTF-8"});
  temp.write("f.cpg", "ISO-8859-1");
  const std::string keys = "file = \"f.shp\"\nid = \"id\"\nsize = \"n\"\n";
  const nlohmann::json told = checked(temp.write("s.toml", survey(keys)));
  CHECK(finding(told, "misread-text")["first"][0].get<std::string>().find("is \"S\u00E9gou\" misread") !=
        std::string::npos);
  const nlohmann::json right = checked(temp.write("s.toml", survey(keys + "encoding = \"UTF-8\"\n")));
  CHECK(finding(right, "misread-text").is_null());
}

TEST_CASE("a frame without sizes is drawn from by methods of equal probabilities, as one of equal sizes is") {
  const test::TempFolder temp;
  std::string bare = "code,s\n";
  std::string sized = "code,s,n\n";
  for (int k = 0; k < 30; ++k) {
    const std::string area = "a" + std::to_string(100 + k) + (k < 12 ? ",x" : ",y");
    bare += area + "\n";
    sized += area + ",110\n";
  }
  temp.write("bare.csv", bare);
  temp.write("sized.csv", sized);
  const std::string keys = "file = \"bare.csv\"\nid = \"code\"\n";
  const std::string method = "[areas]\nmethod = \"simple-random\"\n";
  const auto with_method = [&](std::string text) { return text.replace(text.find("[areas]\n"), 8, method); };
  const auto without = drawn(temp, with_method(survey(keys + "households_per_area = 110\n")));
  CHECK(without == drawn(temp, with_method(survey("file = \"sized.csv\"\nid = \"code\"\nsize = \"n\"\n"))));
  CHECK(without.size() == 3);
  CHECK(test::run({"verify", temp / "plan"}).code == 0);

  refused(temp.write("s.toml", survey(keys)), "the key frame.size is missing");
  refused(temp.write("s.toml", with_method(survey(keys))), "the key frame.households_per_area is missing");
  refused(temp.write("s.toml", with_method(survey(keys + "size = \"s\"\nhouseholds_per_area = 110\n"))),
          "frame.households_per_area goes with frame.size left out only");
}

TEST_CASE("sheets of old spreadsheets are read as others are, also below titles, and refused where they are cut off") {
  if (!test::has_office()) {
    MESSAGE("skipped: LibreOffice is not installed");
    return;
  }
  const test::TempFolder temp;
  std::string list = "id,n,s\n";
  for (int k = 0; k < 40; ++k) list += "a" + std::to_string(100 + k) + "," + std::to_string(20 + k) + ".5,K\u00E9di\n";
  temp.write("f.csv", list);
  temp.write("titled.csv", "Office,,\n,,\n" + list + "Source: census,,\n");
  const std::string to_xls = "--infilter=CSV:44,34,76,1";
  for (const char* file : {"f.csv", "titled.csv"})
    test::convert_by_office(temp, temp / file, "xls' '" + to_xls, temp.path());
  const auto keys = [](const std::string& file) { return "file = \"" + file + "\"\nid = \"id\"\nsize = \"n\"\n"; };
  const auto expected = drawn(temp, survey(keys("f.csv")));
  CHECK(drawn(temp, survey(keys("f.xls"))) == expected);
  CHECK(drawn(temp, survey(keys("titled.xls") + "header_row = 3\n")) == expected);
  const std::string whole = read_file(temp / "f.xls");
  for (const double part : {0.1, 0.4, 0.7, 0.9}) {
    CAPTURE(part);
    temp.write("cut.xls", whole.substr(0, static_cast<std::size_t>(part * static_cast<double>(whole.size()))));
    refused(temp.write("s.toml", survey(keys("cut.xls"))), "cut.xls");
  }
}
