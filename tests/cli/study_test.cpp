#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"
#include "tests/support/program.h"
#include "tests/support/sample_country.h"

#include <cmath>
#include <filesystem>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;

namespace {

double number(const CsvTable& table, const std::vector<std::string>& record, const char* column) {
  return parse_number(record[*table.column(column)]).value();
}

}  // namespace

TEST_CASE("a study compares every method that fits, without bias, and leaves table and chart") {
  const test::SampleCountry country;
  const std::string out = country.folder / "study";
  constexpr int kDraws = 300;
  const test::Outcome outcome = test::run({"study", country.survey, "--balance", "population", "--draws",
                                           std::to_string(kDraws), "--threads", "1", "-o", out, "--json"});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const auto json = nlohmann::json::parse(outcome.out);
  CHECK(json["draws"] == kDraws);
  std::set<std::string> tried;
  for (const auto& method : json["methods"]) tried.insert(method["method"]);
  for (const char* method : {"systematic", "systematic-random-order", "sampford", "pareto", "local-pivotal-1", "grts",
                             "cube", "stratified-cube", "local-cube", "with-replacement", "simple-random"}) {
    CAPTURE(method);
    CHECK(tried.contains(method));
  }
  CHECK(tried.contains(json["recommended"]));

  // Estimates of methods that keep their probabilities are unbiased: means within five standard errors of the totals.
  const CsvTable table = parse_csv(read_file(std::filesystem::path(out) / "variances.csv"), "variances.csv");
  int looked_at = 0;
  for (const auto& record : table.records) {
    const std::string& method = record[*table.column("method")];
    if (method == "pareto" || method == "sequential-poisson") continue;
    CAPTURE(method);
    CAPTURE(record[*table.column("column")]);
    CAPTURE(record[*table.column("value")]);
    const double total = number(table, record, "total");
    const double error = std::sqrt(number(table, record, "variance") / kDraws);
    CHECK(std::abs(number(table, record, "mean") - total) <= 5 * error + 1e-9 * std::abs(total));
    ++looked_at;
  }
  CHECK(looked_at > 200);
  CHECK(std::filesystem::file_size(std::filesystem::path(out) / "study.pdf") > 5000);
  CHECK(read_file(std::filesystem::path(out) / "methods.csv").starts_with("method,version,mean_ratio,"));

  SUBCASE("and is the same with any number of threads") {
    const test::Outcome again = test::run({"study", country.survey, "--balance", "population", "--draws",
                                           std::to_string(kDraws), "--threads", "4", "--json"});
    CHECK(again.out == outcome.out);
  }
  SUBCASE("and does not replace a folder unasked") {
    CHECK(test::run({"study", country.survey, "--draws", "100", "--method", "systematic", "-o", out}).code == 2);
    CHECK(test::run({"study", country.survey, "--draws", "100", "--method", "systematic", "-o", out, "--force"}).code ==
          0);
  }
}

TEST_CASE("a balanced draw estimates what it is balanced on better") {
  const test::SampleCountry country;
  const test::Outcome outcome =
      test::run({"study", country.survey, "--balance", "population", "--draws", "400", "--method", "cube", "--json"});
  REQUIRE(outcome.code == 0);
  const auto json = nlohmann::json::parse(outcome.out);
  for (const auto& method : json["methods"])
    if (method["method"] == "cube") CHECK(method["ratios"]["population"]["ratio"] < 0.9);
}

TEST_CASE("a study says what it can't do") {
  const test::SampleCountry country;
  const test::Outcome wrong = test::run({"study", country.survey, "--total", "nowhere", "--balance", "nothing"});
  CHECK(wrong.code == 2);
  CHECK(wrong.err.find("--total nowhere: the frame has no such column") != std::string::npos);
  CHECK(wrong.err.find("--balance nothing: the frame has no such column") != std::string::npos);
  const test::Outcome method = test::run({"study", country.survey, "--method", "magic", "--draws", "7"});
  CHECK(method.code == 2);
  CHECK(method.err.find("--method magic: there is no such method") != std::string::npos);
  CHECK(method.err.find("--draws 7") != std::string::npos);
  const test::Outcome left_out = test::run({"study", country.survey, "--draws", "100", "--method", "local-cube"});
  CHECK(left_out.code == 0);
  CHECK(left_out.out.find("method local-cube is left out: the survey has no areas.balance") != std::string::npos);
}
