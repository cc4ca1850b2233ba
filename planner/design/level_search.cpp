#include "planner/design/level_search.h"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>

namespace fairdraw {
namespace {

/// The chance as a normal score: nearly straight in the number of areas.
double score(double chance) {
  return quantile(boost::math::normal_distribution<>(), std::clamp(chance, 1e-15, 1 - 1e-15));
}

/// How far the proposal is from its chances: 0 or more where they are reached.
double margin_of_chance(const Proposal& proposal, const Target& target) {
  double out = score(proposal.chance) - score(target.chance);
  if (target.caregivers > 0) out = std::min(out, score(proposal.caregivers_chance) - score(target.chance));
  return out;
}

}  // namespace

Proposal LevelSearch::at(std::uint32_t level, bool with_chance) const {
  Proposal out = problem_.describe(allocation_(level));
  if (with_chance) problem_.add_chance(out);
  return out;
}

Proposal LevelSearch::least(std::uint32_t low, std::uint32_t high) const {
  // Margins first: they are cheap to look at. From below, in growing steps, for they need not fall all the way up.
  std::uint32_t bottom = low;
  std::uint32_t enough = low;
  while (!at(enough, false).shortfalls.empty()) {
    if (enough == high) return at(high, true);
    bottom = enough + 1;
    enough = std::min(high, std::max(enough + 1, enough + enough / 2));
  }
  while (bottom < enough) {
    const std::uint32_t middle = bottom + (enough - bottom) / 2;
    if (at(middle, false).shortfalls.empty())
      enough = middle;
    else
      bottom = middle + 1;
  }
  return reach_chance(enough, high);
}

Proposal LevelSearch::reach_chance(std::uint32_t low, std::uint32_t high) const {
  Proposal found = at(low, true);
  if (found.meets()) return found;
  if (low == high) return found;
  double below = margin_of_chance(found, target_);
  // An area more brings as much as those that are there: a first guess, then straight lines between what is known.
  const double expected = std::max(1.0, found.total.interviews);
  double guess = low * std::max(1.02, 1.08 * target_.interviews / expected);
  std::uint32_t bad = low;
  std::uint32_t good = 0;  // not met yet
  double step = 1;
  double above = 0;
  while (good == 0 || good - bad > 1) {
    const std::uint32_t most = good == 0 ? high : good - 1;
    const auto next =
        static_cast<std::uint32_t>(std::clamp(guess, bad + 1.0, static_cast<double>(std::max(bad + 1, most))));
    Proposal here = at(next, true);
    const double off = margin_of_chance(here, target_);
    if (here.meets()) {
      good = next;
      above = off;
      found = std::move(here);
    } else {
      if (next == high) return here;
      bad = next;
      below = off;
    }
    if (good == 0)
      guess = std::max(bad * (1 - 0.08 * below), bad + (step *= 2));
    else if (good - bad > 1)
      guess = std::ceil(bad + (good - bad) * (0 - below) / std::max(1e-12, above - below));
  }
  return found;
}

}  // namespace fairdraw
