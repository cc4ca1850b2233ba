#include "planner/sampling/coordinated/permanent.h"

#include "planner/sampling/probabilities.h"

#include <algorithm>

namespace fairdraw {
namespace {

/// The certain units and, among the others, those with the smallest keys.
template <class Key>
std::vector<std::uint32_t> smallest(std::span<const double> uniforms, std::span<const double> probabilities, Key key) {
  struct Ranked {
    double key;
    std::uint32_t unit;
    bool operator<(const Ranked& other) const { return key != other.key ? key < other.key : unit < other.unit; }
  };
  const std::uint32_t n = fixed_size(probabilities);
  std::vector<std::uint32_t> drawn = units_taken(probabilities);
  std::vector<Ranked> others;
  for (const std::uint32_t i : undecided_units(probabilities))
    others.push_back({key(uniforms[i], probabilities[i]), i});
  const auto more = static_cast<std::ptrdiff_t>(n - drawn.size());
  if (more < static_cast<std::ptrdiff_t>(others.size()))
    std::nth_element(others.begin(), others.begin() + more, others.end());
  for (std::ptrdiff_t k = 0; k < more; ++k) drawn.push_back(others[static_cast<std::size_t>(k)].unit);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace

double permanent_uniform(std::uint64_t permanent, Coordinate coordinate) {
  constexpr std::uint64_t kLast = (std::uint64_t{1} << 53) - 1;
  const std::uint64_t counted = coordinate == Coordinate::positive ? permanent : kLast - permanent;
  // Half a step up keeps it off 0. The largest would round up to 1: it is brought to the number below 1.
  return std::min((static_cast<double>(counted) + 0.5) / 9007199254740992.0, 1 - 1.0 / 9007199254740992.0);
}

std::vector<std::uint32_t> permanent_poisson(std::span<const double> uniforms, std::span<const double> probabilities) {
  std::vector<std::uint32_t> drawn;
  for (std::uint32_t i = 0; i < probabilities.size(); ++i)
    if (uniforms[i] < probabilities[i]) drawn.push_back(i);
  return drawn;
}

std::vector<std::uint32_t> sequential_poisson(std::span<const double> uniforms, std::span<const double> probabilities) {
  return smallest(uniforms, probabilities, [](double u, double p) { return u / p; });
}

std::vector<std::uint32_t> pareto(std::span<const double> uniforms, std::span<const double> probabilities) {
  return smallest(uniforms, probabilities, [](double u, double p) { return u / (1 - u) * ((1 - p) / p); });
}

}  // namespace fairdraw
