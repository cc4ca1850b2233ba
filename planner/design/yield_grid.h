#pragma once

#include "planner/design/belief.h"
#include "planner/design/field_model.h"

#include <cstddef>
#include <vector>

namespace fairdraw {

/// A value and how much it weighs.
struct Weighted {
  double value = 0;
  double weight = 0;
};

/// Fewer values with the same weight, mean, variance and third moment in each of `bins` equal stretches: two for each,
/// which is Gauss's rule there. Values are in no order.
/// Source: Golub and Welsch (1969), Mathematics of Computation 23, 221-230, for rules from moments.
std::vector<Weighted> compressed(std::vector<Weighted> values, std::size_t bins);

/// One point of the grid over what is not known: a value of each yield in each kind of area.
struct YieldPoint {
  double weight = 1;
  std::size_t eligible = 0;                                 ///< position in the ranks of `eligible`
  std::vector<double> eligible_share, response, caregiver;  ///< per kind; response: household x child
};

/// What is to be integrated over.
struct YieldGridWants {
  bool eligible = true;    ///< else its mean is used
  bool caregiver = false;  ///< else its mean is used
  std::size_t points = 0;  ///< about so many for each yield, and for household x child
  bool smooth = false;     ///< what is integrated is nearly straight in household x child: two points do for it
};

/// A grid over the uncertain yields, weights summing to 1. Each yield has one rank in the whole country, and the yields
/// are independent of each other. Where household and child are believed to be the same everywhere, only their product
/// counts, and a fine grid of it is compressed().
/// @param ranks  of `eligible`
std::vector<YieldPoint> yield_grid(const std::vector<YieldKind>& kinds, const std::vector<RankNode>& ranks,
                                   const YieldGridWants& wants);

}  // namespace fairdraw
