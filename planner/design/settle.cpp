#include "planner/design/settle.h"

#include "planner/base/text_table.h"

#include <cmath>

namespace fairdraw {
namespace {

/// A figure of a shortfall.
std::string figure(double value) {
  return std::isfinite(value) ? formatted("%.4g", value) : "unbounded";
}

}  // namespace

bool needs_settling(const Survey& survey) {
  const bool fixed = survey.areas.allocation == AllocationRule::fixed;
  return needs_basis(survey) || (survey.areas.count == 0 && !fixed) ||
         (survey.households.take == 0 && survey.households.mode != HouseholdMode::none);
}

std::vector<std::string> shortfall_lines(const Proposal& proposal) {
  std::vector<std::string> out;
  for (const Shortfall& each : proposal.shortfalls) {
    const bool chance = each.what.starts_with("chance");
    const std::string with = std::to_string(proposal.areas) + " areas and take " + std::to_string(proposal.take);
    if (chance)
      out.push_back("the " + each.what + " to reach the target is " + figure(each.reached) + " with " + with + " (" +
                    figure(proposal.total.interviews) + " interviews expected); " + figure(each.wanted) + " is wanted");
    else if (each.what == kCostShortfall)
      out.push_back("the least that can be drawn costs " + figure(each.reached) + " with " + with + "; the budget is " +
                    figure(each.wanted));
    else
      out.push_back(each.what + ": the margin is " + figure(each.reached) + " with " + with + "; " +
                    figure(each.wanted) + " is wanted");
  }
  return out;
}

Settling settle(const DesignProblem& problem, unsigned threads) {
  const Survey& survey = *problem.survey;
  Settling out;
  const auto take_from = [&](const Proposal& proposal) {
    out.settled.emplace();
    out.settled->take = survey.households.mode == HouseholdMode::none ? 0 : proposal.take;
    for (std::size_t h = 0; h < proposal.allocated.size(); ++h)
      out.settled->allocation[(*problem.strata)[h].name] = proposal.allocated[h];
  };
  if (survey.households.mode == HouseholdMode::none ||
      (survey.areas.count > 0 && survey.households.take > 0)) {  // only shared out, not judged
    take_from(given(problem));
    return out;
  }
  out.solution = solve(problem, threads);
  if (out.solution->chosen) take_from(*out.solution->chosen);
  return out;
}

Survey with_settled(const Survey& survey, const SettledDesign& settled) {
  Survey out = survey;
  out.households.take = settled.take;
  out.areas.allocation = AllocationRule::fixed;
  out.areas.fixed = settled.allocation;
  out.areas.count = 0;
  for (const auto& [stratum, count] : settled.allocation) out.areas.count += count;
  return out;
}

}  // namespace fairdraw
