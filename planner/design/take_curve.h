#pragma once

#include "config/survey.h"
#include "planner/design/proposal.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace fairdraw {

/// The proposals of takes 1 to `last`: in coarse steps, and every take beside one of these that is nearly as cheap as
/// the cheapest. The others stay empty (areas = 0).
/// @param threads  0: as many as the machine has
std::vector<Proposal> curve_of(std::uint32_t last, unsigned threads,
                               const std::function<Proposal(std::uint32_t take)>& proposal);

/// One proposal of a curve, and why it and no other.
struct Choice {
  const Proposal* chosen = nullptr;  ///< nullptr where none meets what is asked for
  std::uint32_t cheapest_take = 0;
  std::string why;
};

/// The cheapest of the curve; within 2 % of it the evenest, with as many areas for every team and takes that fill whole
/// days of its interviewers; of these the cheapest.
Choice choose(const std::vector<Proposal>& curve, const FieldWork& field);

/// The most precise of the curve: of the margins that are wanted the one that is furthest from what is wanted (where
/// none is, the country's own) is the least there is. Where none meets what is asked for it is the one that comes
/// nearest: in being paid for, then in its chance, its margins and its interviews.
const Proposal& most_precise(const std::vector<Proposal>& curve, const std::vector<MarginGoal>& goals,
                             const Target& target);

}  // namespace fairdraw
