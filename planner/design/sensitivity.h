#pragma once

#include "planner/design/problem.h"
#include "planner/design/proposal.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fairdraw {

/// What becomes of a design when one yield is at an end of its range everywhere, the others as uncertain as before.
struct YieldSensitivity {
  std::string yield;                   ///< "eligible", "household", "child", "caregiver"
  double low = 0, mean = 0, high = 0;  ///< of the country's yields
  double chance_low = 0, chance_high = 0;
  double interviews_low = 0, interviews_high = 0;
  std::uint32_t areas_at_low = 0;  ///< areas that would do if it were known to be low; 0: no number would

  double range() const { return chance_high - chance_low; }
};

/// Every uncertain yield, the one that the chance depends on most first.
std::vector<YieldSensitivity> yield_sensitivity(const DesignProblem& problem, const Proposal& proposal);

/// The margin of the country's share of 50 %, were areas more or less alike than believed.
struct RhoPoint {
  double rho = 0;
  double margin = 0;
  double deff = 1;
};
std::vector<RhoPoint> rho_sensitivity(const DesignProblem& problem, const Proposal& proposal);

/// What fewer or more areas with the same take lead to.
struct CountPoint {
  std::uint32_t areas = 0;
  double cost = 0;
  double chance = 0;
  double margin = 0;
};
std::vector<CountPoint> around(const DesignProblem& problem, const Proposal& proposal);

}  // namespace fairdraw
