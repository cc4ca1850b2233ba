#include "planner/design/selection.h"

#include "planner/design/beta_binomial.h"
#include "planner/sampling/list/two_units.h"
#include "planner/sampling/methods.h"

#include <cmath>
#include <cstdint>
#include <span>

namespace fairdraw {
namespace {

Selection of_hits(double expected, std::uint32_t draws, bool free) {
  Selection out;
  out.hits = expected;
  double inverse = 0;
  if (free) {
    const std::vector<double> chances = beta_binomial(draws, expected / draws, kNoSpread);
    out.spread = expected * (1 - expected / draws);
    for (std::size_t h = 1; h < chances.size(); ++h) {
      out.any += chances[h];
      inverse += chances[h] / static_cast<double>(h);
    }
  } else {
    const double whole = std::floor(expected);
    const double more = expected - whole;
    out.any = whole > 0 ? 1 : more;
    out.spread = more * (1 - more);
    inverse = (whole > 0 ? (1 - more) / whole : 0) + more / (whole + 1);
  }
  if (out.any > 0) out.inverse = inverse / (out.any * out.any);
  return out;
}

Selection with_chance(double chance) {
  return {chance, chance, chance * (1 - chance), chance > 0 ? 1 / chance : 0};
}

/// E exp(-t sum) over all ways to take `taken` of these sizes: the elementary symmetric polynomial of exp(-t size) over
/// the number of ways, built up size by size.
/// @param without  position that is left out
double transform_of_sum(std::span<const double> sizes, std::size_t without, std::size_t taken, double t) {
  std::vector<double> mean(taken + 1, 0.0);  // of products of so many of the sizes looked at
  mean[0] = 1;
  std::size_t seen = 0;
  for (std::size_t k = 0; k < sizes.size(); ++k) {
    if (k == without) continue;
    ++seen;
    const double x = std::exp(-t * sizes[k]);
    for (std::size_t j = std::min(taken, seen); j > 0; --j) {
      const double share = static_cast<double>(j) / static_cast<double>(seen);
      mean[j] = (1 - share) * mean[j] + share * x * mean[j - 1];
    }
  }
  return mean[taken];
}

/// The mean of s / (s + the sum of `taken` others), by the double exponential rule for integrals of exp(-t).
double mean_share(std::span<const double> sizes, std::size_t unit, std::size_t taken, double others) {
  const double s = sizes[unit];
  const double scale = s + static_cast<double>(taken) * others;
  constexpr double kStep = 0.15;
  double out = 0;
  for (int k = -24; k <= 28; ++k) {
    const double v = kStep * k;
    const double t = std::exp(v - std::exp(-v)) / scale;
    out += t * (1 + std::exp(-v)) * s * std::exp(-t * s) * transform_of_sum(sizes, unit, taken, t);
  }
  return kStep * out;
}

/// The same by the first terms of its expansion about the mean of the sum.
double mean_share_of_many(double s, std::size_t taken, double others, double variance) {
  const double mean = s + static_cast<double>(taken) * others;
  return s / mean * (1 + static_cast<double>(taken) * variance / (mean * mean));
}

/// Areas in n groups at random, of which one each is drawn.
std::vector<Selection> of_groups(const Stratum& stratum, std::uint32_t n) {
  std::vector<double> sizes(stratum.sizes.begin(), stratum.sizes.end());
  const std::size_t units = sizes.size();
  const std::size_t small = units / n;  // `larger` groups have one more
  const std::size_t larger = units % n;
  double total = 0;
  double squares = 0;
  for (const double size : sizes) {
    total += size;
    squares += size * size;
  }
  constexpr double kMostWork = 2e7;
  const bool exactly = static_cast<double>(units * units * (small + 1)) * 53 <= kMostWork;
  const double spread = squares / static_cast<double>(units) - total * total / static_cast<double>(units * units);
  std::vector<Selection> out(units);
  for (std::size_t i = 0; i < units; ++i) {
    const double others = units > 1 ? (total - sizes[i]) / static_cast<double>(units - 1) : 0;
    double chance = 0;
    double group = 0;  // its size
    for (const std::size_t members : {small, small + 1}) {
      const std::size_t groups = members == small ? n - larger : larger;
      const double part = static_cast<double>(groups * members) / static_cast<double>(units);
      if (part == 0) continue;
      chance += part * (exactly ? mean_share(sizes, i, members - 1, others)
                                : mean_share_of_many(sizes[i], members - 1, others, spread));
      group += part * (sizes[i] + static_cast<double>(members - 1) * others);
    }
    out[i] = with_chance(chance);
    out[i].inverse = group / sizes[i];
  }
  return out;
}

}  // namespace

bool selects_otherwise(const AreasStage& areas) {
  const Method& method = *find_method(areas.method);
  return areas.certainty == CertaintyRule::hits || method.keeps == Keeps::own || method.keeps == Keeps::groups;
}

std::vector<Selection> selection_of(const Stratum& stratum, const StratumDesign& design, const AreasStage& areas) {
  const Method& method = *find_method(areas.method);
  const bool hits = areas.certainty == CertaintyRule::hits;
  Stratum rest = stratum;
  for (auto unit = design.certainty.rbegin(); unit != design.certainty.rend(); ++unit)
    rest.sizes.erase(rest.sizes.begin() + static_cast<std::ptrdiff_t>(*unit));
  double total = 0;
  for (const std::uint64_t size : rest.sizes) total += static_cast<double>(size);
  std::vector<Selection> chosen;
  if (design.at_random == 0) {
    chosen.resize(rest.sizes.size());
  } else if (method.keeps == Keeps::groups) {
    chosen = of_groups(rest, design.at_random);
  } else if (method.keeps == Keeps::own && method.takes_two && design.at_random == 2) {
    for (const double chance : murthy_probabilities(rest.sizes)) chosen.push_back(with_chance(chance));
  } else {
    for (const std::uint64_t size : rest.sizes) {
      const double expected = static_cast<double>(size) * design.at_random / total;
      chosen.push_back(hits ? of_hits(expected, design.at_random, method.must_repeat) : with_chance(expected));
    }
  }
  for (const std::uint32_t unit : design.certainty)
    chosen.insert(chosen.begin() + static_cast<std::ptrdiff_t>(unit), with_chance(1));
  return chosen;
}

}  // namespace fairdraw
