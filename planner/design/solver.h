#pragma once

#include "planner/design/problem.h"
#include "planner/design/proposal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// What one wanted margin costs: the dual of its limit.
struct MarginPrice {
  std::string name;
  double margin = 0;         ///< as wanted
  double saved_a_point = 0;  ///< what the cost falls by, to the first order, for each 0.01 that it may be wider
};

/// The design that was found, and those beside it.
struct Solution {
  std::optional<Proposal> chosen;   ///< nothing where none meets what was asked for
  std::vector<Proposal> curve;      ///< per take from 1 up, the cheapest that meets all; areas = 0 where none
                                    ///< does, or the take lies between two that are far from the cheapest
  Proposal nearest;                 ///< where nothing was chosen: the largest sample, and what it falls short by
  std::uint32_t cheapest_take = 0;  ///< of the curve; 0 where costs are not known
  double kish_take = 0;             ///< optimal_take() with the country's costs; 0 where it has none
  std::string why;                  ///< why this take: "the cheapest", "as households.take says", ...
  std::vector<MarginPrice> prices;  ///< of allocation = "multivariate"
  bool whole_proved = true;         ///< its whole numbers are proved to be the cheapest
};

/// Finds the cheapest areas and take that reach every target of the survey, keeping to what the survey gives.
///
/// For each take the least number of areas is sought (with allocation = "multivariate" the cheapest allocation, its
/// margins narrowed together until the chance is reached too). Of takes whose cost is within 2 % of the cheapest one is
/// preferred that gives every team as many areas and fills whole days of its interviewers.
///
/// With a budget (target.budget) the most areas that it pays for are worked out for each take, and of these the most
/// precise that meets the targets is chosen.
/// @param threads  0: as many as the machine has; the result is the same with any number
Solution solve(const DesignProblem& problem, unsigned threads = 0);

/// The areas and take that the survey gives (a take of 1 where there are no interviews), as its allocation shares them
/// out.
Proposal given(const DesignProblem& problem, std::size_t points = kSearchPoints);

/// The least number of areas with this take that meets all, by the same search.
/// @return a proposal that does not meet all where no number of areas does: the largest sample
Proposal least_areas(const DesignProblem& problem, std::uint32_t take, std::size_t points = kSearchPoints);

}  // namespace fairdraw
