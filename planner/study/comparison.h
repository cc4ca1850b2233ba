#pragma once

#include "planner/draw/totals.h"
#include "planner/sampling/methods.h"
#include "planner/study/replication.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fairdraw {

/// A figure and its standard error.
struct Estimate {
  double value = 0;
  double error = 0;
};

/// What the draws by one method showed.
struct MethodFigures {
  const Method* method = nullptr;
  std::vector<std::vector<double>> means;      ///< of the estimates, per column and total
  std::vector<std::vector<double>> variances;  ///< mean squares of estimate less true total; exact ones where known
  bool exact = false;                          ///< the variances are exact
  std::vector<Estimate> ratios;                ///< per column: sum of variances over the baseline's
  Estimate score;                              ///< mean of the ratios of the columns that count
  std::vector<double> scores_without;          ///< the score without each group of draws, for errors of differences
  std::optional<double> deviation;             ///< root mean square of the balancing variables' deviations, over draws
  std::optional<double> voronoi;               ///< mean Voronoi balance
};

/// The method that all are compared with: systematic PPS in random order.
const Method& baseline();

/// Whether a study may advise the method: it keeps the probabilities that were asked for, draws a fixed number, and is
/// neither for equal probabilities nor for two areas a stratum.
bool can_be_recommended(const Method& method);

/// Summarises replications of methods, the baseline among them, and marks the columns that vary and those that count:
/// of the columns that vary those that nobody balances on, or all where there is no other.
///
/// Standard errors are from a jackknife that leaves out one of 50 groups of draws at a time.
/// A method's exact variances, where they are known, have no error of their own: ratios have the baseline's.
/// Source: Wolter (2007), Introduction to Variance Estimation, 2nd edition, section 4.2, equation 4.2.3 with groups.
/// @param replicated  what each method's draws showed
std::vector<MethodFigures> summarise(std::vector<StudyColumn>& columns, std::span<const Method* const> methods,
                                     std::span<const Replicated> replicated);

/// What a statistician should choose.
struct Recommendation {
  const Method* method = nullptr;      ///< nullptr where none can be recommended
  const Method* least = nullptr;       ///< the one with the least score
  std::vector<const Method*> as_good;  ///< others whose score is not above the least by two errors of the difference
};

/// How much greater the score of one method is than the other's. Both are of the same replications and the same
/// baseline's, so that what these have in common does not add to the error: it is that of the paired difference, by the
/// jackknife of summarise().
Estimate difference(const MethodFigures& one, const MethodFigures& other);

/// Of the methods that can be recommended those whose score is the least, or above it by no more than two standard
/// errors of the difference; of these those that gain more on the baseline than the gain's standard error, or where
/// there is none the baseline; of these one under which every two areas can come together, so that variances have
/// unbiased estimates; of these one whose joint probabilities are known exactly; of these the first in the table of
/// methods.
Recommendation recommend(std::span<const MethodFigures> figures);

}  // namespace fairdraw
