#pragma once

#include "config/survey.h"
#include "planner/advice/grid.h"
#include "planner/design/precision.h"
#include "planner/design/sensitivity.h"
#include "planner/design/solver.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fairdraw {

/// Two groups of one column and the difference of a share of 50 % that an interview of both would most likely find.
struct DetectableDifference {
  std::string column, first, second;
  double children = 0;
  double caregivers = 0;
};

/// The change of a share of 50 % between this wave and a like one (Target::wave_overlap) that would most likely be
/// found.
struct DetectableChange {
  std::string name;  ///< of the goal
  double children = 0;
  double caregivers = 0;
};

/// All that `fairdraw design` answers.
struct Advice {
  Survey survey;
  Homogeneity homogeneity;
  std::vector<MarginGoal> goals;
  std::vector<Grouping> groupings;  ///< columns and values; which area has which is left out
  Solution solution;
  std::optional<InterviewRange> children, caregivers;  ///< of the chosen design, or of the nearest
  std::vector<YieldSensitivity> yields;
  std::vector<RhoPoint> rho;
  std::vector<CountPoint> around;
  std::vector<DetectableDifference> differences;
  std::vector<DetectableChange> changes;  ///< of the country and its domains
  DesignGrid grid;                        ///< empty where it was not asked for
  std::vector<std::string> remarks;

  /// The design that was chosen, or the one that comes nearest.
  const Proposal& best() const { return solution.chosen ? *solution.chosen : solution.nearest; }
};

/// Reads the survey's frame and works its design out.
/// @param threads    0: as many as the machine has; the answer is the same with any number
/// @param with_grid  works out designs around the answer too
/// @throws Error(usage) where the frame can't be drawn from, or the survey file asks for what can't be
Advice advise(const Survey& survey, unsigned threads = 0, bool with_grid = false);

/// The proposals that a table at a glance shows: the cheapest of about ten takes, the chosen one among them.
std::vector<Proposal> alternatives(const Advice& advice);

}  // namespace fairdraw
