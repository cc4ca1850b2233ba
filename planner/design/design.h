#pragma once

#include "config/survey.h"
#include "planner/design/allocation.h"
#include "planner/frame/strata.h"
#include "planner/values/frame.h"
#include "planner/values/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// How one stratum is to be drawn.
struct StratumDesign {
  std::uint32_t allocated = 0;           ///< PSUs (or hits) of the main sample
  std::vector<std::uint32_t> certainty;  ///< positions in Stratum::areas that are drawn for certain
  std::uint32_t at_random = 0;           ///< PSUs (or hits) of the main sample beside these
  std::vector<std::uint32_t> levels;  ///< PSUs expected of the main sample with the replicates up to k, from k = 0 on
};

/// One entry per stratum.
struct Design {
  std::vector<StratumDesign> strata;
  std::vector<std::string> remarks;  ///< what a statistician should know: a reserve that is smaller, and why
};

/// What an allocation goes by beside sizes, per stratum.
struct AllocationBasis {
  std::vector<double> variance;  ///< of what is to be estimated, times the stratum's number of areas
  std::vector<double> cost;      ///< of one area
  std::vector<double> less;      ///< what of the variance does not hang on the number of areas
  std::vector<double> part;      ///< of the people
};

/// The variance of the estimated total of `areas.variable`, times n, in each stratum when areas are drawn PPS: the sum
/// of p (y / p - Y)^2, p being an area's share of the stratum's size. For `allocation = "power"`, relative to Y and
/// times size^(2 power). Without a variable, the square of the size times the variance that a table of strata says;
/// empty where it says none. Source: Hansen and Hurwitz (1943), Annals of Mathematical Statistics 14(4), 333-362;
/// Bankier (1988), The American Statistician 42(3), 174-177, equation 2, for the power allocation.
std::vector<double> variable_variance(const Frame& frame, const Strata& strata, const Survey& survey);

/// Whether the survey's allocation goes by more than sizes and counts, so that it needs a basis.
bool needs_basis(const Survey& survey);

/// Shares `areas.count` out by the survey's rule, within its minimum and maximum per stratum.
/// @throws Error(usage) where the count can't be met, `fixed` names no stratum, or the rule is "multivariate", whose
/// counts follow from margins (see DesignProblem)
std::vector<std::uint32_t> share_out(const Strata& strata, const Survey& survey, const AllocationBasis& basis);

/// @throws Error(usage) where areas.minimum_in or maximum_in name a stratum that there is not
void require_named_strata(const Strata& strata, const AreasStage& areas);

/// The fewest and the most areas that a stratum may get. The minimum is of areas beside those that are taken for
/// certain.
/// @throws Error(usage) where its maximum leaves no room for these
AllocationBounds bounds_of(const Stratum& stratum, const AreasStage& areas);

/// Shares the areas out over the strata and decides which are certain in the main sample, of which the reserve changes
/// nothing. With n areas of a stratum and k replicates of the reserve, n (1 + k) are expected to be drawn, or all that
/// it has.
/// @throws Error(usage) where the count can't be met or `fixed` names no stratum
Design make_design(const Strata& strata, const Survey& survey, const AllocationBasis& basis = {});

/// The same for areas that have been shared out.
/// @param allocated  per stratum
Design make_design(const Strata& strata, const Survey& survey, const std::vector<std::uint32_t>& allocated);

/// The design whose main sample is the design's with its replicates up to `level`.
Design design_at_level(const Strata& strata, const Design& design, std::uint32_t level);

}  // namespace fairdraw
