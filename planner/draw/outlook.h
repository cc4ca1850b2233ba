#pragma once

#include "planner/draw/draw.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fairdraw {

/// What can be expected of a plan whose field work has begun.
struct Outlook {
  std::uint64_t psus = 0;         ///< in the field, those that can't be reached not counted
  std::uint64_t listed = 0;       ///< of these, PSUs whose listing is in
  std::uint64_t unreachable = 0;  ///< PSUs that a release says can't be reached
  double chance = 0;              ///< to reach the target: see FieldSeason::chance()
};

/// @param run       a plan drawn again, with its listings
/// @param releases  how many of its first releases are to count; several numbers: an outlook for each
std::vector<Outlook> outlooks(const DrawRun& run, const std::vector<std::size_t>& releases);

}  // namespace fairdraw
