#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"
#include "tests/real/real_data.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace fairdraw;

namespace {

struct County {
  std::string name;
  double population = 0;
  double households = 0;
  double children = 0;             ///< of 12 to 17, where the table has them
  double children_population = 0;  ///< of the sub-counties that it has them for
  double aged_10_14 = 0, aged_15_24 = 0;
  double online_10_14 = 0, online_15_24 = 0;
  double aged_3 = 0;                                        ///< 3 and older
  std::vector<std::pair<std::string, double>> subcounties;  ///< with their households
};

double number(const std::string& text) {
  return parse_number(text).value_or(0);
}

std::vector<County> read_counties(const std::string& subcounties, const std::string& internet) {
  std::vector<County> out;
  const CsvTable table = parse_csv(read_file(subcounties), "subcounties");
  for (const auto& row : table.records) {
    if (out.empty() || out.back().name != row[0]) out.emplace_back();
    County& county = out.back();
    county.name = row[0];
    county.population += number(row[2]);
    county.households += number(row[3]);
    if (!row[4].empty()) {
      county.children += number(row[4]);
      county.children_population += number(row[2]);
    }
    county.subcounties.emplace_back(row[1], number(row[3]));
  }
  // The other table has the country, its rural and its urban part, and then the counties in the same order, none of
  // them named: a block begins where the age is that of the area as a whole.
  std::ptrdiff_t block = -1;
  const CsvTable ages = parse_csv(read_file(internet), "internet");
  for (const auto& row : ages.records) {
    if (row[0] == row[1]) ++block;
    if (block < 3) continue;
    County& county = out.at(static_cast<std::size_t>(block - 3));
    if (row[1] == "Total") county.aged_3 = number(row[2]);
    if (row[1] == "10 - 14") county.aged_10_14 = number(row[2]), county.online_10_14 = number(row[4]);
    if (row[1] == "15 - 24") county.aged_15_24 = number(row[2]), county.online_15_24 = number(row[4]);
  }
  return out;
}

/// Children of 12 to 17 if each year of age within the groups had as many: three years of five, three of ten.
double by_age(const County& county) {
  return 0.6 * county.aged_10_14 + 0.3 * county.aged_15_24;
}

/// What the frame's tables say of `eligible`, the share of households with a child of 12 to 17 who is online: config/
/// README.md does the same on Sampleland.
double eligible_of(const County& county, double children_per_by_age) {
  const double children = county.children_population > 0
                              ? county.children * county.population / county.children_population
                              : children_per_by_age * by_age(county);
  const double online = (0.6 * county.online_10_14 + 0.3 * county.online_15_24) / by_age(county);
  return 1 - std::exp(-children * online / county.households);
}

/// The average county's number of children, over what by_age() makes of it: children of 12 to 17 are more than their
/// share of years where a population is young.
double average_ratio(const std::vector<County>& counties) {
  double children = 0;
  double ages = 0;
  for (const County& county : counties) {
    if (county.children_population != county.population) continue;
    children += county.children;
    ages += by_age(county);
  }
  return children / ages;
}

/// Census areas of about a hundred households each, which is what Kenya's have; the table ends at sub-counties.
std::string frame_of(const std::vector<County>& counties) {
  CsvWriter csv({"code", "county", "households"});
  int code = 0;
  for (const County& county : counties)
    for (const auto& [name, households] : county.subcounties) {
      const auto areas = static_cast<int>(std::max(1.0, std::round(households / 100)));
      int left = static_cast<int>(households);
      for (int k = 0; k < areas; ++k) {
        const int here = left / (areas - k);
        left -= here;
        csv.field(std::to_string(++code)).field(county.name).field(std::to_string(here)).end_record();
      }
    }
  return csv.take();
}

std::string yield_text(double mean) {
  return "{ mean = " + number_text(mean) + ", low = " + number_text(0.8 * mean) +
         ", high = " + number_text(1.2 * mean) + " }";
}

std::string survey_text(const std::string& yields, const std::string& frame) {
  return "[survey]\ncountry = \"KEN\"\nseed = \"s\"\n[target]\ninterviews = 1000\n[yields]\ncaregiver = 1\nhousehold = "
         "{ mean = 0.93, "
         "low = "
         "0.88, high = 0.97 }\nchild = { mean = 0.94, low = 0.9, high = 0.97 }\n" +
         yields + "[frame]\nfile = \"frame.csv\"\nid = \"code\"\nsize = \"households\"\nstrata = [\"county\"]\n" +
         frame +
         "[households]\nmode = \"listing\"\n[costs]\nper_area = 300\nper_listed = 1\nper_household = 5\n"
         "per_interview = 20\nrho = 0.05\n";
}

}  // namespace

TEST_CASE("Kenya: how many households must be screened in Mandera and in Nairobi to find 1,000 children online") {
  const std::string subcounties = test::real_data("kenya-2019/kenya_subcounties.csv");
  const std::string internet = test::real_data("kenya-2019/kenya_internet_by_age.csv");
  if (subcounties.empty() || internet.empty()) return;
  const std::vector<County> counties = read_counties(subcounties, internet);
  REQUIRE(counties.size() == 47);
  for (const County& county : counties) {  // the tables speak of the same counties
    CAPTURE(county.name);
    CHECK(county.aged_3 < county.population);
    CHECK(county.aged_3 > 0.85 * county.population);
  }
  const double ratio = average_ratio(counties);
  CHECK(ratio == doctest::Approx(1.0855).epsilon(0.001));
  const auto eligible = [&](const std::string& name) {
    return eligible_of(*std::find_if(counties.begin(), counties.end(), [&](const County& c) { return c.name == name; }),
                       ratio);
  };
  CHECK(eligible("Mandera") == doctest::Approx(0.0755).epsilon(0.01));
  CHECK(eligible("Nairobi City") == doctest::Approx(0.1422).epsilon(0.01));

  const test::TempFolder temp;
  temp.write("frame.csv", frame_of(counties));
  const auto screened = [&](const std::string& county) {
    const std::string survey = temp.write(
        "county.toml",
        survey_text("eligible = " + yield_text(eligible(county)) + "\n", "exclude = \"county <> '" + county + "'\"\n"));
    const test::Outcome outcome = test::run({"design", survey, "--json"});
    CAPTURE(outcome.err);
    REQUIRE(outcome.code == 0);
    const auto json = nlohmann::json::parse(outcome.out);
    CHECK(json["chance"] >= 0.95);
    CHECK(json["expected_interviews"] > 1000);
    return json["screened"].get<double>();
  };
  const double mandera = screened("Mandera");
  const double nairobi = screened("Nairobi City");
  MESSAGE("households to screen: ", std::lround(mandera), " in Mandera, ", std::lround(nairobi), " in Nairobi");
  // At least what finds 1,000 on average, and not twice that.
  for (const auto& [county, found] : {std::pair{"Mandera", mandera}, std::pair{"Nairobi City", nairobi}}) {
    const double least = 1000 / (eligible(county) * 0.93 * 0.94);
    CHECK(found > least);
    CHECK(found < 2 * least);
  }
  CHECK(mandera > 1.5 * nairobi);
}
