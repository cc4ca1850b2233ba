#include "planner/sampling/balanced/cube.h"
#include "planner/sampling/probabilities.h"
#include "planner/sampling/spread/open_units.h"

#include <algorithm>

namespace fairdraw {
namespace {

template <int D>
std::vector<std::uint32_t> fly_locally(std::span<const double> probabilities, const Equations& equations,
                                       const Positions& positions, Stream& stream) {
  std::vector<std::uint32_t> drawn = units_taken(probabilities);
  drawn.reserve(fixed_size(probabilities));
  const std::uint32_t variables = equations.count() - 1;
  OpenUnits<D> open(positions, probabilities, variables);
  std::vector<double> row(equations.count());  // the first coefficient is 1 and need not be carried
  for (std::uint32_t slot = 0; slot < open.size(); ++slot) {
    equations.coefficients(open.unit(slot), equations.count(), row.data());
    std::copy(row.begin() + 1, row.end(), open.carried(slot));
  }
  std::vector<std::uint32_t> few, leaving;
  std::uint32_t count = equations.count();
  CubeStep step(count);
  while (open.size() > 1) {
    const std::uint32_t one = open.listed(stream.below(open.size()));
    open.nearest(one, count, stream, few);
    few.push_back(one);
    step.clear();
    for (const std::uint32_t slot : few) {
      double* to = step.add(slot, open.probability(slot));
      to[0] = 1;
      const double* of_unit = open.carried(slot);
      for (std::uint32_t v = 1; v < count; ++v) to[v] = of_unit[v - 1];
    }
    if (!step.move(stream)) {  // all that are open, and no more than there are equations: a variable is given up
      step = CubeStep(--count);
      continue;
    }
    leaving.clear();
    for (std::size_t k = 0; k < few.size(); ++k) {
      double& p = open.probability(few[k]);
      p = step.probability(k);
      if (undecided(p)) continue;
      if (p >= 1) drawn.push_back(open.unit(few[k]));
      leaving.push_back(few[k]);
    }
    open.remove(leaving);
  }
  if (open.size() == 1 && open.probability(open.listed(0)) >= 0.5) drawn.push_back(open.unit(open.listed(0)));
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace

std::vector<std::uint32_t> local_cube(std::span<const double> probabilities, const Balance& balance,
                                      const Positions& positions, Stream& stream) {
  check_positions(positions, probabilities.size());
  const Equations equations(probabilities, balance);
  return with_dimensions(positions.dimensions, [&](auto dimensions) {
    return fly_locally<dimensions()>(probabilities, equations, positions, stream);
  });
}

}  // namespace fairdraw
