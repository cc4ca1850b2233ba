#pragma once

#include "planner/draw/totals.h"
#include "planner/frame/strata.h"
#include "planner/sampling/balanced/balance.h"
#include "planner/sampling/spread/positions.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fairdraw {

/// What the bound's model knows of the areas beside their probabilities: all that the methods draw by.
struct BoundModel {
  std::vector<std::uint32_t> cell_of;  ///< per row of the frame
  std::uint32_t cells = 0;
  std::vector<std::string> cell_columns;  ///< what makes the cells
  const Balance* balance = nullptr;       ///< nullptr: none
  const Positions* plane = nullptr;       ///< nullptr, or no coordinates: places are unknown
};

/// The cells of a design: strata, parted further by the leading `order` columns as long as there are no more cells than
/// PSUs, for a systematic draw takes about as much of each as it should.
BoundModel design_cells(const Frame& frame, const Strata& strata, std::uint64_t psus);

/// The Godambe-Joshi bound: whatever the design with these inclusion probabilities and whatever the unbiased estimator,
/// the variance of an estimated total of y is expected to be at least the sum of (1 / p - 1) s^2 under a model in which
/// y is a function known but for constants plus independent errors with variances s^2.
///
/// The model here: y = b(cell) p + c x + p d x + p (e1 u + e2 v + e3 u^2 + e4 u v + e5 v^2) + error, with x the
/// balancing variables and u, v the place on the plane. It is fitted by least squares weighted by 1 / p - 1, and the
/// squares of what it leaves unexplained stand for s^2; so this is the least bound that any constants give. A column
/// that depends on place in finer ways than cells and a surface of second degree can be estimated better than this
/// model's bound.
/// @param probabilities  per row of the frame
/// @return per total of the column
/// Source: Godambe and Joshi (1965), Annals of Mathematical Statistics 36(6), 1707-1722, theorem 6.1; Deville and Tillé
/// (2005), Journal of Statistical Planning and Inference 128(2), 569-591, section 4, for the weights of the fit.
std::vector<double> godambe_joshi_bound(std::span<const double> probabilities, const StudyColumn& column,
                                        const BoundModel& model);

}  // namespace fairdraw
