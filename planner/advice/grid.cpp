#include "planner/advice/grid.h"

#include "planner/base/parallel.h"
#include "planner/design/allocation.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace fairdraw {
namespace {

constexpr double kFewer = 1.0 / 3;
constexpr double kMore = 2.5;
constexpr double kStep = 1.15;  ///< from one number of areas to the next

std::vector<std::uint32_t> takes_around(const Survey& survey, std::uint32_t answer) {
  const std::uint32_t last = std::max({survey.households.solve_most, answer + answer / 2, answer + 2});
  std::vector<std::uint32_t> out{answer};
  for (double take = 1; take <= last; take = std::max(take + 1, take * 1.25))
    out.push_back(static_cast<std::uint32_t>(take));
  out.push_back(last);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::uint32_t> areas_around(std::uint32_t answer, std::uint32_t least, std::uint32_t most) {
  std::vector<std::uint32_t> out{answer};
  const auto add = [&](double areas) {
    out.push_back(std::clamp(static_cast<std::uint32_t>(std::lround(areas)), least, most));
  };
  for (double factor = kStep; factor < kMore * kStep; factor *= kStep) add(answer * std::min(factor, kMore));
  for (double factor = 1 / kStep; factor > kFewer / kStep; factor /= kStep) add(answer * std::max(factor, kFewer));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Every stratum's part of the answer's areas.
std::vector<std::uint32_t> in_parts(const std::vector<std::uint32_t>& answer,
                                    const std::vector<AllocationBounds>& bounds, std::uint32_t count) {
  std::vector<AllocationShare> shares;
  for (std::size_t h = 0; h < answer.size(); ++h)
    shares.push_back({static_cast<double>(answer[h]), std::min(answer[h], bounds[h].least), bounds[h].most});
  return allocate(shares, count);
}

}  // namespace

DesignGrid grid_around(const DesignProblem& problem, const Proposal& answer, unsigned threads) {
  const Survey& survey = *problem.survey;
  const bool by_rule =
      survey.areas.allocation != AllocationRule::fixed && survey.areas.allocation != AllocationRule::multivariate;
  std::vector<AllocationBounds> bounds;
  std::uint64_t least = 0;
  std::uint64_t most = 0;
  for (std::size_t h = 0; h < problem.strata->size(); ++h) {
    AreasStage areas = survey.areas;
    areas.count = answer.areas;
    bounds.push_back(bounds_of((*problem.strata)[h], areas));
    if (!by_rule && answer.allocated[h] == 0) bounds.back() = {0, 0};
    least += bounds.back().least;
    most += bounds.back().most;
  }
  DesignGrid out;
  out.takes = takes_around(survey, answer.take);
  out.areas = areas_around(answer.areas, static_cast<std::uint32_t>(std::max<std::uint64_t>(1, least)),
                           static_cast<std::uint32_t>(std::max<std::uint64_t>(most, answer.areas)));
  out.proposals.assign(out.takes.size(), std::vector<Proposal>(out.areas.size()));
  std::vector<std::unique_ptr<TakeProblem>> takes(out.takes.size());
  in_parallel(takes.size(), threads,
              [&](std::size_t t) { takes[t] = std::make_unique<TakeProblem>(problem, out.takes[t], kSearchPoints); });
  in_parallel(takes.size() * out.areas.size(), threads, [&](std::size_t k) {
    const std::size_t t = k / out.areas.size();
    const std::size_t a = k % out.areas.size();
    const std::uint32_t count = out.areas[a];
    const std::vector<std::uint32_t> allocated = count == answer.areas ? answer.allocated
                                                 : by_rule             ? takes[t]->share_out_areas(count)
                                                                       : in_parts(answer.allocated, bounds, count);
    Proposal& here = out.proposals[t][a];
    here = takes[t]->describe(allocated);
    takes[t]->add_chance(here);
  });
  return out;
}

}  // namespace fairdraw
