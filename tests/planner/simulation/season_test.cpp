#include "planner/simulation/season.h"

#include "planner/base/parallel.h"
#include "planner/design/beta_binomial.h"
#include "planner/design/interviews.h"
#include "planner/design/problem.h"
#include "planner/frame/strata.h"
#include "tests/support/rounds.h"
#include "tests/support/sample_frame.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace fairdraw;

namespace {

constexpr std::size_t kBlocks = test::rounds(200);
constexpr std::size_t kSeasons = 1000;                                          ///< of each block: 200,000 in all
constexpr std::size_t kPoints = kBlocks == 200 ? kFinalPoints : kSearchPoints;  ///< fewer seasons see no finer

struct Seasons {
  std::vector<std::uint32_t> children, caregivers;
};

/// Plays seasons of a design whose areas are drawn PPS with replacement, as the computed distribution takes them.
Seasons play(const Strata& strata, const Design& design, const FieldModel& model, std::uint32_t take) {
  const FieldGame game = make_field_game(model, take, {});
  std::vector<std::vector<double>> cumulated;
  for (const Stratum& stratum : strata) {
    cumulated.emplace_back();
    double sum = 0;
    for (const std::uint64_t size : stratum.sizes) cumulated.back().push_back(sum += static_cast<double>(size));
  }
  Seasons out{std::vector<std::uint32_t>(kBlocks * kSeasons), std::vector<std::uint32_t>(kBlocks * kSeasons)};
  in_parallel(kBlocks, 0, [&](std::size_t block) {
    Stream stream = make_stream({"seasons", "TST"}, {"test", std::to_string(block), ""});
    for (std::size_t k = 0; k < kSeasons; ++k) {
      const std::size_t at = block * kSeasons + k;
      const SeasonYields yields = draw_yields(model, stream);
      for (std::size_t h = 0; h < strata.size(); ++h)
        for (std::uint32_t n = 0; n < design.strata[h].at_random; ++n) {
          const AreaVisit visit = visit_area(game, yields, strata[h].areas[stream.choose(cumulated[h])], 1, stream);
          out.children[at] += visit.interviews;
          out.caregivers[at] += visit.caregivers;
        }
    }
  });
  return out;
}

void check_chances(const FieldSeason& season, const Strata& strata, const Design& design, Counted counted,
                   const std::vector<std::uint32_t>& seen) {
  const InterviewDistribution computed = season.distribution(strata, design, counted);
  const auto all = static_cast<double>(seen.size());
  for (const double level : {0.005, 0.05, 0.2, 0.5, 0.8, 0.95, 0.995}) {
    const std::uint32_t target = computed.quantile(level);
    double reached = 0;
    for (const std::uint32_t each : seen) reached += each >= target ? 1 : 0;
    const double chance = season.chance(strata, design, counted, target);
    CAPTURE(target);
    CHECK(chance == doctest::Approx(computed.at_least(target)).epsilon(1e-9));
    CHECK(std::abs(reached / all - chance) < 4.4 * std::sqrt(chance * (1 - chance) / all));
  }
}

}  // namespace

TEST_CASE("the computed chance is that of 200,000 simulated field seasons, within Monte-Carlo error") {
  std::vector<double> sizes;
  std::vector<std::string> names;
  for (int k = 0; k < 60; ++k) {
    sizes.push_back(12 + 3 * (k % 17));  // some areas have fewer eligible households than are to be drawn
    names.push_back(k % 3 == 0 ? "A" : "B");
  }
  const Frame frame = test::frame_of(sizes, names);
  for (const std::string mode : {"listing\"", "random-walk\"", "listing\"\ntake_rule = \"self-weighting\"",
                                 "listing\"\ntake_rule = \"self-weighting\"\ntake_min = 4\ntake_max = 8"}) {
    CAPTURE(mode);
    const Survey survey = test::survey_of(
        "strata = [\"region\"]\n[target]\ninterviews = 70\n[areas]\nallocation = \"fixed\"\nfixed = { A = 6, B = 9 }\n"
        "[households]\ntake = 6\nmode = \"" +
        mode +
        "\n[yields]\neligible = { mean = 0.4, low = 0.33, high = 0.48 }\n"
        "household = { mean = 0.9, low = 0.82, high = 0.96 }\nchild = { mean = 0.85, low = 0.75, high = 0.93 }\n"
        "caregiver = { mean = 0.9, low = 0.8, high = 0.97 }\n"
        "area_spread = { eligible = 0.3, household = 0.05, child = 0.1 }\n"
        "[[yields.where]]\ncolumn = \"region\"\nvalue = \"A\"\neligible = { mean = 0.3, low = 0.2, high = 0.4 }\n");
    const Strata strata = build_strata(frame);
    const FieldModel model = make_field_model(frame, strata, survey);
    Design design = make_design(strata, survey);
    for (StratumDesign& each : design.strata) {  // certain ones are drawn at random too: with replacement
      each.at_random = each.allocated;
      each.certainty.clear();
    }
    const FieldSeason season(model, survey.households.take, kPoints);
    const Seasons seasons = play(strata, design, model, survey.households.take);
    // What is expected of the areas adds up to the mean of the distribution, and of the seasons played.
    double expected = 0;
    for (const AreaExpectation& area : season.expect(strata, design).random) expected += area.areas * area.interviews;
    const InterviewDistribution computed = season.distribution(strata, design, Counted::children);
    double mean = 0;
    for (std::size_t k = 0; k < computed.probability.size(); ++k)
      mean += static_cast<double>(k) * computed.probability[k];
    CHECK(expected == doctest::Approx(mean).epsilon(1e-5));
    double played = 0;
    for (const std::uint32_t each : seasons.children) played += each;
    CHECK(played / static_cast<double>(seasons.children.size()) ==
          doctest::Approx(mean).epsilon(kBlocks == 200 ? 0.001 : 0.005));
    check_chances(season, strata, design, Counted::children, seasons.children);
    check_chances(season, strata, design, Counted::caregivers, seasons.caregivers);
  }
}

TEST_CASE("the weights of an area's interviews add up to its eligible households, give and take refusals") {
  const Frame frame = test::frame_of({100});
  const Survey survey = test::survey_of("[households]\ntake = 10\n[yields]\neligible = 0.5\n");
  const Strata strata = build_strata(frame);
  const FieldModel model = make_field_model(frame, strata, survey);
  Stream stream = make_stream({"weights", "TST"}, {"test", "", ""});
  double eligible = 0;
  double children = 0;
  constexpr int kVisits = 4000;
  const FieldGame plain = make_field_game(model, 10, {});
  const FieldGame with_children = make_field_game(model, 10, {0.5, 0.3, 0.2});
  for (int k = 0; k < kVisits; ++k) {
    eligible += visit_area(plain, draw_yields(model, stream), 0, 1, stream).weights;
    children += visit_area(with_children, draw_yields(model, stream), 0, 1, stream).weights;
  }
  CHECK(eligible / kVisits == doctest::Approx(50).epsilon(0.01));         // 100 households, half of them eligible
  CHECK(children / kVisits == doctest::Approx(50 * 1.7).epsilon(0.015));  // 1.7 children in each
}

TEST_CASE("the chance from what is in is that of simulated seasons, weighted by how well they explain the listings") {
  std::vector<double> sizes;
  for (int k = 0; k < 30; ++k) sizes.push_back(40 + 5 * (k % 9));
  const Frame frame = test::frame_of(sizes);
  const Survey survey = test::survey_of(
      "[areas]\ncount = 5\n[households]\ntake = 8\n[yields]\neligible = { mean = 0.3, low = 0.2, high = 0.42 }\n"
      "household = { mean = 0.9, low = 0.82, high = 0.96 }\nchild = 0.9\narea_spread = { eligible = 0.3, household = "
      "0, "
      "child = 0 }\n");
  const Strata strata = build_strata(frame);
  const FieldModel model = make_field_model(frame, strata, survey);
  const FieldSeason season(model, 8, kPoints);
  const FieldGame game = make_field_game(model, 8, {});

  // Twenty areas are in the field; five are listed, and have few eligible households.
  std::vector<MetArea> areas;
  for (std::uint32_t row = 0; row < 20; ++row) areas.push_back({row, 1, std::nullopt});
  for (std::uint32_t row = 0; row < 5; ++row) areas[row].listed = MetArea::Listed{50, 8 + row, std::min(10U, 8 + row)};
  constexpr std::size_t kPlayed = test::rounds(100'000);
  std::vector<double> weight(kPlayed);
  std::vector<std::uint32_t> children(kPlayed);
  in_parallel(100, 0, [&](std::size_t block) {
    Stream stream = make_stream({"outlook", "TST"}, {"test", std::to_string(block), ""});
    for (std::size_t k = 0; k < kPlayed / 100; ++k) {
      const SeasonYields played = draw_yields(model, stream);
      double likelihood = 1;
      std::uint32_t sum = 0;
      for (const MetArea& area : areas) {
        if (!area.listed) {
          sum += visit_area(game, played, area.row, 1, stream).interviews;
          continue;
        }
        likelihood *= beta_binomial(area.listed->households, played.eligible[0],
                                    model.kinds[0].eligible_concentration)[area.listed->eligible];
        for (std::uint32_t h = 0; h < area.listed->drawn; ++h) sum += stream.happens(played.response[0]) ? 1 : 0;
      }
      weight[block * (kPlayed / 100) + k] = likelihood;
      children[block * (kPlayed / 100) + k] = sum;
    }
  });
  double all = 0;
  double squares = 0;
  for (const double each : weight) {
    all += each;
    squares += each * each;
  }
  const double effective = all * all / squares;
  REQUIRE(effective > test::rounds(5000));
  for (const std::uint32_t target : {110U, 125U, 135U, 145U, 155U}) {
    double reached = 0;
    for (std::size_t k = 0; k < kPlayed; ++k) reached += children[k] >= target ? weight[k] : 0;
    const double chance = season.chance(areas, Counted::children, target);
    CAPTURE(target);
    CAPTURE(chance);
    CHECK(std::abs(reached / all - chance) < 4.4 * std::sqrt(chance * (1 - chance) / effective) + 1e-3);
  }
  // Without the listings more would be hoped for.
  std::vector<MetArea> unlisted = areas;
  for (MetArea& area : unlisted) area.listed.reset();
  CHECK(season.chance(unlisted, Counted::children, 145) > season.chance(areas, Counted::children, 145));
  CHECK(season.chance(areas, Counted::children, 0) == 1);
  CHECK(season.chance(areas, Counted::children, 100'000) == 0);
}
