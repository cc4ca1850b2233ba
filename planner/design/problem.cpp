#include "planner/design/problem.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/design/selection.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fairdraw {
namespace {

/// The cost of reaching an area, row by row; later rules win.
std::vector<double> cost_by_row(const Frame& frame, const Survey& survey) {
  std::vector<double> out(frame.areas(), survey.costs.per_area);
  if (!survey.of_stratum.empty())
    for (const auto& [stratum, rows] : rows_of_strata(frame))
      if (const auto own = survey.of_stratum.find(stratum); own != survey.of_stratum.end() && own->second.per_area)
        for (const std::uint32_t row : rows) out[row] = *own->second.per_area;
  for (const CostsWhere& rule : survey.costs_where) {
    const TextColumn& column = *frame.column(rule.column);
    bool met = false;
    for (std::size_t row = 0; row < frame.areas(); ++row) {
      if (column[row] != rule.value) continue;
      out[row] = rule.per_area;
      met = true;
    }
    if (!met)
      throw Error(ErrorKind::usage,
                  "costs.where: no area of the frame has " + rule.column + " = \"" + printable(rule.value) + "\"");
  }
  return out;
}

std::vector<double> cost_by_stratum(const Strata& strata, const std::vector<double>& rows) {
  std::vector<double> out;
  for (const Stratum& stratum : strata) {
    double sum = 0;
    for (std::size_t i = 0; i < stratum.areas.size(); ++i)
      sum += static_cast<double>(stratum.sizes[i]) * rows[stratum.areas[i]];
    out.push_back(sum / static_cast<double>(stratum.whole_size));
  }
  return out;
}

/// The design of a whole stratum at random: none certain, one area each.
Design one_each(const Strata& strata) {
  Design design;
  for (std::size_t h = 0; h < strata.size(); ++h) design.strata.push_back({1, {}, 1, {1}});
  return design;
}

double interview_cost(const AreaExpectation& area, const Costs& costs) {
  return costs.per_household * area.visited + costs.per_interview * area.interviews;
}

double work_cost(const AreaExpectation& area, const Costs& costs) {
  return costs.per_listed * area.listed + interview_cost(area, costs);
}

}  // namespace

double optimal_take(double area, double interview, double rho) {
  if (!(area > 0 && interview > 0 && rho > 0 && rho < 1)) return 0;
  return std::sqrt(area / interview * (1 - rho) / rho);
}

DesignProblem::DesignProblem(const Frame& of_frame, const Strata& of_strata, const Survey& of_survey,
                             std::string earlier_survey)
    : frame(&of_frame),
      strata(&of_strata),
      survey(&of_survey),
      model(make_field_model(of_frame, of_strata, of_survey)),
      precision(of_frame, of_strata, of_survey, model, homogeneity_of(of_survey, of_frame, of_strata, earlier_survey)),
      row_cost(cost_by_row(of_frame, of_survey)),
      area_cost(cost_by_stratum(of_strata, row_cost)),
      variable(variable_variance(of_frame, of_strata, of_survey)),
      earlier(std::move(earlier_survey)) {
  require_named_strata(of_strata, of_survey.areas);
}

TakeProblem::TakeProblem(const DesignProblem& problem, std::uint32_t take, std::size_t points)
    : problem_(&problem),
      take_(take),
      points_(points),
      season_(problem.model, take, points),
      precision_(problem.precision, season_),
      one_area_(season_.expect(*problem.strata, one_each(*problem.strata))) {}

AllocationBasis TakeProblem::basis() const {
  AllocationBasis out;
  out.variance = problem_->variable;
  if (out.variance.empty() && needs_basis(*problem_->survey)) {
    const TakePrecision::Falling country = precision_.variance_by_areas().front();
    out.variance = country.terms;
    out.less = country.less;
    out.part = country.people;
  }
  for (std::size_t h = 0; h < problem_->strata->size(); ++h)
    out.cost.push_back(problem_->area_cost[h] + work_cost(one_area_.random[h], problem_->survey->costs));
  return out;
}

std::vector<std::uint32_t> TakeProblem::share_out_areas(std::uint32_t count) const {
  Survey survey = *problem_->survey;
  survey.areas.count = count;
  return share_out(*problem_->strata, survey, basis());
}

MultivariateProblem TakeProblem::margins(double tightening) const {
  MultivariateProblem out;
  out.cost = basis().cost;
  const bool free = std::all_of(out.cost.begin(), out.cost.end(), [](double cost) { return cost <= 0; });
  for (std::size_t h = 0; h < out.cost.size(); ++h) {
    if (free) out.cost[h] = 1;
    const AllocationBounds bounds = bounds_of((*problem_->strata)[h], problem_->survey->areas);
    out.least.push_back(std::max(1U, bounds.least));
    out.most.push_back(std::max(1U, bounds.most));
  }
  const std::vector<TakePrecision::Falling> falling = precision_.variance_by_areas();
  const std::vector<MarginGoal>& goals = problem_->precision.goals();
  for (std::size_t g = 0; g < goals.size(); ++g) {
    if (goals[g].wanted <= 0) continue;
    const double error = goals[g].wanted * tightening / kInterval;
    const std::vector<double>& terms = falling[g].terms;
    if (std::any_of(terms.begin(), terms.end(), [](double term) { return term > 0; }))
      out.limits.push_back(
          {goals[g].name, terms, error * error + std::accumulate(falling[g].less.begin(), falling[g].less.end(), 0.0)});
  }
  return out;
}

/// However often an area is hit, it is reached and listed once.
TakeProblem::AreasOnce TakeProblem::areas_once(const Design& design, std::size_t h) const {
  const Stratum& stratum = (*problem_->strata)[h];
  const std::vector<Selection> selection = selection_of(stratum, design.strata[h], problem_->survey->areas);
  AreasOnce out;
  for (std::uint32_t unit = 0; unit < stratum.areas.size(); ++unit) {
    const std::uint32_t row = stratum.areas[unit];
    out.listed += selection[unit].any * season_.expect_groups()[problem_->model.group_of[row]].listed;
    out.cost += selection[unit].any * problem_->row_cost[row];
  }
  return out;
}

Proposal TakeProblem::describe(const std::vector<std::uint32_t>& allocated) const {
  const Strata& strata = *problem_->strata;
  const Design design = make_design(strata, *problem_->survey, allocated);
  const FieldSeason::Expectations expected = season_.expect(strata, design);
  Proposal out;
  out.take = take_;
  out.allocated = allocated;
  for (std::size_t h = 0; h < strata.size(); ++h) {
    StratumProposal here;
    here.stratum = strata[h].name;
    here.areas = allocated[h];
    here.certainty = static_cast<std::uint32_t>(design.strata[h].certainty.size());
    const AreasOnce once = areas_once(design, h);
    here.listed = once.listed;
    here.cost = once.cost + problem_->survey->costs.per_listed * once.listed;
    for (const AreaExpectation& area : {expected.random[h], expected.certain[h]}) {
      here.households += area.areas * area.planned;
      here.visited += area.areas * area.visited;
      here.interviews += area.areas * area.interviews;
      here.caregivers += area.areas * area.caregivers;
      here.cost += area.areas * interview_cost(area, problem_->survey->costs);
    }
    here.screened = by_contacts(problem_->model.mode) ? here.visited : here.listed;
    out.areas += here.areas;
    StratumProposal& all = out.total;
    all.areas += here.areas;
    all.certainty += here.certainty;
    all.listed += here.listed;
    all.screened += here.screened;
    all.households += here.households;
    all.visited += here.visited;
    all.interviews += here.interviews;
    all.caregivers += here.caregivers;
    all.cost += here.cost;
    out.strata.push_back(std::move(here));
  }
  out.precision = precision_.of(design);
  const std::vector<MarginGoal>& goals = problem_->precision.goals();
  for (std::size_t g = 0; g < goals.size(); ++g)
    if (goals[g].wanted > 0 && !(out.precision[g].margin <= goals[g].wanted))
      out.shortfalls.push_back({goals[g].name, out.precision[g].margin, goals[g].wanted});
  return out;
}

void TakeProblem::add_chance(Proposal& proposal) const {
  const Design design = make_design(*problem_->strata, *problem_->survey, proposal.allocated);
  const Target& target = problem_->survey->target;
  proposal.chance = season_.chance(*problem_->strata, design, Counted::children, target.interviews);
  if (proposal.chance < target.chance) proposal.shortfalls.push_back({"chance", proposal.chance, target.chance});
  if (target.caregivers == 0) return;
  proposal.caregivers_chance = season_.chance(*problem_->strata, design, Counted::caregivers, target.caregivers);
  if (proposal.caregivers_chance < target.chance)
    proposal.shortfalls.push_back({"chance of caregivers", proposal.caregivers_chance, target.chance});
}

InterviewRange TakeProblem::range(const Proposal& proposal, Counted counted) const {
  return season_.range(*problem_->strata, make_design(*problem_->strata, *problem_->survey, proposal.allocated),
                       counted);
}

}  // namespace fairdraw
