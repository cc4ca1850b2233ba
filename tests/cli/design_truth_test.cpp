#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/sampling/methods.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;

// What `design` states of a survey is what its draws and field seasons come to, whatever the method.

namespace {

constexpr int kDraws = 400;

/// 90 areas in three strata, whose sizes lie far apart; the third has four areas only.
std::string frame() {
  std::string out = "id,size,stratum,x,y,z\n";
  for (int k = 0; k < 90; ++k) {
    const int size = 40 + k * k * 37 % 211 + (k % 11 == 0 ? 420 : 0);
    out += "a" + std::to_string(100 + k) + "," + std::to_string(size) + "," +
           (k >= 86      ? "few"
            : k % 3 == 0 ? "urban"
                         : "rural") +
           "," + std::to_string(k * 53 % 97) + "," + std::to_string(k * 71 % 89) + "," + std::to_string(k % 9) + "\n";
  }
  return out;
}

struct Setting {
  const char* name;
  std::string fixed;  ///< areas of each stratum
  std::string areas;
  std::string households;
  bool (*fits)(const Method&);
  std::string frame = {};
};

bool all(const Method& method) {
  return !method.takes_two;
}

const std::vector<Setting>& settings() {
  static const std::vector<Setting> kSettings = {
      {"fixed takes", "{ urban = 6, rural = 9, few = 2 }", "", "take = 8\n", all},
      {"a reserve", "{ urban = 6, rural = 9, few = 2 }", "reserve_replicates = 1\n", "take = 8\n",
       [](const Method& method) { return all(method) && method.no_reserve.empty(); }},
      {"hits", "{ urban = 8, rural = 12, few = 2 }", "certainty = \"hits\"\n", "take = 8\n",
       [](const Method& method) { return method.may_repeat && !method.must_repeat; }},
      {"self-weighting takes", "{ urban = 6, rural = 9, few = 2 }", "", "take = 8\ntake_rule = \"self-weighting\"\n",
       [](const Method& method) { return all(method) && !method.must_repeat; }},
      {"bounded self-weighting takes", "{ urban = 6, rural = 9, few = 2 }", "",
       "take = 8\ntake_rule = \"self-weighting\"\ntake_min = 5\ntake_max = 11\n",
       [](const Method& method) { return method.for_draft; }},
      {"bounded sizes", "{ urban = 6, rural = 9, few = 2 }", "", "take = 8\n",
       [](const Method& method) { return method.for_draft; }, "size_min = 90\nsize_max = 250\n"},
      {"two of a stratum", "{ urban = 2, rural = 2, few = 2 }", "", "take = 12\n",
       [](const Method& method) { return !method.must_repeat; }},
      {"all of a stratum", "{ urban = 6, rural = 9, few = 4 }", "", "take = 8\n",
       [](const Method& method) { return all(method) && !method.must_repeat; }},
      {"random walks", "{ urban = 6, rural = 9, few = 2 }", "", "take = 8\nmode = \"random-walk\"\n",
       [](const Method& method) { return method.for_draft || method.equal || !method.fixed_size; }},
      {"areas taken for certain", "{ urban = 6, rural = 9, few = 3 }", "certain = [\"a101\", \"a105\", \"a187\"]\n",
       "take = 8\n", [](const Method& method) { return all(method) && !method.must_repeat; }},
      {"areas taken for certain, and a reserve", "{ urban = 6, rural = 9, few = 3 }",
       "certain = [\"a101\", \"a105\", \"a187\"]\nreserve_replicates = 1\n",
       "take = 8\ntake_rule = \"self-weighting\"\n",
       [](const Method& method) { return method.for_draft && method.no_reserve.empty(); }},
      {"strata of their own", "{ urban = 6, rural = 9, few = 2 }", "strata = \"strata.csv\"\n", "take = 8\n",
       [](const Method& method) { return method.for_draft || !method.fixed_size; }},
      {"random walks of strata of their own", "{ urban = 6, rural = 9, few = 2 }", "strata = \"strata.csv\"\n",
       "take = 8\nmode = \"random-walk\"\n", [](const Method& method) { return method.for_draft; }},
  };
  return kSettings;
}

std::string survey_text(const Method& method, const Setting& setting) {
  const std::string expected = setting.name == std::string("two of a stratum") ? "62" : "130";
  return "[survey]\ncountry = \"TST\"\nseed = \"truth\"\n[target]\ninterviews = " + expected +
         "\n[yields]\neligible = { mean = 0.4, low = 0.35, high = 0.45 }\nhousehold = 0.95\nchild = 0.93\n"
         "caregiver = 0.9\narea_spread = { eligible = 0.2 }\n"
         "[frame]\nfile = \"f.csv\"\nid = \"id\"\nsize = \"size\"\nstrata = [\"stratum\"]\n" +
         setting.frame + "[areas]\nallocation = \"fixed\"\nfixed = " + setting.fixed + "\nmethod = \"" +
         std::string(method.name) + "\"\n" + (method.must_repeat ? "certainty = \"hits\"\n" : "") +
         (method.needs_positions ? "spread = [\"x\", \"y\"]\n" : "") +
         (method.needs_balance ? "balance = [\"z\"]\n" : "") + setting.areas + "[households]\n" + setting.households +
         "[costs]\nper_area = 300\nper_listed = 0.7\nper_household = 5\nper_interview = 20\nrho = 0.05\n";
}

nlohmann::json said(const std::vector<std::string>& line) {
  const test::Outcome outcome = test::run(line);
  CAPTURE(outcome.err);
  REQUIRE(outcome.code <= 1);
  return nlohmann::json::parse(outcome.out);
}

/// Within four Monte-Carlo errors and a share of it.
void check_mean(const nlohmann::json& seen, double stated, double share) {
  const double error = seen["deviation"].get<double>() / std::sqrt(kDraws);
  CHECK(std::abs(seen["mean"].get<double>() - stated) <= 4 * error + share * stated);
}

}  // namespace

TEST_CASE("design says what simulate finds: interviews, chance, weights, cost and listing, by every method") {
  const test::TempFolder temp;
  temp.write("f.csv", frame());
  temp.write("strata.csv",
             "stratum,take,per_area,eligible,eligible_low,eligible_high\nfew,,900,,,\nrural,11,,0.3,0.25,0.4\n"
             "urban,5,120,0.5,,\n");
  for (const Setting& setting : settings()) {
    CAPTURE(std::string(setting.name));
    std::size_t tried = 0;
    for (const Method& method : methods()) {
      if (!setting.fits(method)) continue;
      CAPTURE(std::string(method.name));
      ++tried;
      const std::string survey = temp.write("s.toml", survey_text(method, setting));
      const nlohmann::json design = said({"design", survey, "--json"});
      const nlohmann::json found = said({"simulate", survey, "--draws", std::to_string(kDraws), "--json"});
      const nlohmann::json& main = found["releases"][0];
      const bool listed = setting.households.find("random-walk") == std::string::npos;
      check_mean(main["interviews"], design["expected_interviews"], 0.005);
      check_mean(main["caregivers"], design["expected_caregivers"], 0.005);
      check_mean(found["cost"], design["cost"], 0.005);
      if (listed) check_mean(found["listed"], design["listed"], 0.005);
      check_mean(found["visited"], design["visited"], 0.005);
      const auto chance = design["chance"].get<double>();
      const auto seen = main["chance"]["seen"].get<double>();
      CHECK(std::abs(seen - chance) <= 4 * std::sqrt(std::max(chance * (1 - chance), 1.0 / kDraws) / kDraws) + 0.01);
      const nlohmann::json& deff = found["deff_weights"];
      const auto stated = design["domains"][0]["deff_weights"].get<double>();
      CHECK(deff["stated"].get<double>() == doctest::Approx(stated).epsilon(1e-9));
      CHECK(std::abs(deff["seen"].get<double>() - stated) <= std::max(0.03 * stated, 4 * deff["error"].get<double>()));
    }
    CHECK(tried > 0);
  }
}

TEST_CASE("PSUs that are too large to list are told, with the share of the sample that they are") {
  const test::TempFolder temp;
  temp.write("f.csv", frame());
  const Method& method = *find_method("systematic");
  Setting setting = settings().front();
  const std::string survey = temp.write("s.toml", survey_text(method, setting));
  const nlohmann::json checked = said({"check", survey, "--json"});
  const auto& findings = checked["findings"];
  const auto large = std::find_if(findings.begin(), findings.end(),
                                  [](const auto& finding) { return finding["kind"] == "unworkable-psu"; });
  REQUIRE(large != findings.end());
  CHECK((*large)["count"] == 9);  // as many of the 90 have more than 300 households
  const std::string message = test::run({"design", survey}).err;
  CHECK(message.find("areas.segment_above = 300 splits them") != std::string::npos);
  setting.households = "take = 8\nlist_most = 1000\n";
  const std::string other = temp.write("s.toml", survey_text(method, setting));
  CHECK(said({"check", other, "--json"}).dump().find("unworkable-psu") == std::string::npos);
  setting = settings().front();
  setting.areas = "segment_above = 300\nsegment_size = 150\n";
  const std::string split = temp.write("s.toml", survey_text(method, setting));
  CHECK(said({"check", split, "--json"}).dump().find("unworkable-psu") == std::string::npos);

  // The effective sample size is what as many children drawn at random would be worth.
  const nlohmann::json country = said({"design", survey, "--json"})["domains"][0];
  CHECK(country["effective_interviews"].get<double>() ==
        doctest::Approx(country["expected_interviews"].get<double>() / country["deff"].get<double>()));
}

TEST_CASE("areas with fewer households than a walk needs contacts are told") {
  const test::TempFolder temp;
  temp.write("f.csv", frame());
  Setting setting = settings().front();
  setting.households =
      "take = 8\nmode = \"random-walk\"\n[[yields.where]]\ncolumn = \"stratum\"\nvalue = \"rural\"\neligible = 0.05\n";
  const std::string survey = temp.write("s.toml", survey_text(*find_method("systematic"), setting));
  const nlohmann::json checked = said({"check", survey, "--json"});
  const auto& findings = checked["findings"];
  const auto small = std::find_if(findings.begin(), findings.end(),
                                  [](const auto& finding) { return finding["kind"] == "unworkable-psu"; });
  REQUIRE(small != findings.end());
  CAPTURE(small->dump());
  CHECK((*small)["count"] > 30);
  CHECK(small->dump().find("contacts listed") != std::string::npos);
  CHECK(small->dump().find("a smaller households.take needs fewer") != std::string::npos);
}

TEST_CASE("probabilities that a method keeps nearly are worked out, and check says by how much they differ") {
  const test::TempFolder temp;
  temp.write("f.csv", frame());
  for (const Method& method : methods()) {
    if (method.takes_two || method.must_repeat) continue;
    CAPTURE(std::string(method.name));
    const std::string survey = temp.write("s.toml", survey_text(method, settings().front()));
    const std::string findings = said({"check", survey, "--json"})["findings"].dump();
    CHECK((findings.find("near-probabilities") != std::string::npos) == (method.keeps == Keeps::nearly));
    if (method.keeps == Keeps::nearly) CHECK(findings.find("the exact ones are used") != std::string::npos);
  }
  // Another survey's numbers are not independent: where its areas are preferred, those asked for hold nearly.
  const Method& pareto = *find_method("pareto");
  const std::string survey = temp.write("s.toml", survey_text(pareto, settings().front()));
  const std::string first = temp.path() / "first";
  const std::string second = temp.path() / "second";
  REQUIRE(test::run({"draw", survey, "-o", first, "--tables-only", "--seed", "one"}).code == 0);
  REQUIRE(test::run({"draw", survey, "-o", second, "--tables-only", "--seed", "two", "--prefer", first}).code == 0);
  const auto at = [](const CsvTable& table, std::size_t record, const char* column) {
    return table.records[record][table.column(column).value()];
  };
  const auto off = [&](const std::string& plan) {
    const CsvTable strata = parse_csv(read_file(std::filesystem::path(plan) / "tables/strata.csv"), "strata.csv");
    const CsvTable psus = parse_csv(read_file(std::filesystem::path(plan) / "tables/psus.csv"), "psus.csv");
    double most = 0;
    for (std::size_t r = 0; r < psus.records.size(); ++r)
      for (std::size_t h = 0; h < strata.records.size(); ++h) {
        if (at(strata, h, "stratum") != at(psus, r, "stratum") || at(psus, r, "certainty") == "1") continue;
        const double asked = std::stod(at(psus, r, "measure_of_size")) * std::stod(at(strata, h, "drawn_at_random")) /
                             std::stod(at(strata, h, "size_at_random"));
        most = std::max(most, std::abs(std::stod(at(psus, r, "inclusion_probability")) / asked - 1));
      }
    return most;
  };
  CHECK(off(first) > 1e-4);
  CHECK(off(second) < 1e-9);
  CHECK(test::run({"verify", second}).code == 0);
  CHECK(test::run({"verify", first}).code == 0);
}
