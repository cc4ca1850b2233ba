#include "planner/design/sensitivity.h"

#include "config/yield_parts.h"
#include "planner/base/error.h"
#include "planner/design/solver.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fairdraw {
namespace {

struct BelievedYield {
  YieldPart part;
  Belief YieldKind::*belief;
};

constexpr std::array<BelievedYield, 4> kYields = {{{kYieldParts[0], &YieldKind::eligible},
                                                   {kYieldParts[1], &YieldKind::household},
                                                   {kYieldParts[2], &YieldKind::child},
                                                   {kYieldParts[3], &YieldKind::caregiver}}};

Yield all_at(const Yield& yield, double Yield::*end) {
  return {yield.*end, yield.*end, yield.*end};
}

/// The survey whose author knows that this yield is low.
Survey knowing_low(const Survey& survey, const YieldPart& part) {
  Survey out = survey;
  out.yields.*part.yield = all_at(survey.yields.*part.yield, &Yield::low);
  const auto know = [&](YieldChanges& changes) {
    if (changes.*part.change) changes.*part.change = all_at(*(changes.*part.change), &Yield::low);
  };
  for (auto& [stratum, rules] : out.of_stratum) know(rules.yields);
  for (YieldsWhere& rule : out.yields_where) know(rule.yields);
  return out;
}

}  // namespace

std::vector<YieldSensitivity> yield_sensitivity(const DesignProblem& problem, const Proposal& proposal) {
  const Strata& strata = *problem.strata;
  const Survey& survey = *problem.survey;
  const Design design = make_design(strata, survey, proposal.allocated);
  const Target& target = survey.target;
  std::vector<YieldSensitivity> out;
  for (const BelievedYield& each : kYields) {
    const bool of_caregivers = each.belief == &YieldKind::caregiver;
    if (of_caregivers && target.caregivers == 0) continue;
    const auto certain = [&](const YieldKind& kind) { return (kind.*each.belief).certain(); };
    if (std::all_of(problem.model.kinds.begin(), problem.model.kinds.end(), certain)) continue;
    const Yield& yield = survey.yields.*each.part.yield;
    YieldSensitivity found{each.part.name, yield.low, yield.mean, yield.high};
    const auto look = [&](double Yield::*end, double& chance, double& interviews) {
      const FieldModel model = with_yield_at(problem.model, each.belief, each.part.yield, end);
      const FieldSeason season(model, proposal.take, kSearchPoints);
      const FieldSeason::Expectations expected = season.expect(strata, design);
      const Counted counted = of_caregivers ? Counted::caregivers : Counted::children;
      chance = season.chance(strata, design, counted, of_caregivers ? target.caregivers : target.interviews);
      for (const auto& areas : {expected.random, expected.certain})
        for (const AreaExpectation& area : areas)
          interviews += area.areas * (of_caregivers ? area.caregivers : area.interviews);
    };
    look(&Yield::low, found.chance_low, found.interviews_low);
    look(&Yield::high, found.chance_high, found.interviews_high);
    Survey known = knowing_low(survey, each.part);
    if (known.areas.allocation != AllocationRule::fixed) {
      const DesignProblem replanned(*problem.frame, strata, known, problem.earlier);
      const Proposal enough = least_areas(replanned, proposal.take);
      if (enough.meets()) found.areas_at_low = enough.areas;
    }
    out.push_back(std::move(found));
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.range() > b.range(); });
  return out;
}

std::vector<RhoPoint> rho_sensitivity(const DesignProblem& problem, const Proposal& proposal) {
  const double believed = problem.precision.homogeneity().rho;
  const Design design = make_design(*problem.strata, *problem.survey, proposal.allocated);
  const FieldSeason season(problem.model, proposal.take, 1);
  const double most = std::min(1.0, std::max(0.02, 2 * believed));
  std::vector<RhoPoint> out;
  for (int k = 0; k <= 8; ++k) {
    Precision other = problem.precision;
    other.set_rho(most * k / 8);
    const GroupPrecision country = TakePrecision(other, season).of(design).front();
    out.push_back({most * k / 8, country.margin, country.deff});
  }
  return out;
}

std::vector<CountPoint> around(const DesignProblem& problem, const Proposal& proposal) {
  std::vector<CountPoint> out;
  if (problem.survey->areas.allocation == AllocationRule::fixed ||
      problem.survey->areas.allocation == AllocationRule::multivariate)
    return out;
  const TakeProblem take(problem, proposal.take, kSearchPoints);
  std::uint32_t last = 0;
  for (int k = -6; k <= 6; ++k) {
    const auto areas = static_cast<std::uint32_t>(std::lround(proposal.areas * (1 + 0.04 * k)));
    if (areas == last || areas == 0) continue;
    last = areas;
    try {
      Proposal here = take.describe(take.share_out_areas(areas));
      take.add_chance(here);
      out.push_back({areas, here.total.cost, here.chance, here.precision.front().margin});
    } catch (const Error& error) {  // fewer than the strata's minimum, or more than there are
      if (error.kind() != ErrorKind::usage) throw;
    }
  }
  return out;
}

}  // namespace fairdraw
