#include "planner/advice/advice.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/draw/prepare.h"
#include "planner/inputs/read_inputs.h"

#include <algorithm>

namespace fairdraw {
namespace {

constexpr std::size_t kMostPaired = 6;  ///< groups of a column whose pairs are all listed

std::vector<DetectableDifference> differences_of(const Advice& advice) {
  std::vector<DetectableDifference> out;
  const std::vector<GroupPrecision>& precision = advice.best().precision;
  for (std::size_t a = 0; a < advice.goals.size() && a < precision.size(); ++a)
    for (std::size_t b = a + 1; b < precision.size(); ++b) {
      const MarginGoal& first = advice.goals[a];
      const MarginGoal& second = advice.goals[b];
      if (first.share >= 0 || second.share >= 0 || first.grouping == 0 || first.grouping != second.grouping) continue;
      const Grouping& grouping = advice.groupings[first.grouping];
      if (grouping.values.size() > kMostPaired) continue;
      out.push_back({grouping.column, grouping.values[first.value], grouping.values[second.value],
                     detectable_difference(precision[a].margin, precision[b].margin),
                     detectable_difference(precision[a].caregivers_margin, precision[b].caregivers_margin)});
    }
  return out;
}

std::vector<DetectableChange> changes_of(const Advice& advice) {
  std::vector<DetectableChange> out;
  const Target& target = advice.survey.target;
  const std::vector<GroupPrecision>& precision = advice.best().precision;
  for (std::size_t g = 0; g < advice.goals.size() && g < precision.size(); ++g) {
    if (advice.goals[g].share >= 0) continue;
    const GroupPrecision& group = precision[g];
    out.push_back({advice.goals[g].name,
                   detectable_change(group.margin, group.between, target.wave_overlap, target.wave_correlation),
                   detectable_change(group.caregivers_margin, group.caregivers_between, target.wave_overlap,
                                     target.wave_correlation)});
  }
  return out;
}

}  // namespace

Advice advise(const Survey& survey, unsigned threads, bool with_grid) {
  if (survey.households.mode == HouseholdMode::none)
    throw Error(ErrorKind::usage, survey.file.string() +
                                      ": households.mode = \"none\" plans no interviews, so there is no design to work "
                                      "out; use \"listing\" or \"random-walk\"");
  Advice out;
  out.survey = survey;
  Preparation preparation = prepare(survey, read_inputs(survey), {.threads = threads});
  if (!preparation.out_of_reach) require_fit(preparation);  // what is out of reach is told in full
  for (const Finding& finding : preparation.findings)
    if (finding.severity == Severity::warning)
      for (std::string& message : messages_of(finding, preparation.source)) out.remarks.push_back(std::move(message));
  const Prepared& prepared = *preparation.prepared;
  const Strata& strata = prepared.strata;
  const DesignProblem problem(prepared.frame, strata, prepared.asked, prepared.earlier_survey);
  out.homogeneity = problem.precision.homogeneity();
  out.goals = problem.precision.goals();
  for (const Grouping& grouping : problem.precision.groupings())
    out.groupings.push_back({grouping.column, grouping.values, {}});
  out.solution = preparation.solution ? std::move(*preparation.solution) : solve(problem, threads);
  const Proposal& best = out.best();
  const TakeProblem take(problem, best.take, kFinalPoints);
  out.children = take.range(best, Counted::children);
  const TakeProblem coarser(problem, best.take, kSearchPoints);  // one more uncertain yield, and no chance hangs on it
  out.caregivers = coarser.range(best, Counted::caregivers);
  out.yields = yield_sensitivity(problem, best);
  out.rho = rho_sensitivity(problem, best);
  out.around = around(problem, best);
  if (with_grid) out.grid = grid_around(problem, best, threads);
  out.differences = differences_of(out);
  out.changes = changes_of(out);
  for (const std::string& remark : make_design(strata, prepared.asked, best.allocated).remarks)
    out.remarks.push_back(remark);
  return out;
}

std::vector<Proposal> alternatives(const Advice& advice) {
  // Takes in steps of about a quarter: 4, 5, 6, 8, 10, 13, 17, ...
  std::vector<Proposal> out;
  const Proposal& best = advice.best();
  double wanted = 2;
  for (const Proposal& each : advice.solution.curve) {
    const bool chosen = each.take == best.take && advice.solution.chosen;
    if (chosen) {
      out.push_back(best);
    } else if (each.meets() && each.take >= wanted) {
      out.push_back(each);
    }
    while (wanted <= each.take) wanted = std::max(wanted + 1, wanted * 1.25);
  }
  if (advice.solution.chosen && best.take > advice.solution.curve.size()) out.push_back(best);
  return out;
}

}  // namespace fairdraw
