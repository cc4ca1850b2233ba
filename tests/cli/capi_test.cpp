#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/documents/capi/tables.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <cpl_conv.h>
#include <doctest/doctest.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

using namespace fairdraw;
namespace fs = std::filesystem;

namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> rows_of(const CsvTable& table) {
  std::vector<Row> out;
  for (const auto& record : table.records) {
    out.emplace_back();
    for (std::size_t k = 0; k < table.header.size(); ++k) out.back()[table.header[k]] = record[k];
  }
  return out;
}

std::vector<Row> csv_rows(const fs::path& file) {
  return rows_of(parse_csv(read_file(file), file.string()));
}

/// The rows of a workbook's sheet by its first row.
std::vector<Row> sheet_of(const fs::path& file, const char* name) {
  GDALAllRegister();
  CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "FORCE");
  CPLSetThreadLocalConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
  const char* drivers[] = {"XLSX", nullptr};
  const std::unique_ptr<GDALDataset, void (*)(GDALDataset*)> book(
      GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR, drivers), [](GDALDataset* each) { GDALClose(each); });
  REQUIRE(book);
  OGRLayer* sheet = book->GetLayerByName(name);
  REQUIRE(sheet != nullptr);
  std::vector<Row> out;
  while (const auto feature = OGRFeatureUniquePtr(sheet->GetNextFeature())) {
    out.emplace_back();
    for (int k = 0; k < feature->GetFieldCount(); ++k)
      out.back()[feature->GetFieldDefnRef(k)->GetNameRef()] = feature->GetFieldAsString(k);
  }
  CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", nullptr);
  CPLSetThreadLocalConfigOption("OGR_XLSX_FIELD_TYPES", nullptr);
  return out;
}

/// Whether a form keeps the rules of xlsform.org.
void check_form(const fs::path& file) {
  CAPTURE(file.string());
  const std::vector<Row> survey = sheet_of(file, "survey");
  const std::vector<Row> choices = sheet_of(file, "choices");
  const std::vector<Row> settings = sheet_of(file, "settings");
  REQUIRE(settings.size() == 1);
  static const std::regex identifier("[A-Za-z_][A-Za-z0-9_.-]*");
  CHECK(std::regex_match(settings[0].at("form_id"), identifier));
  CHECK(!settings[0].at("form_title").empty());
  std::map<std::string, std::set<std::string>> lists;
  for (const Row& row : choices) {
    CHECK(!row.at("label").empty());
    CHECK(row.at("name").find(' ') == std::string::npos);
    CHECK(lists[row.at("list_name")].insert(row.at("name")).second);
  }
  std::set<std::string> names, files;
  std::vector<std::string> open;
  for (const Row& row : survey) {
    const std::string& type = row.at("type");
    const std::string& name = row.at("name");
    CAPTURE(name);
    if (type == "end_repeat") {
      REQUIRE(!open.empty());
      CHECK(open.back() == name);
      open.pop_back();
      continue;
    }
    CHECK(std::regex_match(name, identifier));
    CHECK(names.insert(name).second);
    if (type == "begin_repeat") open.push_back(name);
    const bool asked = type != "calculate" && type != "start" && type != "today";
    CHECK(row.at("label").empty() != asked);
    CHECK(row.at("calculation").empty() == (type != "calculate"));
    CHECK((row.at("constraint").empty() || !row.at("constraint_message").empty()));
    if (type.starts_with("select_one ")) {
      CHECK(lists.contains(type.substr(11)));
    } else if (type.starts_with("select_one_from_file ")) {
      files.insert(type.substr(21));
    } else {
      CHECK(std::set<std::string>{"start", "today", "note", "text", "integer", "calculate", "begin_repeat"}.contains(
          type));
    }
  }
  CHECK(open.empty());
  static const std::regex reference(R"(\$\{([^}]*)\})");
  static const std::regex instance(R"(instance\('([^']*)'\)/root/item\[name = \$\{[a-z_]+\}\]/([a-z0-9_]+))");
  for (const Row& row : survey)
    for (const auto& [column, text] : row) {
      for (std::sregex_iterator each(text.begin(), text.end(), reference), end; each != end; ++each)
        CHECK(names.contains((*each)[1].str()));
      CHECK(std::count(text.begin(), text.end(), '(') == std::count(text.begin(), text.end(), ')'));
      for (std::sregex_iterator each(text.begin(), text.end(), instance), end; each != end; ++each) {
        const std::string list = (*each)[1].str() + ".csv";
        REQUIRE(files.contains(list));
        const CsvTable table = parse_csv(read_file(file.parent_path() / list), list);
        CHECK(table.column((*each)[2].str()).has_value());
      }
    }
  for (const std::string& list : files) {
    REQUIRE(fs::exists(file.parent_path() / list));
    const CsvTable table = parse_csv(read_file(file.parent_path() / list), list);
    CHECK(table.header[0] == "name");
    CHECK(table.header[1] == "label");
    std::set<std::string> keys;
    for (const auto& record : table.records) {
      CHECK(keys.insert(record[0]).second);
      CHECK(record[0].find(' ') == std::string::npos);
    }
  }
}

/// A country whose systems are all four, with a plan and one with households.
struct CapiPlan {
  test::SampleCountry country;
  fs::path plan = country.folder / "plan";

  CapiPlan() {
    std::string text = read_file(country.survey);
    text += "[documents]\ncapi = [\"odk\", \"surveycto\", \"survey-solutions\", \"cspro\"]\n";
    const std::string survey = country.folder.write("s.toml", text);
    const test::Outcome drawn = test::run({"draw", survey, "-o", plan});
    CAPTURE(drawn.err);
    REQUIRE(drawn.code == 0);
  }

  void list() {
    std::string listing = "psu_id,household_id,eligible_children\n";
    for (const Row& row : csv_rows(plan / "tables" / "psus.csv"))
      if (row.at("release") == "0")
        for (int i = 1; i < 20; ++i) listing += row.at("psu_id") + "," + std::to_string(i) + ",2\n";
    REQUIRE(test::run({"households", plan, "--listing", country.folder.write("l.csv", listing)}).code == 0);
  }
};

}  // namespace

TEST_CASE("forms for ODK keep the XLSForm standard, and their lists hold the main sample and no more") {
  CapiPlan made;
  const fs::path odk = made.plan / "capi" / "odk";
  check_form(odk / "listing.xlsx");
  CHECK(!fs::exists(odk / "visit.xlsx"));
  std::set<std::string> released;
  for (const Row& row : csv_rows(made.plan / "tables" / "psus.csv"))
    if (row.at("release") == "0") released.insert(row.at("psu_id"));
  std::set<std::string> shown;
  for (const Row& row : csv_rows(odk / "psus.csv")) shown.insert(row.at("psu_id"));
  CHECK(shown == released);
  // What comes back are the columns of a listing.
  std::set<std::string> names;
  for (const Row& row : sheet_of(odk / "listing.xlsx", "survey")) names.insert(row.at("name"));
  for (const char* column : {"psu_id", "household_id", "eligible_children", "children"}) CHECK(names.contains(column));
  // Entity lists: a label, and no property called name.
  const CsvTable entities = parse_csv(read_file(odk / "psus-entities.csv"), "psus-entities.csv");
  CHECK(entities.header[0] == "label");
  CHECK(!entities.column("name").has_value());

  made.list();
  check_form(odk / "visit.xlsx");
  CHECK(!fs::exists(odk / "listing.xlsx"));
  const std::vector<Row> households = csv_rows(odk / "households.csv");
  const std::vector<Row> drawn = csv_rows(made.plan / "tables" / "households.csv");
  REQUIRE(households.size() == drawn.size());
  const std::vector<Row> respondents = csv_rows(made.plan / "tables" / "respondents.csv");
  std::map<std::pair<std::string, std::string>, std::string> child;
  for (const Row& row : respondents) child[{row.at("psu_id"), row.at("household_id")}] = row.at("child");
  for (const Row& row : households) CHECK(row.at("child_of_2") == child.at({row.at("psu_id"), row.at("household_id")}));
}

TEST_CASE("server datasets for SurveyCTO have plain columns and a key") {
  CapiPlan made;
  made.list();
  for (const char* name : {"psus.csv", "households.csv"}) {
    const fs::path file = made.plan / "capi" / "surveycto" / name;
    const CsvTable table = parse_csv(read_file(file), name);
    std::set<std::string> columns;
    static const std::regex plain("[a-z][a-z0-9_]*");
    for (const std::string& column : table.header) {
      CHECK(std::regex_match(column, plain));
      CHECK(columns.insert(column).second);
    }
    std::set<std::string> keys;
    for (const auto& record : table.records) CHECK(keys.insert(record[0]).second);
    CHECK(!keys.empty());
  }
}

TEST_CASE("assignments for Survey Solutions are text apart by tabs, with a team responsible for each") {
  CapiPlan made;
  const auto check = [](const fs::path& file, std::size_t assignments) {
    const std::string text = read_file(file);
    CHECK(text.find('"') == std::string::npos);
    CHECK(text.find('\r') == std::string::npos);
    std::vector<std::vector<std::string>> lines;
    std::vector<std::string> line(1);
    for (const char c : text) {
      if (c == '\t') {
        line.emplace_back();
      } else if (c == '\n') {
        lines.push_back(line);
        line.assign(1, "");
      } else {
        line.back() += c;
      }
    }
    REQUIRE(lines.size() == assignments + 1);
    static const std::regex variable(
        "[a-z](?!.*___)[a-z0-9_]*[a-z0-9]|position__(Latitude|Longitude)|_responsible|_quantity");
    for (const std::string& name : lines[0]) {
      CAPTURE(name);
      CHECK(std::regex_match(name, variable));
      CHECK(name.size() <= 32);
    }
    static const std::regex team("team_[1-9][0-9]*");
    for (std::size_t i = 1; i < lines.size(); ++i) {
      REQUIRE(lines[i].size() == lines[0].size());
      CHECK(std::regex_match(lines[i][lines[i].size() - 2], team));
      CHECK(lines[i].back() == "1");
    }
  };
  const fs::path folder = made.plan / "capi" / "survey-solutions";
  check(folder / "listing.tab", csv_rows(made.plan / "capi" / "odk" / "psus.csv").size());
  made.list();
  check(folder / "visits.tab", csv_rows(made.plan / "tables" / "households.csv").size());
  CHECK(!fs::exists(folder / "listing.tab"));
}

TEST_CASE("lookup files for CSPro lie in the columns that their dictionary says, in characters") {
  CapiPlan made;
  made.list();
  for (const char* name : {"psus", "households"}) {
    const fs::path folder = made.plan / "capi" / "cspro";
    std::string data = read_file(folder / (std::string(name) + ".dat"));
    const std::string dictionary = read_file(folder / (std::string(name) + ".dcf"));
    CHECK(data.starts_with("\xEF\xBB\xBF"));
    CHECK(dictionary.starts_with("\xEF\xBB\xBF"));
    for (const char* section : {"[Dictionary]", "[Level]", "[IdItems]", "[Record]"})
      CHECK(dictionary.find(section) != std::string::npos);
    CHECK(dictionary.find("[IdItems]") < dictionary.find("[Record]"));
    struct Item {
      std::string name;
      std::size_t start = 0, length = 0;
      bool text = false;
    };
    std::vector<Item> items;
    static const std::regex item(
        R"(\[Item\]\r\nLabel=[^\r]*\r\nName=([A-Z][A-Z0-9_]*)\r\nStart=(\d+)\r\nLen=(\d+)\r\n(DataType=Alpha|Decimal=6)?)");
    for (std::sregex_iterator each(dictionary.begin(), dictionary.end(), item), end; each != end; ++each)
      items.push_back({(*each)[1], std::stoul((*each)[2]), std::stoul((*each)[3]), (*each)[4] == "DataType=Alpha"});
    std::size_t next = 1;
    for (const Item& each : items) {
      CHECK(each.start == next);
      next += each.length;
    }
    CHECK(dictionary.find("RecordLen=" + std::to_string(next - 1) + "\r\n") != std::string::npos);
    const std::vector<Row> wanted = csv_rows(made.plan / "capi" / "surveycto" / (std::string(name) + ".csv"));
    data.erase(0, 3);
    std::size_t row = 0;
    for (std::size_t at = 0; at < data.size(); ++row) {
      const std::size_t end = data.find("\r\n", at);
      REQUIRE(end != std::string::npos);
      std::vector<std::string> characters;
      for (; at < end; ++at) {
        if ((static_cast<unsigned char>(data[at]) & 0xC0U) != 0x80U) characters.emplace_back();
        characters.back() += data[at];
      }
      at += 2;
      REQUIRE(characters.size() == next - 1);
      REQUIRE(row < wanted.size());
      for (const Item& each : items) {
        std::string value;
        for (std::size_t k = 0; k < each.length; ++k) value += characters[each.start - 1 + k];
        value.erase(0, each.text ? 0 : value.find_first_not_of(' '));
        value.erase(value.find_last_not_of(' ') + 1);
        std::string column = each.name;
        std::transform(column.begin(), column.end(), column.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        CHECK(value == wanted[row].at(column));
      }
    }
    CHECK(row == wanted.size());
  }
}

TEST_CASE("names of columns are made plain, and told apart") {
  std::vector<CapiColumn> taken = {{"ward", ""}};
  CHECK(capi_name("Ward", taken) == "ward_2");
  CHECK(capi_name("2nd  level -- name!", taken) == "nd_level_name");
  CHECK(capi_name("ไทย", taken) == "column");
  CHECK(capi_name(std::string(200, 'x'), taken).size() <= 32);
  CHECK(capi_name("_a__b_", taken) == "a_b");
}
