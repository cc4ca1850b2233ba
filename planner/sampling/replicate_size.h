#pragma once

#include "planner/sampling/methods.h"

#include <cstddef>
#include <span>
#include <vector>

namespace fairdraw {

/// The probabilities of a stratum's units at each level of its draw, from the main sample on; see ReplicateInput.
using Levels = std::vector<std::vector<double>>;

/// The standard deviation of how many units replicate k of a stratum has, over all draws. Their mean is the sum of p_k
/// - p_{k-1}.
///
/// Of Poisson and Bernoulli draws it is exact; of those that take the first of the rest it is 0. Of methods that draw a
/// fixed number, replicate k has the sum of c(i) over what level k - 1 left, made whole by a phantom: so that sum's
/// variance, and E f (1 - f) with f its fraction. The variance of a sum over a level is taken as that of a draw of the
/// largest entropy, sum of p (1 - p) (g - B)^2 with B the mean of g by the weights p (1 - p); a list that is ordered
/// well makes it less. Source: Hájek (1964), Annals of Mathematical
/// Statistics 35(4), 1491-1523.
double replicate_deviation(const Method& method, const Levels& levels, std::size_t k);

/// The same of all replicates together.
double reserve_deviation(const Method& method, const Levels& levels);

/// Hájek's approximation of the probability that replicate k takes two units, given that level k - 1 left both: c c' (1
/// - (1 - c)(1 - c') / d), d being the expected sum of c (1 - c) over what is left, the phantom with it.
class ReplicatePairs {
 public:
  ReplicatePairs(const Levels& levels, std::size_t k);
  double operator()(std::size_t a, std::size_t b) const;

  /// c of a unit.
  double one(std::size_t unit) const { return c_[unit]; }

 private:
  std::vector<double> c_;
  double d_ = 0;
};

}  // namespace fairdraw
