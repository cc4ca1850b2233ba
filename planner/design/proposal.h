#pragma once

#include "planner/design/precision.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fairdraw {

/// What field work in one stratum amounts to, as expected.
struct StratumProposal {
  std::string stratum;
  std::uint32_t areas = 0;  ///< of the main sample
  std::uint32_t certainty = 0;
  double listed = 0;      ///< households to list; of a walk none
  double screened = 0;    ///< households asked whether they are eligible: the listed ones, or a walk's contacts
  double households = 0;  ///< households to draw from listings, or contacts on the lists of walks
  double visited = 0;     ///< of these, the ones that are there to be visited
  double interviews = 0;
  double caregivers = 0;
  double cost = 0;
};

/// What a shortfall of the budget is called.
inline constexpr std::string_view kCostShortfall = "cost";

/// Something that was asked for and is not reached.
struct Shortfall {
  std::string what;  ///< "chance", "chance of caregivers", kCostShortfall, or a margin's name
  double reached = 0;
  double wanted = 0;
};

/// A number of areas and a take, and what to expect of them.
struct Proposal {
  std::uint32_t areas = 0;
  std::uint32_t take = 0;
  std::vector<std::uint32_t> allocated;  ///< per stratum
  std::vector<StratumProposal> strata;
  StratumProposal total;
  double chance = 0;                      ///< to reach the target of child interviews
  double caregivers_chance = 0;           ///< to reach that of caregivers (or, without one, that of children)
  std::vector<GroupPrecision> precision;  ///< as Precision::goals()
  std::vector<Shortfall> shortfalls;      ///< empty: all that was asked for is met

  bool meets() const { return areas > 0 && shortfalls.empty(); }
};

}  // namespace fairdraw
