#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/values/table.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <gdal_priv.h>
#include <nlohmann/json.hpp>
#include <ogrsf_frmts.h>

using namespace fairdraw;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> rows_of(const fs::path& plan, const std::string& name) {
  const CsvTable table = parse_csv(read_file(plan / "tables" / name), name);
  std::vector<Row> out;
  for (const auto& record : table.records) {
    out.emplace_back();
    for (std::size_t k = 0; k < table.header.size(); ++k) out.back()[table.header[k]] = record[k];
  }
  return out;
}

std::map<std::string, Row> by(const std::vector<Row>& rows, const std::string& column) {
  std::map<std::string, Row> out;
  for (const Row& row : rows) out[row.at(column)] = row;
  return out;
}

double number(const Row& row, const std::string& column) {
  return std::stod(row.at(column));
}

/// A number and what it was worked out to be, to the last digits of a double.
bool same(double a, double b) {
  return std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b));
}

/// The sample country with more in its survey file's [areas] and another count.
std::string survey_with(const test::SampleCountry& country, const std::string& areas) {
  std::string text = read_file(country.survey);
  const std::string was = "count = 40\n";
  text.replace(text.find(was), was.size(), areas);
  return country.folder.write("other.toml", text);
}

fs::path drawn(const test::SampleCountry& country, const std::string& areas,
               const std::vector<std::string>& more = {"--tables-only"}) {
  std::vector<std::string> line = {"draw", survey_with(country, areas), "-o", country.folder / "p"};
  line.insert(line.end(), more.begin(), more.end());
  const test::Outcome outcome = test::run(line);
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  return country.folder / "p";
}

/// Lists every PSU in the field: 40 households each, k % 4 eligible children in the k-th.
void list_all(const test::SampleCountry& country, const fs::path& plan) {
  std::string text = "psu_id,household_id,eligible_children\n";
  for (const Row& psu : rows_of(plan, "psus.csv"))
    for (int k = 0; k < 40 && !psu.at("release").empty(); ++k)
      text += psu.at("psu_id") + "," + std::to_string(k) + "," + std::to_string(k % 4) + "\n";
  const test::Outcome outcome = test::run({"households", plan, "--listing", country.folder.write("l.csv", text)});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
}

/// Works every PSU's probabilities out as tables/README.md says, given n at random of how many.
template <class First>
void check_psus(const fs::path& plan, First first) {
  const auto strata = by(rows_of(plan, "strata.csv"), "stratum");
  std::map<std::string, Row> last = strata;  // of each stratum's replicates
  if (fs::exists(plan / "tables/replicates.csv"))
    for (const Row& each : rows_of(plan, "replicates.csv")) last[each.at("stratum")] = each;
  int random = 0;
  for (const Row& psu : rows_of(plan, "psus.csv")) {
    CAPTURE(psu.at("psu_id"));
    const Row& stratum = strata.at(psu.at("stratum"));
    const auto of = [&](const Row& level) {
      return number(level, "size_at_random") == 0 ? 1 : first(psu, level, number(level, "drawn_at_random"));
    };
    CHECK(same(number(psu, "draw_probability"), of(last.at(psu.at("stratum")))));
    CHECK(same(number(psu, "inclusion_probability"), of(stratum)));
    CHECK((psu.at("certainty") == "1") == (number(psu, "inclusion_probability") == 1));
    CHECK(same(number(psu, "design_weight"), 1 / number(psu, "inclusion_probability")));
    random += psu.at("certainty") == "1" ? 0 : 1;
  }
  CHECK(random > 0);
}

double by_size(const Row& psu, const Row& stratum, double n) {
  return std::min(1.0, number(psu, "measure_of_size") * n / number(stratum, "size_at_random"));
}

/// Works every household's and child's probability out from the listing.
void check_households(const fs::path& plan) {
  const auto psus = by(rows_of(plan, "psus.csv"), "psu_id");
  std::map<std::string, double> eligible;
  for (const Row& each : rows_of(plan, "listing.csv"))
    eligible[each.at("psu_id")] += each.at("eligible_children") == "0" ? 0 : 1;
  const std::vector<Row> households = rows_of(plan, "households.csv");
  const std::vector<Row> respondents = rows_of(plan, "respondents.csv");
  REQUIRE(households.size() == respondents.size());
  REQUIRE(!households.empty());
  for (std::size_t i = 0; i < households.size(); ++i) {
    const Row& psu = psus.at(households[i].at("psu_id"));
    const double m = eligible.at(psu.at("psu_id"));
    const double household = std::min(number(psu, "households_to_draw"), m) / m;
    const double segment = psu.contains("segment_probability") ? number(psu, "segment_probability") : 1;
    CHECK(same(number(households[i], "household_probability"), household));
    const double overall = number(psu, "inclusion_probability") * segment * household;
    CHECK(same(number(households[i], "overall_probability"), overall));
    const double child = 1 / number(households[i], "eligible_children");  // up to three: Kish's tables are even
    CHECK(same(number(respondents[i], "child_probability"), child));
    CHECK(same(number(respondents[i], "overall_probability"), overall * child));
  }
}

/// Whether a field is a value of a type of Table Schema.
bool fits(const std::string& field, const std::string& type) {
  char* end = nullptr;
  if (type == "boolean") return field == "0" || field == "1";
  if (type == "integer") return field.find_first_not_of("0123456789") == std::string::npos;
  if (type == "number") return std::strtod(field.c_str(), &end), *end == '\0';
  return type == "string";
}

/// The values of some columns in every row.
std::vector<std::vector<std::string>> values_of(const std::vector<Row>& rows, const json& columns) {
  std::vector<std::vector<std::string>> out;
  for (const Row& row : rows) {
    out.emplace_back();
    for (const json& column : columns) out.back().push_back(row.at(column.get<std::string>()));
  }
  return out;
}

/// Holds a plan's tables to what datapackage.json says of them.
void check_package(const fs::path& plan) {
  const json package = json::parse(read_file(plan / "tables" / "datapackage.json"));
  const std::string guide = read_file(plan / "tables" / "README.md");
  std::set<std::string> described;
  for (const json& resource : package["resources"]) {
    const std::string file = resource["path"];
    CAPTURE(file);
    described.insert(file);
    const CsvTable table = parse_csv(read_file(plan / "tables" / file), file);
    const json& fields = resource["schema"]["fields"];
    REQUIRE(fields.size() == table.header.size());
    CHECK(guide.find("## " + file + "\n") != std::string::npos);
    for (std::size_t k = 0; k < fields.size(); ++k) {
      CHECK(fields[k]["name"] == table.header[k]);
      CHECK(!fields[k]["description"].get<std::string>().empty());
      CHECK(guide.find("| `" + table.header[k] + "` | ") != std::string::npos);
      const bool required = fields[k].contains("constraints");
      for (const auto& record : table.records) {
        const bool right = record[k].empty() ? !required : fits(record[k], fields[k]["type"]);
        if (!right) FAIL_CHECK(file, ": ", table.header[k], " is \"", record[k], "\"");
      }
    }
    const auto keys = values_of(rows_of(plan, file), resource["schema"].value("primaryKey", json::array()));
    if (resource["schema"].contains("primaryKey"))
      CHECK(std::set(keys.begin(), keys.end()).size() == table.records.size());
    for (const json& reference : resource["schema"].value("foreignKeys", json::array())) {
      const auto there =
          values_of(rows_of(plan, reference["reference"]["resource"].get<std::string>() + ".csv"), reference["fields"]);
      const std::set<std::vector<std::string>> known(there.begin(), there.end());
      for (const auto& value : values_of(rows_of(plan, file), reference["fields"])) CHECK(known.contains(value));
    }
  }
  for (const auto& entry : fs::directory_iterator(plan / "tables"))
    if (entry.path().extension() == ".csv") CHECK(described.contains(entry.path().filename().string()));
}

}  // namespace

TEST_CASE("every probability of a plan with certain units, segments, a release and a listing follows from its folder") {
  const test::SampleCountry country;
  const fs::path plan = drawn(country, "count = 90\nminimum_per_stratum = 6\nsegment_above = 200\nsegment_size = 80\n");
  check_psus(plan, by_size);
  const std::vector<Row> psus = rows_of(plan, "psus.csv");
  CHECK(std::any_of(psus.begin(), psus.end(), [](const Row& psu) { return psu.at("certainty") == "1"; }));
  CHECK(std::any_of(psus.begin(), psus.end(), [](const Row& psu) { return psu.at("segments") != "1"; }));
  REQUIRE(
      test::run({"release", plan, "--replicate", "1", "--why", "a test", "--stratum", psus[0].at("stratum")}).code ==
      0);
  list_all(country, plan);
  check_psus(plan, by_size);
  check_households(plan);
  check_package(plan);
}

TEST_CASE("every probability of a plan with equal probabilities follows from its folder") {
  const test::SampleCountry country;
  const fs::path plan = drawn(country, "count = 40\nmethod = \"simple-random\"\n");
  check_psus(plan, [](const Row&, const Row& stratum, double n) { return n / number(stratum, "size_at_random"); });
  list_all(country, plan);
  check_households(plan);
  check_package(plan);
}

TEST_CASE("every probability of a plan drawn with replacement follows from its folder, and so do joint ones' names") {
  const test::SampleCountry country;
  std::string text = read_file(country.survey);
  text.replace(text.find("reserve_replicates = 1"), 22, "certainty = \"hits\"");
  std::ofstream(country.survey) << text;
  const fs::path plan = drawn(country, "count = 40\nmethod = \"with-replacement\"\n", {"--tables-only", "--joint"});
  check_psus(plan, [](const Row& psu, const Row& stratum, double n) {
    return 1 - std::pow(1 - number(psu, "measure_of_size") / number(stratum, "size_at_random"), n);
  });
  check_package(plan);
}

TEST_CASE("the tables of a walk, of buildings and of one trip are described too") {
  for (const char* households :
       {"mode = \"random-walk\"\ntake = 5\n", "mode = \"footprints\"\ntake = 3\nfootprints = \"buildings.fgb\"\n",
        "mode = \"listing\"\ntake = 5\ntrips = 1\n"}) {
    CAPTURE(households);
    const test::SamplePlan sample(test::Documents::none, households);
    check_package(sample.plan);
  }
}

TEST_CASE("the recipe for R joins the tables to a row for each respondent") {
  if (std::system("Rscript --version > /dev/null 2>&1") != 0) {
    MESSAGE("skipped: there is no Rscript");
    return;
  }
  const test::SampleCountry country;
  const fs::path plan = drawn(country, "count = 40\n");
  list_all(country, plan);
  const std::string guide = read_file(plan / "tables" / "README.md");
  const std::size_t begin = guide.find("```r\n") + 5;
  const std::string recipe = guide.substr(begin, guide.find("```", begin) - begin);
  std::ofstream(country.folder / "recipe.R") << recipe << "cat(nrow(joined), sum(joined$base_weight))\n";
  const std::string command = "cd '" + plan.string() + "' && Rscript ../recipe.R > ../recipe.out 2>&1";
  const bool ran = std::system(command.c_str()) == 0;
  const std::string out = read_file(country.folder / "recipe.out");
  CAPTURE(out);
  REQUIRE(ran);
  const std::vector<Row> respondents = rows_of(plan, "respondents.csv");
  double weights = 0;
  for (const Row& each : respondents) weights += 1 / number(each, "overall_probability");
  double rows = 0;
  double sum = 0;
  REQUIRE(std::sscanf(out.c_str(), "%lf %lf", &rows, &sum) == 2);
  CHECK(rows == static_cast<double>(respondents.size()));
  CHECK(sum == doctest::Approx(weights).epsilon(1e-6));
}

TEST_CASE("the layers of plan.gpkg have the columns of the tables") {
  const test::SamplePlan sample(test::Documents::all);
  GDALAllRegister();
  const GDALDatasetUniquePtr file(
      GDALDataset::Open((sample.plan / "plan.gpkg").c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  REQUIRE(file);
  OGRLayer* layer = file->GetLayerByName("psus");
  REQUIRE(layer != nullptr);
  const std::vector<Row> psus = rows_of(sample.plan, "psus.csv");
  const auto row_of = by(psus, "psu_id");
  const CsvTable table = parse_csv(read_file(sample.plan / "tables" / "psus.csv"), "psus.csv");
  const OGRFeatureDefn& fields = *layer->GetLayerDefn();
  REQUIRE(fields.GetFieldCount() == static_cast<int>(table.header.size()) + 1);
  for (const auto& feature : *layer) {
    const Row& row = row_of.at(feature->GetFieldAsString("psu_id"));
    for (std::size_t k = 0; k < table.header.size(); ++k) {
      const int field = static_cast<int>(k) + 1;
      CHECK(fields.GetFieldDefn(field)->GetNameRef() == table.header[k]);
      const std::string& value = row.at(table.header[k]);
      if (value.empty())
        CHECK(!feature->IsFieldSetAndNotNull(field));
      else if (fields.GetFieldDefn(field)->GetType() == OFTReal)
        CHECK(feature->GetFieldAsDouble(field) == std::stod(value));
      else
        CHECK(feature->GetFieldAsString(field) == value);
    }
  }
}
