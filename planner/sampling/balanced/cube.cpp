#include "planner/sampling/balanced/cube.h"

#include "planner/base/error.h"
#include "planner/sampling/probabilities.h"

#include <algorithm>
#include <numeric>

namespace fairdraw {
namespace {

/// Writes back where the members of a step are now, and takes off those that are decided.
void settle(CubeStep& step, std::vector<double>& p) {
  for (std::size_t k = step.size(); k-- > 0;) {
    p[step.unit(k)] = step.probability(k);
    if (!undecided(step.probability(k))) step.remove(k);
  }
}

std::vector<std::uint32_t> members_of(const CubeStep& step) {
  std::vector<std::uint32_t> members;
  for (std::size_t k = 0; k < step.size(); ++k) members.push_back(step.unit(k));
  std::sort(members.begin(), members.end());
  return members;
}

/// Moves the units of `open` in their order, few at a time, keeping the first `count` equations; leaves in `open` those
/// that can't move any more.
void fly(std::vector<double>& p, std::vector<std::uint32_t>& open, const Equations& equations, std::uint32_t count,
         Stream& stream) {
  CubeStep step(count);
  std::size_t next = 0;
  do {
    for (; step.size() <= count && next < open.size(); ++next)
      equations.coefficients(open[next], count, step.add(open[next], p[open[next]]));
    if (!step.move(stream)) break;  // no more units than equations: all have been taken
    settle(step, p);
  } while (step.size() > 0 || next < open.size());
  open = members_of(step);
}

/// Gives up one variable after the other, the size never.
void land(std::vector<double>& p, std::vector<std::uint32_t>& open, const Equations& equations, Stream& stream) {
  for (std::uint32_t count = equations.count() - 1; count >= 1 && open.size() > 1; --count)
    fly(p, open, equations, count, stream);
}

std::vector<std::uint32_t> drawn_of(std::span<const double> p) {
  std::vector<std::uint32_t> drawn;
  for (std::uint32_t i = 0; i < p.size(); ++i)
    if (p[i] >= 0.5) drawn.push_back(i);  // 0 or 1 but for the rounding of the last one
  return drawn;
}

/// Moves units across strata, keeping each stratum's size and the first `count` equations but for the size. `open` is
/// ordered by stratum. A step takes whole strata until it has more units than equations: every stratum has two open
/// units or more, so `count` + 1 strata are enough.
void fly_across(std::vector<double>& p, std::vector<std::uint32_t>& open, std::span<const std::uint32_t> strata,
                const Equations& equations, std::uint32_t count, Stream& stream) {
  std::vector<std::uint32_t> few;
  std::size_t next = 0;
  while (true) {
    const auto count_strata = [&] {
      std::uint32_t found = 0;
      for (std::size_t k = 0; k < few.size(); ++k) found += k == 0 || strata[few[k]] != strata[few[k - 1]] ? 1 : 0;
      return found;
    };
    while (next < open.size() && few.size() <= count_strata() + count) {
      const std::uint32_t stratum = strata[open[next]];
      while (next < open.size() && strata[open[next]] == stratum) few.push_back(open[next++]);
    }
    if (few.size() < 2) break;
    const std::uint32_t in_step = count_strata();
    CubeStep step(in_step + count);
    std::uint32_t number = 0;
    for (std::size_t k = 0; k < few.size(); ++k) {
      if (k > 0 && strata[few[k]] != strata[few[k - 1]]) ++number;
      double* coefficients = step.add(few[k], p[few[k]]);
      std::fill_n(coefficients, in_step, 0.0);
      // The size over all strata follows from their own: its place, the first, is taken by the last stratum's.
      equations.coefficients(few[k], count + 1, coefficients + in_step - 1);
      coefficients[in_step - 1] = 0;
      coefficients[number] = 1;
    }
    if (!step.move(stream)) break;
    settle(step, p);
    std::erase_if(few, [&](std::uint32_t unit) { return !undecided(p[unit]); });
  }
  few.insert(few.end(), open.begin() + static_cast<std::ptrdiff_t>(next), open.end());
  open.swap(few);
}

}  // namespace

std::vector<std::uint32_t> cube(std::span<const double> probabilities, const Balance& balance, Stream& stream) {
  fixed_size(probabilities);
  const Equations equations(probabilities, balance);
  std::vector<double> p(probabilities.begin(), probabilities.end());
  std::vector<std::uint32_t> open = undecided_units(p);
  fly(p, open, equations, equations.count(), stream);
  land(p, open, equations, stream);
  return drawn_of(p);
}

std::vector<std::uint32_t> stratified_cube(std::span<const double> probabilities, const Balance& balance,
                                           std::span<const std::uint32_t> strata, Stream& stream) {
  if (strata.size() != probabilities.size())
    throw Error(ErrorKind::usage, "every unit needs its stratum: " + std::to_string(strata.size()) + " are given for " +
                                      std::to_string(probabilities.size()) + " units");
  const Equations equations(probabilities, balance);
  std::vector<double> p(probabilities.begin(), probabilities.end());
  std::vector<std::uint32_t> by_stratum(p.size());
  std::iota(by_stratum.begin(), by_stratum.end(), 0U);
  std::stable_sort(by_stratum.begin(), by_stratum.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return strata[a] < strata[b]; });
  std::vector<std::uint32_t> left;
  for (std::size_t begin = 0; begin < by_stratum.size();) {
    std::vector<std::uint32_t> open;
    std::vector<double> of_stratum;
    std::size_t end = begin;
    for (; end < by_stratum.size() && strata[by_stratum[end]] == strata[by_stratum[begin]]; ++end) {
      of_stratum.push_back(p[by_stratum[end]]);
      if (undecided(of_stratum.back())) open.push_back(by_stratum[end]);
    }
    fixed_size(of_stratum);
    fly(p, open, equations, equations.count(), stream);
    left.insert(left.end(), open.begin(), open.end());
    begin = end;
  }
  for (std::uint32_t count = balance.variables + 1; count-- > 0 && left.size() > 1;)
    fly_across(p, left, strata, equations, count, stream);
  return drawn_of(p);
}

}  // namespace fairdraw
