#pragma once

#include "planner/sampling/stream.h"
#include "planner/values/ground.h"
#include "planner/values/plan.h"
#include "planner/values/shape.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fairdraw {

/// Name and version of the method, part of every stream it uses.
inline constexpr std::string_view kWalk = "random-walk 1";

/// Where a walk may start.
struct WalkGround {
  const Shape& shape;          ///< of the PSU
  const GroundPoints& people;  ///< where they live in what of it is worked; empty: not known
  double households = 0;       ///< there, by the frame
};

/// How the walks of a survey go.
struct WalkRules {
  std::uint32_t interviewers = 1;  ///< each has a start
  std::uint32_t interval = 0;      ///< every so many-th door is tried; 0: as walk_interval() has it
};

/// A place at random inside the polygons (and a box), each with the same chance (in degrees: within one area the ground
/// that a degree covers hardly changes), by rejection from the bounding box in whole units.
/// @throws Error(usage) where there are no polygons, or they have no ground to speak of
Place random_place(const Shape& shape, const std::optional<Box>& box, Stream& stream);

/// Lays out the random walk of one PSU: a start for each interviewer, with one of eight directions and the hand to keep
/// on the houses, and Psu::households numbered contacts dealt out over the starts in turn. Where it is known
/// where people live, a start is at a building, each with the same chance, or at a place of a cell that was drawn with
/// probability proportional to its people; else anywhere on the ground.
std::vector<Household> lay_out_walk(std::size_t psu_index, const Psu& psu, const WalkGround& ground,
                                    const WalkRules& rules, const SeedKey& key);

/// Every how-many-th door is tried so that the contacts spread over all households: households / contacts, rounded
/// down, 1 at least and 20 at most.
std::uint32_t walk_interval(double households, std::uint32_t contacts);

}  // namespace fairdraw
