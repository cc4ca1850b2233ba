#pragma once

#include "config/survey.h"
#include "planner/design/design.h"
#include "planner/draw/totals.h"
#include "planner/frame/strata.h"
#include "planner/stages/areas.h"
#include "planner/stages/auxiliary.h"
#include "planner/values/frame.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// What to draw again and again, and what to estimate from each draw.
struct Replication {
  const Frame* frame = nullptr;
  const Strata* strata = nullptr;
  const Design* design = nullptr;
  const Auxiliary* auxiliary = nullptr;
  const Survey* survey = nullptr;  ///< names the method
  const std::vector<StudyColumn>* columns = nullptr;
  std::string seed;
  std::uint32_t draws = 0;
  std::uint32_t spread_draws = 0;  ///< how many of them are measured for their spread, which takes long
  unsigned threads = 0;            ///< 0: as many as the machine has
};

/// What the draws showed.
struct Replicated {
  std::size_t totals = 0;         ///< of all columns together
  std::vector<double> estimates;  ///< `totals` for each draw, column by column
  std::vector<double> deviation;  ///< per draw: root mean square, over balancing variables, of deviation / true total
  std::vector<double> voronoi;    ///< of the first draws; empty without positions
  std::vector<std::vector<double>> exact;  ///< variances of the estimates, per column and total; empty: not known
};

/// Draws the first stage many times, each time as `fairdraw draw` would with a seed of its own, and estimates the
/// columns' totals from the main sample by the weights of the plan. What comes out does not
/// depend on the number of threads.
Replicated replicate(const Replication& what);

}  // namespace fairdraw
