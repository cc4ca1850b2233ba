#include "planner/sampling/coordinated/permanent.h"

#include "planner/sampling/probabilities.h"

#include <algorithm>

namespace fairdraw {
namespace {

using Units = std::vector<std::uint32_t>;

double by_ratio(double u, double p) {
  return u / p;
}

double by_odds(double u, double p) {
  return u / (1 - u) * ((1 - p) / p);
}

/// Adds to `drawn` those of the others with the smallest keys, until there are n.
template <class Key>
Units smallest(Units drawn, std::size_t n, const Units& others, std::span<const double> uniforms,
               std::span<const double> probabilities, Key key) {
  struct Ranked {
    double key;
    std::uint32_t unit;
    bool operator<(const Ranked& other) const { return key != other.key ? key < other.key : unit < other.unit; }
  };
  std::vector<Ranked> ranked;
  for (const std::uint32_t i : others) ranked.push_back({key(uniforms[i], probabilities[i]), i});
  const auto more = static_cast<std::ptrdiff_t>(n > drawn.size() ? std::min(n - drawn.size(), ranked.size()) : 0);
  if (more < static_cast<std::ptrdiff_t>(ranked.size()))
    std::nth_element(ranked.begin(), ranked.begin() + more, ranked.end());
  for (std::ptrdiff_t k = 0; k < more; ++k) drawn.push_back(ranked[static_cast<std::size_t>(k)].unit);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

template <class Key>
Units draw_by(std::span<const double> uniforms, std::span<const double> probabilities, Key key) {
  return smallest(units_taken(probabilities), fixed_size(probabilities), undecided_units(probabilities), uniforms,
                  probabilities, key);
}

template <class Key>
Units next_by(std::span<const double> uniforms, std::span<const double> level, const std::vector<bool>& drawn,
              std::uint32_t more, Key key) {
  Units certain = units_taken(level);
  Units others = undecided_units(level);
  const auto is_drawn = [&](std::uint32_t unit) { return drawn[unit]; };
  std::erase_if(certain, is_drawn);
  std::erase_if(others, is_drawn);
  return smallest(std::move(certain), more, others, uniforms, level, key);
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

Units next_poisson(std::span<const double> uniforms, std::span<const double> level, const std::vector<bool>& drawn,
                   std::uint32_t) {
  Units out = permanent_poisson(uniforms, level);
  std::erase_if(out, [&](std::uint32_t unit) { return drawn[unit]; });
  return out;
}

std::vector<std::uint32_t> sequential_poisson(std::span<const double> uniforms, std::span<const double> probabilities) {
  return draw_by(uniforms, probabilities, by_ratio);
}

Units next_sequential_poisson(std::span<const double> uniforms, std::span<const double> level,
                              const std::vector<bool>& drawn, std::uint32_t more) {
  return next_by(uniforms, level, drawn, more, by_ratio);
}

std::vector<std::uint32_t> pareto(std::span<const double> uniforms, std::span<const double> probabilities) {
  return draw_by(uniforms, probabilities, by_odds);
}

Units next_pareto(std::span<const double> uniforms, std::span<const double> level, const std::vector<bool>& drawn,
                  std::uint32_t more) {
  return next_by(uniforms, level, drawn, more, by_odds);
}

}  // namespace fairdraw
