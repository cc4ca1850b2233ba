#include "geo/read/frame_reader.h"
#include "planner/base/csv.h"
#include "planner/base/output_folder.h"
#include "planner/base/text.h"
#include "planner/design/design.h"
#include "planner/frame/canonical.h"
#include "planner/frame/findings.h"
#include "planner/sampling/list/systematic.h"
#include "planner/stages/areas.h"
#include "planner/stages/listing.h"
#include "planner/stages/plan_builder.h"
#include "tests/real/real_data.h"
#include "tests/support/full_draws.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <boost/math/distributions/chi_squared.hpp>
#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

const std::string kStages =
    "[areas]\ncount = 30\n[households]\ntake = 10\n[yields]\nhousehold = 1\nchild = 1\ncaregiver = 1\neligible = 1\n";

std::string survey_text(const std::string& frame) {
  return "[survey]\ncountry = \"WBS\"\nseed = \"s\"\n[frame]\nfile = \"" + frame +
         "\"\nid = \"ea\"\nsize = \"n_hlds_census\"\nstrata = [\"urbrur\"]\norder = [\"geo1\", \"geo2\"]\n" + kStages;
}

struct TrueHousehold {
  std::string id;
  bool electricity;
};

/// The population: households by area.
std::map<std::string, std::vector<TrueHousehold>> population(const std::string& file) {
  const CsvTable table = parse_csv(read_file(file), "households.csv");
  std::map<std::string, std::vector<TrueHousehold>> out;
  for (const auto& record : table.records)
    out[record[*table.column("ea")]].push_back(
        {record[*table.column("hid")], record[*table.column("electricity")] == "Yes"});
  return out;
}

/// The cells of starts that draw the same sample, with how many starts each has, by enumeration of where samples
/// change.
std::map<std::vector<std::uint32_t>, double> samples_of(const Stratum& stratum, const StratumDesign& design) {
  std::vector<std::uint64_t> sizes = stratum.sizes;
  for (const std::uint32_t certain : design.certainty) sizes[certain] = 0;
  std::uint64_t total = 0;
  for (const std::uint64_t size : sizes) total += size;
  std::map<std::vector<std::uint32_t>, double> cells;
  for (std::uint64_t start = 0; start < total; ++start)
    cells[systematic_pps_from(sizes, design.at_random, start)] += 1.0 / static_cast<double>(total);
  return cells;
}

}  // namespace

TEST_CASE("World Bank: over 1,000 seeds, weights give the truth back and every area is drawn as often as stated") {
  const std::string file = test::real_data("world-bank-synthetic/ea_frame.csv");
  if (file.empty()) return;
  const auto truth = population(test::real_data("world-bank-synthetic/households.csv"));
  double households = 0;
  double electric = 0;
  for (const auto& [ea, each] : truth)
    for (const TrueHousehold& household : each) {
      ++households;
      electric += household.electricity ? 1 : 0;
    }
  const Survey survey = parse_survey(survey_text(file), "s.toml");
  const Frame frame = canonical(read_frame(survey, true));
  REQUIRE(frame.areas() == 133);
  const Strata strata = build_strata(frame);
  const Design design = make_design(strata, survey);

  constexpr int kSeeds = 1000;
  double sum = 0;
  double squares = 0;
  std::map<std::uint32_t, int> times;
  std::map<std::uint32_t, double> stated;
  std::vector<std::map<std::vector<std::uint32_t>, int>> seen(strata.size());
  for (int seed = 0; seed < kSeeds; ++seed) {
    const SeedKey key{"seed " + std::to_string(seed), "WBS"};
    const DrawBasis basis{frame, strata, design, survey, key};
    const AreaDraw draw = draw_areas(basis, {});
    const AreaSample& sample = draw.sample;
    std::vector<std::vector<std::uint32_t>> drawn(strata.size());
    for (const DrawnArea& area : sample) {
      ++times[area.area];
      stated[area.area] = area.inclusion_probability;
      const auto& areas = strata[area.stratum].areas;
      if (!area.certainty)
        drawn[area.stratum].push_back(
            static_cast<std::uint32_t>(std::find(areas.begin(), areas.end(), area.area) - areas.begin()));
    }
    for (std::size_t h = 0; h < strata.size(); ++h) ++seen[h][drawn[h]];

    Plan plan = build_plan(basis, draw, std::vector<DrawnGround>(draw.sample.size()));
    Listing listing{"population", {}};
    for (const Psu& psu : plan.psus)
      for (const TrueHousehold& household : truth.at(psu.id)) listing.households.push_back({psu.id, household.id, 1});
    draw_from_listing(plan, listing, key, CaregiverRule::knows_most);
    std::map<std::string, std::map<std::string, bool>> has;
    for (const Psu& psu : plan.psus)
      for (const TrueHousehold& household : truth.at(psu.id)) has[psu.id][household.id] = household.electricity;
    double weight = 0;
    double weighted = 0;
    for (const Household& household : plan.households) {
      const double w = 1 / *household.overall_probability;
      weight += w;
      if (has[plan.psus[household.psu].id][household.id]) weighted += w;
    }
    sum += weighted / weight;
    squares += (weighted / weight) * (weighted / weight);
  }
  const double mean = sum / kSeeds;
  const double error = std::sqrt((squares / kSeeds - mean * mean) / (kSeeds - 1));
  CAPTURE(mean);
  CAPTURE(error);
  CHECK(std::fabs(mean - electric / households) < 4 * error);

  // Area by area: a binomial count with the stated probability. 133 counts; beyond 4.9 standard deviations lies one in
  // a million.
  for (const auto& [area, probability] : stated) {
    const double deviation = std::sqrt(kSeeds * probability * (1 - probability));
    CHECK(std::fabs(times[area] - kSeeds * probability) <= 4.9 * deviation + 1e-9);
  }
  // Together: counts of areas in one systematic draw hang together, but whole samples are independent from seed to
  // seed, and each has an exact probability: the share of starts that give it. Chi-square over samples, rare ones
  // pooled to 5 or more.
  for (std::size_t h = 0; h < strata.size(); ++h) {
    const auto cells = samples_of(strata[h], design.strata[h]);
    double statistic = 0;
    double pooled_expected = 0;
    double pooled_seen = 0;
    int used = 0;
    for (const auto& [sample, probability] : cells) {
      pooled_expected += kSeeds * probability;
      pooled_seen += seen[h].contains(sample) ? seen[h].at(sample) : 0;
      if (pooled_expected < 5) continue;
      statistic += (pooled_seen - pooled_expected) * (pooled_seen - pooled_expected) / pooled_expected;
      pooled_expected = pooled_seen = 0;
      ++used;
    }
    for (const auto& [sample, count] : seen[h]) CHECK(cells.contains(sample));
    REQUIRE(used > 2);
    const double p = cdf(complement(boost::math::chi_squared(used - 1), statistic));
    CAPTURE(strata[h].name);
    CAPTURE(p);
    CHECK(p > 0.001);
  }
}

TEST_CASE("World Bank: the listing's own file goes in, households come out, and the plan verifies") {
  const std::string file = test::real_data("world-bank-synthetic/ea_frame.csv");
  if (file.empty()) return;
  const test::TempFolder temp;
  REQUIRE(test::run({"draw", temp.write("s.toml", survey_text(file)), "-o", temp / "plan", "--tables-only"}).code == 0);
  const CsvTable psus = parse_csv(read_file(temp / "plan" / "tables" / "psus.csv"), "psus.csv");
  CHECK(psus.records.size() == 30);
  const auto truth = population(test::real_data("world-bank-synthetic/households.csv"));
  std::string listing = "ea,hid,eligible\n";
  for (const auto& record : psus.records)
    for (const TrueHousehold& household : truth.at(record[*psus.column("psu_id")]))
      listing += record[*psus.column("psu_id")] + "," + household.id + ",1\n";
  const test::Outcome outcome =
      test::run({"households", temp / "plan", "--listing", temp.write("l.csv", listing), "--psu-column", "ea",
                 "--household-column", "hid", "--eligible-column", "eligible"});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(parse_csv(read_file(temp / "plan" / "tables" / "households.csv"), "h").records.size() == 300);
  CHECK(test::run({"verify", temp / "plan"}).code == 0);
}

TEST_CASE("World Bank: 2,000 full draws down to the child") {
  const std::string file = test::real_data("world-bank-synthetic/ea_frame.csv");
  if (file.empty()) return;
  // The data have no children: persons beyond a household's third stand for them.
  const CsvTable table = parse_csv(read_file(test::real_data("world-bank-synthetic/households.csv")), "households.csv");
  test::Population population;
  for (const auto& record : table.records) {
    const int persons = std::stoi(record[*table.column("hhsize")]);
    population[record[*table.column("ea")]].push_back(static_cast<std::uint32_t>(std::clamp(persons - 3, 0, 6)));
  }
  std::string text = survey_text(file);
  text.replace(text.find("count = 30"), 10, "count = 25\nreserve_replicates = 1");
  text.replace(text.find("take = 10"), 9, "take = 40");
  text.replace(text.find("eligible = 1\n"), 13, "eligible = 0.4\n");
  text += "[respondents]\nmethod = \"random-table\"\n";
  const Survey survey = parse_survey(text, "s.toml");
  test::check_full_draws(canonical(read_frame(survey, true)), survey, population, {{1, "", "", "", {}}});
}
