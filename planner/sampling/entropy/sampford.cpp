#include "planner/sampling/entropy/sampford.h"

#include "planner/sampling/entropy/count_distribution.h"
#include "planner/sampling/probabilities.h"

#include <algorithm>

namespace fairdraw {
namespace {

/// The units that chance decides on.
struct Open {
  std::vector<std::uint32_t> units;
  std::vector<double> in, out;
  std::uint32_t n = 0;
};

Open open_units(std::span<const double> probabilities) {
  Open open{undecided_units(probabilities), {}, {}, 0};
  open.n = fixed_size(probabilities) - static_cast<std::uint32_t>(units_taken(probabilities).size());
  open.in.reserve(open.units.size());
  open.out.reserve(open.units.size());
  for (const std::uint32_t unit : open.units) {
    open.in.push_back(probabilities[unit]);
    open.out.push_back(1 - probabilities[unit]);
  }
  return open;
}

}  // namespace

std::vector<std::uint32_t> sampford(std::span<const double> probabilities, Stream& stream) {
  const Open open = open_units(probabilities);
  std::vector<std::uint32_t> drawn = units_taken(probabilities);
  if (open.n > 0)
    for (const std::uint32_t k : draw_given_count(open.in, open.out, open.n, true, stream))
      drawn.push_back(open.units[k]);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

std::vector<double> sampford_joint(std::span<const double> probabilities, std::span<const std::uint32_t> units) {
  const Open open = open_units(probabilities);
  std::vector<double> in, out;  // of the units asked for
  for (const std::uint32_t unit : units) {
    in.push_back(probabilities[unit]);
    out.push_back(1 - probabilities[unit]);
  }
  std::vector<double> matrix = independent_joint(probabilities, units);
  fill_joint_given_count(count_of(open.in, open.out, true), in, out, open.n, true, matrix);
  return matrix;
}

}  // namespace fairdraw
