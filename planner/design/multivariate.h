#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// A variance that must not exceed a limit: the sum over strata of term / n.
struct VarianceLimit {
  std::string name;
  std::vector<double> terms;  ///< per stratum, 0 or more
  double limit = 0;           ///< above 0
};

/// The cheapest allocation that keeps every variance within its limit: minimise the sum of cost n.
struct MultivariateProblem {
  std::vector<double> cost;         ///< of one area, per stratum, above 0
  std::vector<double> least, most;  ///< bounds of n, 0 < least <= most
  std::vector<VarianceLimit> limits;
};

/// Its solution in real numbers.
struct MultivariateOptimum {
  bool feasible = false;
  std::vector<double> n;
  double cost = 0;
  double bound = 0;           ///< no allocation is cheaper (the dual's value); equals `cost` at the optimum
  std::vector<double> duals;  ///< per limit: what the cost falls by where the limit is raised by 1
  std::size_t tightest = 0;   ///< the limit that is exceeded most, or used most
  double usage = 0;           ///< its variance over its limit; with every stratum at its most where not feasible
};

/// Solves by the dual: for multipliers u >= 0 of the limits the best n is sqrt(sum of u terms / cost) within bounds,
/// and the dual is concave in u. Chromy's iteration comes near, projected Newton steps finish. Source: Bethel (1989),
/// Survey Methodology 15(1), 47-57, equations 3.2 to 3.4; Chromy (1987), Proceedings of the ASA Section on Survey
/// Research Methods, 194-199; Bertsekas (1982), SIAM Journal on Control and Optimization 20(2), 221-246, for the
/// projection.
/// @param start  duals of a problem much like this one, from which Newton's steps set out at once; empty: none known
MultivariateOptimum multivariate_optimum(const MultivariateProblem& problem, const std::vector<double>& start = {});

/// Its solution in whole numbers.
struct WholeOptimum {
  std::vector<std::uint32_t> n;  ///< empty where there is none
  double cost = 0;
  double bound = 0;     ///< no whole allocation is cheaper
  bool proved = false;  ///< the bound is reached, to 1e-9 of it
};

/// The cheapest whole allocation, by branch and bound on the real one: a stratum whose n is not whole is split into "at
/// most its floor" and "at least its ceiling". A part is bounded by its Lagrangian with whole numbers, which also tells
/// which numbers of areas no cheaper allocation can have.
/// @param most_nodes  gives up the proof, not the answer, after so many
/// Source: Land and Doig (1960), Econometrica 28(3), 497-520; Geoffrion (1974), Mathematical Programming Study 2,
/// 82-114, for the bound.
WholeOptimum whole_optimum(const MultivariateProblem& problem, std::size_t most_nodes = 20'000);

}  // namespace fairdraw
