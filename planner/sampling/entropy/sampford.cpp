#include "planner/sampling/entropy/sampford.h"

#include "planner/sampling/entropy/count_distribution.h"
#include "planner/sampling/list/compete.h"
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
  Open open;
  open.n = fixed_size(probabilities);
  for (std::uint32_t i = 0; i < probabilities.size(); ++i) {
    if (probabilities[i] == 1) --open.n;
    if (!undecided(probabilities[i])) continue;
    open.units.push_back(i);
    open.in.push_back(probabilities[i]);
    open.out.push_back(1 - probabilities[i]);
  }
  return open;
}

}  // namespace

std::vector<std::uint32_t> sampford(std::span<const double> probabilities, Stream& stream) {
  const Open open = open_units(probabilities);
  std::vector<std::uint32_t> drawn;
  if (open.n > 0)
    for (const std::uint32_t k : draw_given_count(open.in, open.out, open.n, true, stream))
      drawn.push_back(open.units[k]);
  for (std::uint32_t i = 0; i < probabilities.size(); ++i)
    if (probabilities[i] == 1) drawn.push_back(i);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

std::vector<double> sampford_joint(std::span<const double> probabilities, std::span<const std::uint32_t> units) {
  const Open open = open_units(probabilities);
  CountDistribution all(true);
  for (std::size_t k = 0; k < open.units.size(); ++k) all.add(open.in[k], open.out[k]);
  const std::size_t m = units.size();
  std::vector<double> matrix(m * m);
  std::vector<double> in, out;
  for (const std::uint32_t unit : units) {
    in.push_back(probabilities[unit]);
    out.push_back(1 - probabilities[unit]);
  }
  for (std::size_t a = 0; a < m; ++a) {
    matrix[a * m + a] = in[a];
    if (!undecided(in[a])) {
      for (std::size_t b = 0; b < m; ++b) matrix[a * m + b] = matrix[b * m + a] = a == b ? in[a] : in[a] * in[b];
      continue;
    }
    // Both are in: one of them bears the mark, or another unit does.
    const auto without = without_each(all.without(in[a], out[a]), in, out, std::int64_t{open.n} - 1, true);
    for (std::size_t b = 0; b < a; ++b)
      if (undecided(in[b]))
        matrix[a * m + b] = matrix[b * m + a] =
            in[a] * in[b] * ((out[a] + out[b]) * without[b].plain_below + without[b].marked_below) / all.marked(open.n);
  }
  return matrix;
}

}  // namespace fairdraw
