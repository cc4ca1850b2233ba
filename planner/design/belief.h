#pragma once

#include "config/survey.h"

#include <cstddef>
#include <vector>

namespace fairdraw {

/// What is believed of a share before the field knows it: a beta distribution, or a number that is certain.
struct Belief {
  double mean = 1;
  double alpha = 0;  ///< 0 where the mean is certain
  double beta = 0;

  bool certain() const { return alpha == 0; }
  bool operator==(const Belief&) const = default;

  /// The share that is not exceeded with chance `rank`, which is above 0 and below 1.
  double at(double rank) const;
};

/// The beta distribution whose mean is the yield's and whose 5 and 95 % points lie as far apart as its low and high do;
/// certain where low and high are the same. Where the range is skewed otherwise than a beta distribution of this mean,
/// the range keeps its width and moves a little.
/// @throws Error(usage) where no beta distribution of this mean is so wide
Belief belief_of(const Yield& yield);

/// One point of a grid over what is not known, and how much it weighs.
struct RankNode {
  double rank = 0.5;
  double weight = 1;
};

/// `count` ranks, even in the normal score, to integrate over a belief: the trapezoidal rule on the normal density,
/// whose error falls exponentially with the step for smooth integrands. Reaches 4.6 standard deviations to each side.
/// Source: Trefethen and Weideman (2014), SIAM Review 56(3), 385-458, section 5.
std::vector<RankNode> rank_nodes(std::size_t count);

}  // namespace fairdraw
