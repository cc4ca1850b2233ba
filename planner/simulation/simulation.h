#pragma once

#include "config/survey.h"
#include "planner/design/interviews.h"
#include "planner/simulation/inclusion.h"
#include "planner/values/text_column.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// What a simulation is asked for.
struct SimulationOptions {
  std::uint32_t draws = 2000;
  std::string seed = "1";
  std::vector<std::string> totals;  ///< columns whose totals are estimated; empty: every column of the frame
  unsigned threads = 0;             ///< 0: as many as the machine has
};

/// A number that differs from draw to draw.
struct Swing {
  double mean = 0;
  double deviation = 0;  ///< standard deviation
  double low = 0;        ///< not exceeded in 5 % of the draws
  double high = 0;       ///< not exceeded in 95 %
};

/// The design effect of weights, E(m) E(sum w^2) / (E sum w)^2 over the draws.
struct SimulatedDeff {
  double seen = 1;
  double error = 0;   ///< Monte-Carlo standard error
  double stated = 1;  ///< by `design`
};

/// A chance as simulated, and as computed.
struct SimulatedChance {
  double seen = 0;
  double error = 0;     ///< standard error of `seen`
  double computed = 0;  ///< by FieldSeason
};

/// The main sample, or the main sample and some reserve replicates released.
struct SimulatedRelease {
  std::uint32_t replicates = 0;  ///< 0: the main sample alone; k: with replicates 1 to k
  Swing areas, children, caregivers;
  SimulatedChance chance;  ///< of the target of child interviews
  std::optional<SimulatedChance> caregivers_chance;
  std::vector<std::uint32_t> draws_with;  ///< draws that brought 0, 1, 2, ... child interviews
  InterviewDistribution computed;         ///< the same as computed
};

/// One total of a column of the frame, estimated from the main sample by design weights.
struct SimulatedTotal {
  std::string column;
  std::string value;  ///< of a column without numbers: the measure of size of the areas with this value
  double truth = 0;
  Swing estimate;
  double bias_error = 0;  ///< standard error of the mean of the estimates
};

/// What many draws and field seasons of one survey showed.
struct Simulation {
  Survey survey;  ///< with what was settled put in
  std::uint32_t draws = 0;
  std::string seed;
  std::string frame;          ///< file and layer
  std::string frame_content;  ///< digest of the frame's content
  TextColumn ids;             ///< of the areas, by rows of the checks
  std::vector<std::string> strata;
  std::vector<std::uint32_t> stratum_of;           ///< per area
  InclusionCheck main, whole;                      ///< of the main sample, and of the whole draw with its reserve
  bool exact = true;                               ///< the method's probabilities are exact
  std::uint64_t areas_asked = 0;                   ///< of the main sample, hits counted
  std::uint32_t fewest_areas = 0, most_areas = 0;  ///< that a draw had
  bool fixed_size = true;                          ///< the method's sample size is no matter of chance
  std::vector<SimulatedRelease> releases;          ///< empty where the survey plans no interviews
  Swing cost, visited, listed;                     ///< of the main sample
  SimulatedDeff deff_weights;                      ///< of the children interviewed in the main sample
  std::vector<SimulatedTotal> totals;
  std::vector<std::string> remarks;

  /// The target of children (and of caregivers) is reached as often as wanted, but for three standard errors.
  bool target_holds() const;
  bool counts_hold() const { return !fixed_size || (fewest_areas == areas_asked && most_areas == areas_asked); }
  bool probabilities_hold() const { return !exact || (main.holds() && whole.holds()); }
};

/// Draws the areas as `fairdraw draw` would, each time with a seed of its own, and plays a field season for each draw.
/// The result is a function of frame, survey, seed and draws, not of the number of threads.
/// @param progress  called with draws done and in all
/// @throws Error as read_inputs() and require_fit(); Error(usage) where a column is not there
Simulation simulate(const Survey& survey, const SimulationOptions& options,
                    const std::function<void(std::size_t, std::size_t)>& progress = {});

}  // namespace fairdraw
