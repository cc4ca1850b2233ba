#include "planner/simulation/inclusion.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <boost/math/distributions/binomial.hpp>

namespace fairdraw {
namespace {

constexpr double kOff = 1.959963984540054;  ///< standard errors, two-sided 5 %
constexpr double kLook = 3;                 ///< below this many standard errors tails are not looked at

/// Twice the smaller tail of the binomial distribution at what was seen.
double tails(std::uint32_t seen, std::uint32_t draws, double probability) {
  if (probability <= 0) return seen == 0 ? 1 : 0;
  if (probability >= 1) return seen == draws ? 1 : 0;
  const boost::math::binomial_distribution<> binomial(draws, probability);
  const double below = cdf(binomial, seen);
  const double above = seen == 0 ? 1 : cdf(complement(binomial, seen - 1.0));
  return std::min(1.0, 2 * std::min(below, above));
}

}  // namespace

double InclusionCheck::off(std::size_t row) const {
  const double expected = stated[row] * draws;
  const double error = std::sqrt(expected * (1 - stated[row]));
  const double away = seen[row] - expected;
  if (error > 0) return away / error;
  return away == 0 ? 0 : std::copysign(std::numeric_limits<double>::infinity(), away);
}

InclusionCheck check_inclusion(std::vector<double> stated, std::vector<std::uint32_t> seen, std::uint32_t draws) {
  InclusionCheck out;
  out.stated = std::move(stated);
  out.seen = std::move(seen);
  out.draws = draws;
  double least = 2;
  for (std::size_t row = 0; row < out.stated.size(); ++row) {
    if (std::isnan(out.stated[row])) continue;
    ++out.checked;
    const double off = std::abs(out.off(row));
    if (off > kOff) ++out.beyond;
    if (off < kLook) continue;
    const double chance = tails(out.seen[row], draws, out.stated[row]);
    if (chance < least) {
      least = chance;
      out.worst = row;
    }
  }
  out.worst_chance = out.worst ? std::min(1.0, least * static_cast<double>(out.checked)) : 1;
  return out;
}

}  // namespace fairdraw
