#pragma once

#include "planner/documents/team_problem.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fairdraw {

/// Routes of what is given out while PSUs are moved between them.
struct RoutesInWork {
  const GivingOut& giving;
  TeamGroups routes;
  std::vector<std::uint64_t> loads;  ///< per team, with what it has for good
  std::uint64_t largest = 0;         ///< load of the PSUs that are given out
  std::uint64_t allowed = 0;         ///< by which loads may differ once a PSU is moved or swapped to save travel
};

/// Takes groups as they are for routes; nothing is allowed yet. Every PSU of `giving` is in one group.
RoutesInWork routes_in_work(const GivingOut& giving, TeamGroups groups);

/// By how much loads differ.
std::uint64_t load_spread(const std::vector<std::uint64_t>& loads);

/// Makes the move that costs least between two teams whose loads differ by more than the largest PSU's. It brings the
/// two nearer.
/// @return whether there was one
bool move_to_even_out(RoutesInWork& now);

/// Moves a PSU from a team to where it fits best on the route of another, where that saves travel and is allowed.
/// @return whether it was moved
bool move_if_cheaper(RoutesInWork& now, std::size_t psu, std::size_t from, std::size_t to);

/// Swaps it for the first PSU of the other team with which that saves travel and is allowed.
/// @return whether there was one
bool swap_if_cheaper(RoutesInWork& now, std::size_t psu, std::size_t from, std::size_t to);

}  // namespace fairdraw
