#include "planner/design/solver.h"

#include "planner/base/error.h"
#include "planner/base/parallel.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include <boost/math/distributions/normal.hpp>

namespace fairdraw {
namespace {

constexpr std::uint32_t kFewestTakes = 20;
constexpr std::uint32_t kMostTakes = 60;
constexpr double kNear = 1.02;             ///< costs within 2 % of the least count as equal
constexpr double kTighter = 0.995;         ///< one step of margins narrowed together
constexpr std::size_t kLittleProof = 500;  ///< parts of branch and bound
constexpr std::size_t kMuchProof = 50'000;
constexpr std::uint32_t kTightest = 800;  ///< steps: to 2 % of what was wanted

/// The chance as a normal score: nearly straight in the number of areas.
double score(double chance) {
  return quantile(boost::math::normal_distribution<>(), std::clamp(chance, 1e-15, 1 - 1e-15));
}

/// How far the proposal is from its chances: 0 or more where they are reached.
double margin_of_chance(const Proposal& proposal, const Target& target) {
  double out = score(proposal.chance) - score(target.chance);
  if (target.caregivers > 0) out = std::min(out, score(proposal.caregivers_chance) - score(target.chance));
  return out;
}

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

/// The least level at which everything is met, levels being numbers of areas, or steps of tightening. A proposal of a
/// higher level is expected to do better in everything.
class LevelSearch {
 public:
  LevelSearch(const TakeProblem& problem, const Target& target,
              std::function<std::vector<std::uint32_t>(std::uint32_t)> allocation)
      : problem_(problem), target_(target), allocation_(std::move(allocation)) {}

  Proposal at(std::uint32_t level, bool with_chance) const {
    Proposal out = problem_.describe(allocation_(level));
    if (with_chance) problem_.add_chance(out);
    return out;
  }

  Proposal least(std::uint32_t low, std::uint32_t high) const {
    // Margins first: they are cheap to look at. From below, in growing steps, for they need not fall all the way up:
    // where nearly all areas are certain in a draw with its reserve, few are left to be drawn at random.
    std::uint32_t bottom = low;
    std::uint32_t enough = low;
    while (!at(enough, false).shortfalls.empty()) {
      if (enough == high) return at(high, true);
      bottom = enough + 1;
      enough = std::min(high, std::max(enough + 1, enough + enough / 2));
    }
    while (bottom < enough) {
      const std::uint32_t middle = bottom + (enough - bottom) / 2;
      if (at(middle, false).shortfalls.empty())
        enough = middle;
      else
        bottom = middle + 1;
    }
    return reach_chance(enough, high);
  }

 private:
  Proposal reach_chance(std::uint32_t low, std::uint32_t high) const {
    Proposal found = at(low, true);
    if (found.meets()) return found;
    if (low == high) return found;
    double below = margin_of_chance(found, target_);
    // An area more brings as much as those that are there: a first guess, then straight lines between what is known.
    const double expected = std::max(1.0, found.total.interviews);
    double guess = low * std::max(1.02, 1.08 * target_.interviews / expected);
    std::uint32_t bad = low;
    std::uint32_t good = 0;  // not met yet
    double step = 1;
    double above = 0;
    while (good == 0 || good - bad > 1) {
      const std::uint32_t most = good == 0 ? high : good - 1;
      const auto next =
          static_cast<std::uint32_t>(std::clamp(guess, bad + 1.0, static_cast<double>(std::max(bad + 1, most))));
      Proposal here = at(next, true);
      const double off = margin_of_chance(here, target_);
      if (here.meets()) {
        good = next;
        above = off;
        found = std::move(here);
      } else {
        if (next == high) return here;
        bad = next;
        below = off;
      }
      if (good == 0)
        guess = std::max(bad * (1 - 0.08 * below), bad + (step *= 2));
      else if (good - bad > 1)
        guess = std::ceil(bad + (good - bad) * (0 - below) / std::max(1e-12, above - below));
    }
    return found;
  }

  const TakeProblem& problem_;
  const Target& target_;
  std::function<std::vector<std::uint32_t>(std::uint32_t)> allocation_;
};

/// How much is done to prove that an allocation is the cheapest: little where takes are compared, for the cheapest is
/// mostly met soon, and much where the answer is given.
std::size_t proof_of(const TakeProblem& take) {
  return take.points() < kFinalPoints ? kLittleProof : kMuchProof;
}

std::vector<std::uint32_t> multivariate_allocation(const TakeProblem& take, std::uint32_t level) {
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
  const LevelSearch search(take, target, [&](std::uint32_t level) { return multivariate_allocation(take, level); });
  return search.least(0, kTightest);
}

/// The proposal of a given number of areas.
Proposal of_count(const DesignProblem& problem, const TakeProblem& take, std::uint32_t count) {
  std::vector<std::uint32_t> allocated;
  if (problem.survey->areas.allocation == AllocationRule::multivariate) {
    // The tightest margins that so many areas can meet.
    const auto total = [&](std::uint32_t level) {
      std::uint64_t sum = 0;
      for (const std::uint32_t n : multivariate_allocation(take, level)) sum += n;
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
      allocated = multivariate_allocation(take, low);
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

/// Whether teams get equally many areas, and an area fills whole days of a team: 2 for both, the first first.
int evenness(const Proposal& proposal, const FieldWork& field) {
  const bool teams = proposal.areas % field.teams == 0;
  const std::uint32_t day = field.interviewers * field.interviews_per_day;
  const bool days = day > 1 && (proposal.take % day == 0 || day % proposal.take == 0);
  return (teams && field.teams > 1 ? 2 : 0) + (days ? 1 : 0);
}

/// The cheapest of the curve; within 2 % of it the evenest; of these the cheapest.
const Proposal* choose(const std::vector<Proposal>& curve, const Survey& survey, std::string& why,
                       std::uint32_t& cheapest) {
  const Proposal* least = nullptr;
  for (const Proposal& each : curve)
    if (each.meets() && (least == nullptr || each.total.cost < least->total.cost)) least = &each;
  if (least == nullptr) return nullptr;
  cheapest = least->take;
  const Proposal* chosen = least;
  for (const Proposal& each : curve) {
    if (!each.meets() || each.total.cost > kNear * least->total.cost) continue;
    const int better = evenness(each, survey.field) - evenness(*chosen, survey.field);
    if (better > 0 || (better == 0 && each.total.cost < chosen->total.cost)) chosen = &each;
  }
  why = "the cheapest";
  if (chosen != least) {
    why = "within 2 % of the cheapest (take " + std::to_string(least->take) + "), and workloads are even: ";
    const int even = evenness(*chosen, survey.field);
    if ((even & 2) != 0) why += "every team has as many areas";
    if (even == 3) why += ", ";
    if ((even & 1) != 0) why += "the take fits a team's days";
  }
  return chosen;
}

/// Takes in steps of about a fifth: 1, 2, ..., 5, 6, 8, 10, 12, ...
std::vector<std::uint32_t> coarse_takes(std::uint32_t last) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t take = 1; take < last; take = std::max(take + 1, take * 6 / 5)) out.push_back(take);
  out.push_back(last);
  return out;
}

/// The proposals of takes 1 to `last`: in coarse steps, and every take beside one of these that is nearly as cheap as
/// the cheapest. The others stay empty (areas = 0).
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

}  // namespace

Proposal least_areas(const DesignProblem& problem, std::uint32_t take, std::size_t points) {
  return least_of(problem, TakeProblem(problem, take, points));
}

Proposal given(const DesignProblem& problem, std::size_t points) {
  const std::uint32_t take = std::max(1U, problem.survey->households.take);
  return of_count(problem, TakeProblem(problem, take, points), problem.survey->areas.count);
}

Solution solve(const DesignProblem& problem, unsigned threads) {
  const Survey& survey = *problem.survey;
  const bool fixed = survey.areas.allocation == AllocationRule::fixed;
  const bool counted = survey.areas.count > 0 || fixed;
  const std::uint32_t given_take = survey.households.take;

  Solution out;
  {
    const TakeProblem one(problem, std::max(1U, given_take), 1);
    const double rho = problem.precision.homogeneity().rho;
    double area = 0;
    double interview = survey.costs.per_interview;
    double size = 0;
    const Proposal whole = one.describe(std::vector<std::uint32_t>(problem.strata->size(), 1));
    for (std::size_t h = 0; h < problem.strata->size(); ++h) {
      const double weight = (*problem.strata)[h].size;
      area += weight * (problem.area_cost[h] + survey.costs.per_listed * whole.strata[h].listed);
      size += weight;
    }
    if (whole.total.interviews > 0)
      interview += survey.costs.per_household * whole.total.visited / whole.total.interviews;
    out.kish_take = optimal_take(area / size, interview, rho);
  }
  const auto takes = static_cast<std::uint32_t>(
      std::clamp(std::ceil(3 * out.kish_take), static_cast<double>(kFewestTakes), static_cast<double>(kMostTakes)));
  const std::uint32_t last = std::max(takes, std::min(given_take, kMostTakes));
  out.curve = curve_of(last, threads, [&](std::uint32_t take) {
    Proposal least = least_of(problem, TakeProblem(problem, take, kSearchPoints));
    if (!least.meets()) least.areas = 0;
    return least;
  });

  std::uint32_t take = given_take;
  std::uint32_t count = survey.areas.count;
  if (given_take > 0) {
    out.why = "as households.take says";
    std::string unused;
    choose(out.curve, survey, unused, out.cheapest_take);
  } else if (counted) {
    // The cheapest take with which the given areas do.
    const std::vector<Proposal> at_count = curve_of(last, threads, [&](std::uint32_t each) {
      return of_count(problem, TakeProblem(problem, each, kSearchPoints), count);
    });
    std::string unused;
    choose(out.curve, survey, unused, out.cheapest_take);
    std::uint32_t cheapest = 0;
    const Proposal* chosen = choose(at_count, survey, out.why, cheapest);
    if (chosen == nullptr) {
      out.nearest = at_count.back();  // the largest take
      return out;
    }
    take = chosen->take;
  } else if (const Proposal* chosen = choose(out.curve, survey, out.why, out.cheapest_take)) {
    take = chosen->take;
    count = chosen->areas;
  } else {
    // The largest sample there can be, with the take that comes nearest.
    out.nearest = least_areas(problem, static_cast<std::uint32_t>(out.curve.size()));
    return out;
  }
  if (!survey.costs.any()) out.cheapest_take = 0;

  const TakeProblem finer(problem, take, kFinalPoints);
  Proposal final = counted ? of_count(problem, finer, count) : least_of(problem, finer);
  if (survey.areas.allocation == AllocationRule::multivariate) add_prices(finer, problem, out);
  if (!final.meets()) {
    out.nearest = std::move(final);
    return out;
  }
  if (final.take <= out.curve.size() && !counted) out.curve[final.take - 1] = final;
  out.chosen = std::move(final);
  return out;
}

}  // namespace fairdraw
