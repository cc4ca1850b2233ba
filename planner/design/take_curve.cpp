#include "planner/design/take_curve.h"

#include "planner/base/parallel.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace fairdraw {
namespace {

constexpr double kNear = 1.02;  ///< costs within 2 % of the least count as equal

/// Whether teams get equally many areas, and an area fills whole days of a team: 2 for both, the first first.
int evenness(const Proposal& proposal, const FieldWork& field) {
  const bool teams = proposal.areas % field.teams == 0;
  const std::uint32_t day = field.interviewers * field.interviews_per_day;
  const bool days = day > 1 && (proposal.take % day == 0 || day % proposal.take == 0);
  return (teams && field.teams > 1 ? 2 : 0) + (days ? 1 : 0);
}

/// Takes in steps of about a fifth: 1, 2, ..., 5, 6, 8, 10, 12, ...
std::vector<std::uint32_t> coarse_takes(std::uint32_t last) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t take = 1; take < last; take = std::max(take + 1, take * 6 / 5)) out.push_back(take);
  out.push_back(last);
  return out;
}

/// The margin that is furthest from what is wanted, over that; the country's where none is wanted.
double worst_margin(const Proposal& proposal, const std::vector<MarginGoal>& goals) {
  double worst = 0;
  for (std::size_t g = 0; g < goals.size(); ++g)
    if (goals[g].wanted > 0) worst = std::max(worst, proposal.precision[g].margin / goals[g].wanted);
  return worst > 0 ? worst : proposal.precision.front().margin;
}

}  // namespace

const Proposal& most_precise(const std::vector<Proposal>& curve, const std::vector<MarginGoal>& goals,
                             const Target& target) {
  const auto rank = [&](const Proposal& each) {
    const bool paid = std::none_of(each.shortfalls.begin(), each.shortfalls.end(),
                                   [](const Shortfall& shortfall) { return shortfall.what == kCostShortfall; });
    return std::tuple(each.meets(), paid, std::min(each.chance, target.chance), -worst_margin(each, goals),
                      each.total.interviews);
  };
  return *std::max_element(curve.begin(), curve.end(), [&](const Proposal& a, const Proposal& b) {
    if (a.precision.empty() || b.precision.empty()) return a.precision.empty() && !b.precision.empty();
    return rank(a) < rank(b);
  });
}

std::vector<Proposal> curve_of(std::uint32_t last, unsigned threads,
                               const std::function<Proposal(std::uint32_t)>& proposal) {
  std::vector<Proposal> out(last);
  const auto work_out = [&](const std::vector<std::uint32_t>& takes) {
    in_parallel(takes.size(), threads, [&](std::size_t k) { out[takes[k] - 1] = proposal(takes[k]); });
  };
  const std::vector<std::uint32_t> coarse = coarse_takes(last);
  work_out(coarse);
  double least = HUGE_VAL;
  for (const std::uint32_t take : coarse)
    if (out[take - 1].meets()) least = std::min(least, out[take - 1].total.cost);
  const auto near = [&](std::size_t k) {
    const Proposal& each = out[coarse[k] - 1];
    return each.meets() && each.total.cost <= kNear * kNear * least;
  };
  std::vector<std::uint32_t> between;
  for (std::size_t k = 0; k + 1 < coarse.size(); ++k)
    if (near(k) || near(k + 1))
      for (std::uint32_t take = coarse[k] + 1; take < coarse[k + 1]; ++take) between.push_back(take);
  work_out(between);
  return out;
}

Choice choose(const std::vector<Proposal>& curve, const FieldWork& field) {
  Choice out;
  const Proposal* least = nullptr;
  for (const Proposal& each : curve)
    if (each.meets() && (least == nullptr || each.total.cost < least->total.cost)) least = &each;
  if (least == nullptr) return out;
  out.cheapest_take = least->take;
  out.chosen = least;
  for (const Proposal& each : curve) {
    if (!each.meets() || each.total.cost > kNear * least->total.cost) continue;
    const int better = evenness(each, field) - evenness(*out.chosen, field);
    if (better > 0 || (better == 0 && each.total.cost < out.chosen->total.cost)) out.chosen = &each;
  }
  out.why = "the cheapest";
  if (out.chosen != least) {
    out.why = "within 2 % of the cheapest (take " + std::to_string(least->take) + "), and workloads are even: ";
    const int even = evenness(*out.chosen, field);
    if ((even & 2) != 0) out.why += "every team has as many areas";
    if (even == 3) out.why += ", ";
    if ((even & 1) != 0) out.why += "the take fits a team's days";
  }
  return out;
}

}  // namespace fairdraw
