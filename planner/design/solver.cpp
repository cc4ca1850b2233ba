#include "planner/design/solver.h"

#include "planner/base/error.h"
#include "planner/base/text.h"
#include "planner/design/level_search.h"
#include "planner/design/take_curve.h"

#include <algorithm>
#include <cmath>

namespace fairdraw {
namespace {

constexpr std::uint32_t kFewestTakes = 20;
constexpr double kTighter = 0.995;         ///< one step of margins narrowed together
constexpr std::size_t kLittleProof = 500;  ///< parts of branch and bound
constexpr std::size_t kMuchProof = 50'000;
constexpr std::uint32_t kTightest = 800;  ///< steps: to 2 % of what was wanted
constexpr int kWidest = 1400;             ///< steps: to 1,000 times

/// The bounds of the number of areas in all.
AllocationBounds whole_bounds(const DesignProblem& problem) {
  AreasStage areas = problem.survey->areas;
  std::uint64_t least = 0;
  std::uint64_t most = 0;
  for (const Stratum& stratum : *problem.strata) {
    // With hits an area may come several times; more hits than areas help nobody.
    areas.count = static_cast<std::uint32_t>(stratum.areas.size());
    const AllocationBounds bounds = bounds_of(stratum, areas);
    least += bounds.least;
    most += bounds.most;
  }
  return {static_cast<std::uint32_t>(std::max<std::uint64_t>(1, least)), static_cast<std::uint32_t>(most)};
}

/// How much is done to prove that an allocation is the cheapest: little where takes are compared, for the cheapest is
/// mostly met soon, and much where the answer is given.
std::size_t proof_of(const TakeProblem& take) {
  return take.points() < kFinalPoints ? kLittleProof : kMuchProof;
}

std::vector<std::uint32_t> multivariate_allocation(const TakeProblem& take, int level) {
  MultivariateProblem problem = take.margins(std::pow(kTighter, level));
  const WholeOptimum found = whole_optimum(problem, proof_of(take));
  if (!found.n.empty()) return found.n;
  std::vector<std::uint32_t> all;
  for (const double most : problem.most) all.push_back(static_cast<std::uint32_t>(most));
  return all;
}

Proposal least_multivariate(const TakeProblem& take, const Target& target) {
  const MultivariateProblem wanted = take.margins(1);
  if (!multivariate_optimum(wanted).feasible) {
    std::vector<std::uint32_t> all;
    for (const double most : wanted.most) all.push_back(static_cast<std::uint32_t>(most));
    Proposal out = take.describe(all);
    take.add_chance(out);
    return out;
  }
  const LevelSearch search(take, target,
                           [&](std::uint32_t level) { return multivariate_allocation(take, static_cast<int>(level)); });
  return search.least(0, kTightest);
}

/// The proposal of a given number of areas.
Proposal of_count(const DesignProblem& problem, const TakeProblem& take, std::uint32_t count) {
  std::vector<std::uint32_t> allocated;
  if (problem.survey->areas.allocation == AllocationRule::multivariate) {
    // The tightest margins that so many areas can meet.
    const auto total = [&](std::uint32_t level) {
      std::uint64_t sum = 0;
      for (const std::uint32_t n : multivariate_allocation(take, static_cast<int>(level))) sum += n;
      return sum;
    };
    std::uint32_t low = 0;
    std::uint32_t high = kTightest;
    if (total(0) > count) {
      // Even as wanted it takes more: margins are widened until the count is enough, and what is missed is told.
      double wider = 1;
      while (wider < 1000) {
        const WholeOptimum found = whole_optimum(take.margins(wider), proof_of(take));
        std::uint64_t sum = 0;
        for (const std::uint32_t n : found.n) sum += n;
        if (!found.n.empty() && sum <= count) {
          allocated = found.n;
          break;
        }
        wider /= kTighter;
      }
      if (allocated.empty())
        throw Error(ErrorKind::usage, "areas.count is " + std::to_string(count) +
                                          ", fewer than areas.minimum_per_stratum needs in all strata");
    } else {
      while (low < high) {
        const std::uint32_t middle = high - (high - low) / 2;
        if (total(middle) <= count)
          low = middle;
        else
          high = middle - 1;
      }
      allocated = multivariate_allocation(take, static_cast<int>(low));
    }
    // What is left goes where the margins' variances fall most for the cost.
    const MultivariateProblem wanted = take.margins(1);
    std::vector<AllocationBounds> bounds;
    for (std::size_t h = 0; h < allocated.size(); ++h)
      bounds.push_back({allocated[h], static_cast<std::uint32_t>(wanted.most[h])});
    allocated = give_one_by_one(bounds, count, [&](std::size_t h, std::uint32_t n) {
      double gain = 0;
      for (const VarianceLimit& limit : wanted.limits) gain += limit.terms[h] / limit.limit;
      return gain / wanted.cost[h] / (static_cast<double>(n) * (n + 1.0));
    });
  } else {
    allocated = take.share_out_areas(count);
  }
  Proposal out = take.describe(allocated);
  take.add_chance(out);
  return out;
}

Proposal least_of(const DesignProblem& problem, const TakeProblem& take) {
  const Target& target = problem.survey->target;
  if (problem.survey->areas.allocation == AllocationRule::multivariate) return least_multivariate(take, target);
  if (problem.survey->areas.allocation == AllocationRule::fixed) return of_count(problem, take, 0);
  const AllocationBounds bounds = whole_bounds(problem);
  const LevelSearch search(take, target, [&](std::uint32_t count) { return take.share_out_areas(count); });
  return search.least(bounds.least, bounds.most);
}

/// With this take, the most areas (or the narrowest margins) that the budget pays for.
Proposal of_budget(const DesignProblem& problem, const TakeProblem& take) {
  const double budget = problem.survey->target.budget;
  const bool by_margins = problem.survey->areas.allocation == AllocationRule::multivariate;
  const auto at = [&](int level) {
    return take.describe(by_margins ? multivariate_allocation(take, level)
                                    : take.share_out_areas(static_cast<std::uint32_t>(level)));
  };
  const AllocationBounds bounds = whole_bounds(problem);
  int paid = by_margins ? -kWidest : static_cast<int>(bounds.least);
  int dear = 1 + static_cast<int>(by_margins ? kTightest : bounds.most);
  Proposal out = at(paid);
  if (out.total.cost > budget) out.shortfalls.push_back({std::string(kCostShortfall), out.total.cost, budget});
  while (out.total.cost <= budget && dear - paid > 1) {
    const int middle = paid + (dear - paid) / 2;
    Proposal more = at(middle);
    if (more.total.cost <= budget) {
      paid = middle;
      out = std::move(more);
    } else {
      dear = middle;
    }
  }
  take.add_chance(out);
  return out;
}

/// What each margin's limit costs where areas are chosen by margins.
void add_prices(const TakeProblem& take, const DesignProblem& problem, Solution& solution) {
  const MultivariateProblem wanted = take.margins(1);
  const MultivariateOptimum optimum = multivariate_optimum(wanted);
  for (std::size_t j = 0; j < wanted.limits.size(); ++j) {
    double margin = 0;
    for (const MarginGoal& goal : problem.precision.goals())
      if (goal.name == wanted.limits[j].name) margin = goal.wanted;
    // The limit is (margin / z)^2: its derivative by the margin is 2 margin / z^2.
    const double saved = optimum.feasible ? optimum.duals[j] * 2 * margin / (kInterval * kInterval) * 0.01 : 0;
    solution.prices.push_back({wanted.limits[j].name, margin, saved});
  }
  solution.whole_proved = whole_optimum(wanted, kMuchProof).proved;
}
/// Kish's optimum with the country's costs: those of an average area, and of an interview in it.
double kish_take(const DesignProblem& problem) {
  const Costs& costs = problem.survey->costs;
  const TakeProblem take(problem, std::max(1U, problem.survey->households.take), 1);
  const Proposal whole = take.describe(std::vector<std::uint32_t>(problem.strata->size(), 1));
  double area = 0;
  double size = 0;
  for (std::size_t h = 0; h < problem.strata->size(); ++h) {
    const double weight = (*problem.strata)[h].size;
    area += weight * (problem.area_cost[h] + costs.per_listed * whole.strata[h].listed);
    size += weight;
  }
  double interview = costs.per_interview;
  if (whole.total.interviews > 0) interview += costs.per_household * whole.total.visited / whole.total.interviews;
  return optimal_take(area / size, interview, problem.precision.homogeneity().rho);
}

}  // namespace

Proposal least_areas(const DesignProblem& problem, std::uint32_t take, std::size_t points) {
  return least_of(problem, TakeProblem(problem, take, points));
}

Proposal given(const DesignProblem& problem, std::size_t points) {
  const std::uint32_t take = std::max(1U, problem.survey->households.take);
  return of_count(problem, TakeProblem(problem, take, points), problem.survey->areas.count);
}

namespace {

Solution solve_for_budget(const DesignProblem& problem, unsigned threads) {
  const HouseholdsStage& households = problem.survey->households;
  Solution out;
  out.kish_take = kish_take(problem);
  out.curve = curve_of(std::max(households.take, households.solve_most), threads, [&](std::uint32_t take) {
    return of_budget(problem, TakeProblem(problem, take, kSearchPoints));
  });
  const Survey& survey = *problem.survey;
  const std::uint32_t take =
      households.take > 0 ? households.take : most_precise(out.curve, problem.precision.goals(), survey.target).take;
  Proposal final = of_budget(problem, TakeProblem(problem, take, kFinalPoints));
  out.whole_proved = false;
  out.why = "the most precise that the budget of " + number_text(survey.target.budget) + " pays for";
  if (households.take > 0) out.why += "; the take as households.take says";
  out.curve[take - 1] = final;
  (final.meets() ? out.chosen.emplace() : out.nearest) = std::move(final);
  return out;
}

}  // namespace

Solution solve(const DesignProblem& problem, unsigned threads) {
  if (problem.survey->target.budget > 0) return solve_for_budget(problem, threads);
  const Survey& survey = *problem.survey;
  const bool fixed = survey.areas.allocation == AllocationRule::fixed;
  const bool counted = survey.areas.count > 0 || fixed;
  const std::uint32_t given_take = survey.households.take;

  Solution out;
  out.kish_take = kish_take(problem);
  const double most = survey.households.solve_most;
  const auto takes =
      static_cast<std::uint32_t>(std::clamp(std::ceil(3 * out.kish_take), std::min<double>(kFewestTakes, most), most));
  const std::uint32_t last = std::max(takes, given_take);
  out.curve = curve_of(last, threads, [&](std::uint32_t take) {
    Proposal least = least_of(problem, TakeProblem(problem, take, kSearchPoints));
    if (!least.meets()) least.areas = 0;
    return least;
  });

  const Choice best = choose(out.curve, survey.field);
  if (survey.costs.any()) out.cheapest_take = best.cheapest_take;
  std::uint32_t take = given_take;
  std::uint32_t count = survey.areas.count;
  if (given_take > 0) {
    out.why = "as households.take says";
  } else if (counted) {
    // The cheapest take with which the given areas do.
    const std::vector<Proposal> at_count = curve_of(last, threads, [&](std::uint32_t each) {
      return of_count(problem, TakeProblem(problem, each, kSearchPoints), count);
    });
    const Choice choice = choose(at_count, survey.field);
    if (choice.chosen == nullptr) {
      out.nearest = at_count.back();  // the largest take
      return out;
    }
    out.why = choice.why;
    take = choice.chosen->take;
  } else if (best.chosen != nullptr) {
    out.why = best.why;
    take = best.chosen->take;
    count = best.chosen->areas;
  } else {
    // The largest sample there can be, with the take that comes nearest.
    out.nearest = least_areas(problem, static_cast<std::uint32_t>(out.curve.size()));
    return out;
  }
  const TakeProblem finer(problem, take, kFinalPoints);
  Proposal final = counted ? of_count(problem, finer, count) : least_of(problem, finer);
  if (survey.areas.allocation == AllocationRule::multivariate) add_prices(finer, problem, out);
  // The proof takes no area for certain, whose variance is another.
  for (const StratumProposal& stratum : final.strata) out.whole_proved = out.whole_proved && stratum.certainty == 0;
  if (!final.meets()) {
    out.nearest = std::move(final);
    return out;
  }
  if (given_take == 0 && final.take == survey.households.solve_most)
    out.why += "; take is at its bound " + std::to_string(final.take) + " (households.solve_most)";
  if (final.take <= out.curve.size() && !counted) out.curve[final.take - 1] = final;
  out.chosen = std::move(final);
  return out;
}

}  // namespace fairdraw