#include "planner/sampling/replicates.h"

#include "planner/sampling/probabilities.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace fairdraw {
namespace {

using Units = std::vector<std::uint32_t>;

/// What level k - 1 leaves of a stratum, as a method draws from it: units that are drawn or certain keep their places
/// with a probability of 0, and a phantom stands behind all of them.
struct Remainder {
  Units certain;  ///< those whose probability has become 1
  std::uint32_t n = 0;
  std::vector<double> probabilities;
  std::vector<std::uint64_t> sizes;
  Positions positions, plane;
  Balance balance;

  DrawInput view() const { return {sizes, n, probabilities, &positions, &plane, &balance, {}}; }
};

/// Puts the phantom beside all units, so that neighbours compete with each other before one of them does with it.
Positions with_phantom(const Positions* positions) {
  if (positions == nullptr || positions->coordinates.empty()) return {};
  Positions out = *positions;
  for (std::uint32_t d = 0; d < out.dimensions; ++d) {
    double least = positions->of(0)[d];
    double most = least;
    for (std::size_t unit = 1; unit < positions->units(); ++unit) {
      least = std::min(least, positions->of(unit)[d]);
      most = std::max(most, positions->of(unit)[d]);
    }
    out.coordinates.push_back(most + (most - least));
  }
  return out;
}

/// What a unit adds to an estimate over the level is value / p_k, and the methods divide by c: so they are given c
/// value / p_k. The phantom adds nothing.
Balance with_phantom(const Balance* balance, const ReplicateInput& input, std::span<const double> probabilities) {
  if (balance == nullptr || balance->variables == 0) return {};
  Balance out{balance->variables, {}};
  out.values.reserve(balance->values.size() + out.variables);
  for (std::size_t unit = 0; unit < input.level.size(); ++unit)
    for (std::uint32_t v = 0; v < out.variables; ++v)
      out.values.push_back(input.level[unit] > 0 ? probabilities[unit] * balance->of(unit)[v] / input.level[unit]
                                                 : 0.0);
  out.values.resize(out.values.size() + out.variables, 0.0);
  return out;
}

/// Whole sizes of which the n-th part of the sum is a power of two, 2^44 where n is not above 2^17: no probability is
/// off by more than 2^-45 then, and the sum stays below 2^62.
void add_sizes(Remainder& rest) {
  const int shift = std::min(44, 61 - static_cast<int>(std::bit_width(rest.n)));
  const double unit = std::ldexp(1.0, shift);
  const std::uint64_t total = std::uint64_t{rest.n} << shift;
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i + 1 < rest.probabilities.size(); ++i) {
    const double p = rest.probabilities[i];
    rest.sizes.push_back(p > 0 ? std::max<std::uint64_t>(1, static_cast<std::uint64_t>(p * unit + 0.5)) : 0);
    sum += rest.sizes.back();
  }
  rest.sizes.push_back(sum < total ? total - sum : 0);
}

Remainder what_is_left(const Method& method, const ReplicateInput& input) {
  Remainder rest;
  for (std::uint32_t i = 0; i < input.level.size(); ++i) {
    double c = (*input.drawn)[i] ? 0 : conditional_probability(input.before[i], input.level[i]);
    if (c >= 1) {
      rest.certain.push_back(i);
      c = 0;
    }
    rest.probabilities.push_back(c);
  }
  const double sum = exact_sum(rest.probabilities);
  const double nearest = std::floor(sum + 0.5);
  // What is whole but for rounding needs no phantom: fixed_size() takes it as it is.
  const bool whole = std::abs(sum - nearest) <= 1e-10 * std::max(1.0, nearest);
  rest.n = static_cast<std::uint32_t>(whole ? nearest : std::ceil(sum));
  rest.probabilities.push_back(whole ? 0.0 : rest.n - sum);
  if (method.equal && method.fixed_size) {  // of equal probabilities the rest is whole, and sizes are exact
    for (const double p : rest.probabilities) rest.sizes.push_back(p > 0 ? 1 : 0);
  } else if (method.by_sizes) {
    add_sizes(rest);
  }
  rest.positions = with_phantom(input.whole.positions);
  rest.plane = with_phantom(input.whole.plane);
  rest.balance = with_phantom(input.whole.balance, input, rest.probabilities);
  return rest;
}

Units joined(Units certain, const Draw& draw, std::size_t units) {
  for (const std::uint32_t unit : draw.units)
    if (unit < units) certain.push_back(unit);
  std::sort(certain.begin(), certain.end());
  return certain;
}

}  // namespace

std::string replicates_version(const Method& method) {
  return std::string(kReplicates) + ", " + std::string(method.version);
}

double conditional_probability(double before, double level) {
  if (level >= 1) return 1;
  return std::max(0.0, (level - before) / (1 - before));
}

Units draw_replicate(const Method& method, const ReplicateInput& input, Stream& stream) {
  if (method.next != nullptr) return method.next(input.whole.uniforms, input.level, *input.drawn, input.expected);
  const Remainder rest = what_is_left(method, input);
  Draw draw;
  if (rest.n > 0) draw = method.draw(rest.view(), stream);
  return joined(rest.certain, draw, input.level.size());
}

std::vector<Units> draw_replicate_across(const Method& method, std::span<const ReplicateInput> strata, Stream& stream) {
  std::vector<Remainder> rests;
  std::vector<DrawInput> views;
  for (const ReplicateInput& input : strata) rests.push_back(what_is_left(method, input));
  for (const Remainder& rest : rests) views.push_back(rest.view());
  const std::vector<Draw> draws = method.draw_across(views, stream);
  std::vector<Units> out;
  for (std::size_t h = 0; h < strata.size(); ++h)
    out.push_back(joined(std::move(rests[h].certain), draws[h], strata[h].level.size()));
  return out;
}

}  // namespace fairdraw
