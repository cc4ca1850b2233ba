#include "tests/support/full_draws.h"

#include "planner/base/parallel.h"
#include "planner/design/design.h"
#include "planner/frame/merging.h"
#include "planner/frame/strata.h"
#include "planner/stages/listing.h"
#include "planner/stages/plan_builder.h"
#include "planner/stages/releases.h"
#include "tests/support/rounds.h"

#include <array>
#include <cmath>
#include <unordered_map>

#include <doctest/doctest.h>

namespace fairdraw::test {
namespace {

constexpr std::size_t kDraws = rounds(2000);
constexpr std::size_t kRanks = 3;  ///< eldest, second, younger
/// Of some thousand counts, one lies beyond as many standard deviations once in a thousand runs or less.
constexpr double kFar = 5.5;

struct DrawnChild {
  std::string id;  ///< area / household / child
  std::uint32_t rank = 0;
  double probability = 0;
};

Listing list_everybody(const Plan& plan, const Population& population) {
  Listing listing{"population", {}};
  for (const Psu& psu : plan.psus) {
    if (!psu.release) continue;
    std::vector<std::string> areas;
    for (const Member& member : psu.members) areas.push_back(member.id);
    if (areas.empty()) areas.push_back(psu.id);
    for (const std::string& area : areas) {
      const std::vector<std::uint32_t>& households = population.at(area);
      for (std::size_t k = 0; k < households.size(); ++k)
        listing.households.push_back({psu.id, area + "/" + std::to_string(k), households[k]});
    }
  }
  return listing;
}

std::vector<DrawnChild> children_of(const Plan& plan) {
  std::vector<DrawnChild> out;
  for (const Respondent& respondent : plan.respondents) {
    const Household& household = plan.households[respondent.household];
    const auto add = [&](std::uint32_t child) {
      out.push_back({household.id + "/" + std::to_string(child), child, *respondent.overall_probability});
    };
    if (plan.respondent_method == RespondentMethod::all)
      for (std::uint32_t child = 1; child <= *household.eligible_children; ++child) add(child);
    else
      add(*respondent.child);
  }
  return out;
}

}  // namespace

void check_full_draws(const Frame& frame, const Survey& survey, const Population& population,
                      const std::vector<Release>& releases) {
  const Frame joined = merged_frame(frame, merge_small_areas(frame, build_strata(frame), {}, survey), survey);
  const Strata strata = build_strata(joined);
  const Design design = make_design(strata, survey);
  std::vector<std::vector<DrawnChild>> drawn(kDraws);
  in_parallel(kDraws, 0, [&](std::size_t round) {
    const SeedKey key{"full draw " + std::to_string(round), survey.country};
    const DrawBasis basis{joined, strata, design, survey, key};
    AreaDraw draw = draw_areas(basis, {});
    apply_releases(draw, strata, releases);
    Plan plan = build_plan(basis, draw, std::vector<DrawnGround>(draw.sample.size()));
    draw_from_listing(plan, list_everybody(plan, population), key, CaregiverRule::knows_most);
    drawn[round] = children_of(plan);
  });

  std::array<double, kRanks + 1> truth{};  // by rank, and all
  for (const auto& [area, households] : population)
    for (const std::uint32_t children : households)
      for (std::uint32_t child = 1; child <= children; ++child) {
        truth[std::min<std::size_t>(child, kRanks) - 1] += 1;
        truth[kRanks] += 1;
      }
  std::array<double, kRanks + 1> sum{}, squares{};
  std::size_t changed = 0;  // children whose probability is not the same in every draw
  std::unordered_map<std::string, std::pair<double, double>> seen;  // how often, and with what probability
  for (const std::vector<DrawnChild>& children : drawn) {
    std::array<double, kRanks + 1> estimate{};
    for (const DrawnChild& child : children) {
      estimate[std::min<std::size_t>(child.rank, kRanks) - 1] += 1 / child.probability;
      estimate[kRanks] += 1 / child.probability;
      auto& [times, probability] = seen[child.id];
      times += 1;
      if (probability != 0 && std::abs(probability - child.probability) > 1e-12) ++changed;
      probability = child.probability;
    }
    for (std::size_t k = 0; k <= kRanks; ++k) {
      sum[k] += estimate[k];
      squares[k] += estimate[k] * estimate[k];
    }
  }
  for (std::size_t k = 0; k <= kRanks; ++k) {
    const double mean = sum[k] / kDraws;
    const double error = std::sqrt((squares[k] / kDraws - mean * mean) / (kDraws - 1));
    CAPTURE(k);
    CAPTURE(mean);
    CAPTURE(truth[k]);
    CHECK(std::abs(mean - truth[k]) < 4.4 * error);
  }
  CHECK(changed == 0);
  std::size_t checked = 0;
  for (const auto& each : seen) {
    const auto& child = each.second;
    const double expected = kDraws * child.second;
    if (expected < 10) continue;
    ++checked;
    CAPTURE(each.first);
    CHECK(std::abs(child.first - expected) < kFar * std::sqrt(expected * (1 - child.second)) + 1);
  }
  CHECK(checked > (kDraws == 2000 ? 500U : 0U));
}

}  // namespace fairdraw::test
